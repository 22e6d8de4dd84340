"""Forms of lists that an office brings in: the file, and the buttons of the check page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from domain.roster_answers import Verdict
from domain.roster_proposals import ProposalKind
from ui.fields import (
    HiddenChoiceField,
    NumberField,
    PlacesField,
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


class PressForm(BaseForm):
    """One button without a question."""
