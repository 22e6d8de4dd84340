"""Forms of lists that an office brings in: the file, and the buttons of the check page."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from domain.roster_answers import Verdict
from domain.roster_headings import Column
from domain.roster_proposals import ProposalKind
from services.imports.columns import Arrangement
from ui.fields import (
    EachField,
    HiddenChoiceField,
    NumberField,
    PickField,
    PlacesField,
    SelectChoice,
    TextField,
    TickField,
    UploadField,
    VersionField,
)
from ui.forms import BaseForm, UploadForm
from ui.validators import Needed


class ListForm(UploadForm):
    """The list as a file."""

    file = UploadField(
        _l("File with the list"),
        [Needed(_l("Choose the file with the list."))],
        description=_l(".xlsx, .xls, .ods or .csv, at most 5 MB and 20,000 rows"),
        render_kw={"accept": ".xlsx,.xls,.ods,.csv"},
    )


class WriteForm(BaseForm):
    """The button that writes, bound to what the page showed."""

    version = VersionField()


class ProposalsForm(BaseForm):
    """Proposals of one kind: those ticked, or all that have one reading."""

    kind = HiddenChoiceField(ProposalKind, default=next(iter(ProposalKind)))
    picked = PlacesField()
    takes_all = TickField()


class DoubleForm(BaseForm):
    """Whether a row and another one are the same person."""

    row = NumberField()
    other = TextField(most=12)
    verdict = HiddenChoiceField(Verdict, default=Verdict.SAME)


class ColumnsForm(BaseForm):
    """Where the list stands and what each of its columns tells."""

    sheet = PickField(_l("Sheet"), [Needed(_l("Choose the sheet with the list."))])
    heading_row = NumberField(
        _l("Row of the headings"),
        [Needed(_l("Write the number of the row in which the headings stand."))],
        description=_l("the last one, where there are several"),
    )
    tells = EachField("tells", among=Column)

    def __init__(self, arranged: Arrangement, **rest: Any) -> None:
        told = {one.place: one.tells for one in arranged.columns if one.tells is not None}
        rest.setdefault("data", {"sheet": arranged.sheet, "heading_row": arranged.heading_row, "tells": told})
        super().__init__(**rest)
        self.sheet.choices = [SelectChoice(name, name) for name in arranged.sheets]


class PressForm(BaseForm):
    """One button without a question."""
