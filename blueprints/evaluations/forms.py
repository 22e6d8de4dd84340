"""Forms of evaluations: the sheet of a rule set, the meeting that agrees, reasons, requests, replies, rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l

from domain.evaluations import box_of
from domain.rules import Criterion, Duty
from models import Organisation
from models.vocabulary import EvaluationPurpose, Outcome, ReplyKind
from queries.agreements import Holder
from queries.desks import SheetLine
from services.sheets import KeepSheet
from ui.fields import (
    ChoiceField,
    ComingDayField,
    DayField,
    EachTextField,
    HiddenField,
    LongTextField,
    ManyPicksField,
    NumberField,
    PickField,
    RefsField,
    SelectChoice,
    TextField,
    TickField,
    VersionField,
)
from ui.forms import BaseForm
from ui.validators import Needed

MOST, LONG = 500, 4000
Kept = TypeVar("Kept", bound=KeepSheet)


class PressForm(BaseForm):
    """One button without a question: remind, return, close."""


class SheetForm(BaseForm):
    """What every sheet has beside its criteria, which `sheet_form` adds from the rule set."""

    criteria: tuple[Criterion, ...] = ()

    step = HiddenField(default="write")
    remarks = LongTextField(_l("Opinion of the cell committee (cell)"), most=LONG)
    duties = ManyPicksField(_l("Duties to mention"))
    unassessable_because = LongTextField(
        _l("Why can this comrade not be assessed yet?"),
        most=MOST,
        description=_l("only for somebody who came to the cell a short time ago; then tick nothing"),
    )
    stands = TickField(_l("I have looked at it again: it stands as it is"))
    version = VersionField()

    def boxes(self) -> list[Any]:
        """The fields of the criteria, in their order."""
        return [self[box_of(one)] for one in self.criteria]

    def written(self, command: type[Kept], **more: Any) -> Kept:
        """The command filled with what is ticked and written."""
        boxes = {one.number: self[box_of(one)].data for one in self.criteria}
        ticks = {number: int(level) for number, level in boxes.items() if level}
        return command(
            ticks=ticks,
            remarks=self.remarks.data,
            duties=tuple(int(one) for one in self.duties.data),
            unassessable_because=self.unassessable_because.data,
            version=self.version.data,
            **more,
        )


@cache
def sheet_form(criteria: tuple[Criterion, ...], duties: tuple[Duty, ...]) -> type[SheetForm]:
    """The form of one version of the sheet: a choice for each criterion, nothing chosen at first (BR-13)."""
    ticks = {box_of(one): ChoiceField(_heading(one), among=_levels(one)) for one in criteria}
    picks = [SelectChoice(str(duty.number), f"{duty.number}. {duty.name}") for duty in duties]
    rest = {"criteria": criteria, "duties": ManyPicksField(_l("Duties to mention"), among=picks)}
    order = (*ticks, "remarks", "duties", "unassessable_because", "stands")
    return type("SheetForm", (SheetForm,), {**ticks, **rest, "page_order": order})


def _heading(criterion: Criterion) -> Any:
    """The number with the words of the regulation; the number alone where they are still to be completed."""
    if criterion.name is None:
        return _l("Criterion %(number)s", number=criterion.number)
    return f"{criterion.number}. {criterion.name}"


def _levels(criterion: Criterion) -> list[SelectChoice]:
    return [SelectChoice(str(number), words) for number, words in enumerate(criterion.levels, start=1)]


class ReopenForm(BaseForm):
    """Why a sheet that was agreed on is taken up again."""

    reason = LongTextField(
        _l("Why is the sheet taken up again?"),
        [Needed(_l("Write why the sheet is taken up again."))],
        most=MOST,
    )


class ChosenForm(BaseForm):
    """The sheets of the page, and those of them that stay behind."""

    sheets = RefsField()
    left_out = RefsField()

    def __init__(self, lines: Iterable[Any], **rest: Any) -> None:
        super().__init__(data={"sheets": [line.ref for line in lines]}, **rest)


class AgreeForm(BaseForm):
    """The meeting of the cell with the Front work committee, and what it did not agree on."""

    sheets = RefsField()
    left_out = RefsField()
    on = DayField(
        _l("Day of the meeting with the Front work committee"), [Needed(_l("Write the day of the meeting."))]
    )
    people = ManyPicksField(_l("Who of the cell took part?"))
    front = LongTextField(
        _l("Who took part for the Front work committee?"),
        [Needed(_l("Write who took part for the Front work committee."))],
        most=MOST,
        description=_l("one name a line"),
    )
    place = TextField(_l("Venue"))
    note_taker = TextField(_l("Note-taker"), [Needed(_l("Write who took the notes."))], most=120)
    dissent = EachTextField("dissent", most=1000)
    discussion = LongTextField(_l("Discussion"), most=LONG)

    def __init__(self, lines: Sequence[SheetLine], holders: Iterable[Holder], **rest: Any) -> None:
        super().__init__(**rest)
        if not self.is_submitted():
            self.sheets.data = tuple(line.ref for line in lines)
        self.people.choices = [
            SelectChoice(one.ref, one.name, {"hint": str(_l(one.office.text))}) for one in holders
        ]


class SendBackForm(BaseForm):
    """What the cell has to look at again."""

    reason = LongTextField(
        _l("What should the cell look at again?"),
        [Needed(_l("Write what the cell should look at again."))],
        most=MOST,
    )


class AskForm(BaseForm):
    """What a workplace needs an evaluation for."""

    purpose = ChoiceField(
        _l("What is the evaluation needed for?"),
        [Needed(_l("Choose what the evaluation is needed for."))],
        among=EvaluationPurpose,
    )
    reference = TextField(
        _l("Paper on which the need rests"),
        description=_l("plan, proposal or decision with its number; not for the yearly review"),
    )
    due_on = ComingDayField(_l("Needed by"))
    dossier_code = TextField(
        _l("Dossier on the national public service portal"),
        most=60,
        description=_l("so that the same is not asked for twice"),
    )


class DossierForm(BaseForm):
    """The dossier of the portal."""

    dossier_code = TextField(_l("Dossier on the national public service portal"), most=60)


class WithdrawForm(BaseForm):
    """Why an evaluation is no longer needed."""

    reason = LongTextField(
        _l("Why is the evaluation no longer needed?"),
        [Needed(_l("Write why the evaluation is no longer needed."))],
        most=MOST,
    )


class ReplyForm(BaseForm):
    """What the member says of the own sheet."""

    kind = ChoiceField(
        _l("What do you want to do?"), [Needed(_l("Choose one of the answers shown."))], among=ReplyKind
    )
    text = LongTextField(
        _l("Your words"),
        [Needed(_l("Write your opinion."))],
        most=LONG,
        description=_l("they stay with the sheet and with every copy of it"),
    )


class AnswerForm(BaseForm):
    """How the cell answers a request for reconsideration."""

    outcome = ChoiceField(
        _l("What has the cell decided?"), [Needed(_l("Choose one of the answers shown."))], among=Outcome
    )
    answer = LongTextField(
        _l("Answer and reasons"), [Needed(_l("Write the answer and its reasons."))], most=LONG
    )


class OpenRoundForm(BaseForm):
    """The calendar of a round; a superior committee chooses for which communes."""

    year = NumberField(_l("Year"), [Needed(_l("Write the year, for example 2026."))])
    listed_on = DayField(
        _l("Day of the list"),
        [Needed(_l("Write the day of the list."))],
        description=_l("members in liaison on this day, without those exempt from activities"),
    )
    cell_due_on = ComingDayField(
        _l("Cells submit by"), [Needed(_l("Write by when the cells submit their sheets."))]
    )
    confirm_due_on = ComingDayField(
        _l("Commune committee confirms by"), [Needed(_l("Write by when the committee confirms."))]
    )
    return_due_on = ComingDayField(
        _l("Returned to the workplaces by"), [Needed(_l("Write by when the sheets are returned."))]
    )
    communes = ManyPicksField(_l("Communes and wards"))

    def __init__(self, communes: Iterable[Organisation], **rest: Any) -> None:
        super().__init__(**rest)
        self.communes.choices = [SelectChoice(one.ref, one.name) for one in communes]


class HandOverForm(BaseForm):
    """Which cell carries on with the members and sheets of another."""

    cell = PickField(_l("Which cell was merged?"), [Needed(_l("Choose the cell that was merged."))])
    successor = PickField(_l("Which cell carries on?"), [Needed(_l("Choose the cell that carries on."))])
    reason = TextField(
        _l("Decision on the merger"),
        [Needed(_l("Write the decision on the merger."))],
        most=MOST,
        description=_l("number, day and body"),
    )

    def __init__(self, cells: Sequence[Organisation], **rest: Any) -> None:
        super().__init__(**rest)
        self.cell.choices = [SelectChoice(one.ref, one.name) for one in cells]
        living = [one for one in cells if one.dissolved_on is None]
        self.successor.choices = [SelectChoice(one.ref, one.name) for one in living]
