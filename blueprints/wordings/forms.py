"""Forms of the words of papers: one sentence or symbol, the layout, and the way back to the original."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from domain.papers.amending import LONGEST, MARGINS, SIZES
from domain.papers.wording import said_by
from queries.wording import Version
from ui.fields import HiddenField, LongTextField, NumberField, VersionField
from ui.forms import BaseForm
from ui.validators import Needed

_MILLIMETRES = _l("%(least)s to %(most)s mm", least=MARGINS[0], most=MARGINS[1])


class OfForm(BaseForm):
    """Of which paper or sentence the page is: named in the address, and carried by the form."""

    of = HiddenField(default=lambda: request.args.get("of", ""))
    version = VersionField()


class SentenceForm(OfForm):
    """One sentence of a paper, or one symbol."""

    text = LongTextField(_l("Sentence"), [Needed(_l("Write the sentence."))], most=LONGEST)

    @classmethod
    def about(cls, mark: str, now: Version) -> SentenceForm:
        """The form of a sentence as it is in force."""
        return cls(data={"of": mark, "text": said_by(now.content, mark), "version": now.number})


class LayoutForm(BaseForm):
    """Margins and the size of the letters."""

    top = NumberField(_l("Top margin"), [Needed(_l("Write the margin."))], description=_MILLIMETRES)
    bottom = NumberField(_l("Bottom margin"), [Needed(_l("Write the margin."))], description=_MILLIMETRES)
    left = NumberField(_l("Left margin"), [Needed(_l("Write the margin."))], description=_MILLIMETRES)
    right = NumberField(_l("Right margin"), [Needed(_l("Write the margin."))], description=_MILLIMETRES)
    size = NumberField(
        _l("Size of the letters"),
        [Needed(_l("Write the size of the letters."))],
        description=_l("%(least)s to %(most)s points", least=SIZES[0], most=SIZES[1]),
    )
    version = VersionField()

    @classmethod
    def of(cls, now: Version) -> LayoutForm:
        """The form filled from the layout in force."""
        figures: dict[str, Any] = asdict(now.wording.layout)
        return cls(data=figures | {"version": now.number})
