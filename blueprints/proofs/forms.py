"""The code of a paper, and what is held against the register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ui.fields import TextField
from ui.forms import BaseForm
from ui.validators import Needed

_AS_IT_STANDS = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}


class CodeForm(BaseForm):
    """The code at the foot of a paper, and if one likes a line of it; the file is read beside it."""

    code = TextField(
        _l("Code on the paper"),
        [Needed(_l("Type the 10 letters and digits at the foot of the paper."))],
        most=60,
        description=_l("At the foot of each page, for example ABCDE 2345F"),
        render_kw={**_AS_IT_STANDS, "autocapitalize": "characters"},
    )
    line = TextField(
        _l("A line of the paper, as it stands there"),
        most=1000,
        description=_l(
            "For example the name in bold, or the whole line with the residence. It is compared and not kept."
        ),
        render_kw=_AS_IT_STANDS,
    )
