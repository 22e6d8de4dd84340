"""Forms of exchange files: the file that is held against the register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ui.fields import UploadField
from ui.forms import BaseForm, UploadForm
from ui.validators import Needed


class CompareForm(UploadForm):
    """The exchange file."""

    file = UploadField(
        _l("Exchange file"),
        [Needed(_l("Choose the exchange file."))],
        description=_l(".csv as it was downloaded, at most 5 MB and 20,000 members"),
        render_kw={"accept": ".csv"},
    )


class PressForm(BaseForm):
    """One button without a question."""
