"""Forms of opinions: raised by the cell for somebody, written by a member, passed on, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Meeting
from queries.liaisons import Comrade
from services.opinions import RESIDENTS, Addressee
from ui import filters
from ui.fields import ChoiceField, ComingDayField, DayField, LongTextField, PickField, SelectChoice, TextField
from ui.forms import BaseForm
from ui.validators import Needed

LONGEST = 2000
_HINT = _l("nothing classified, nothing about sanctions or anybody's health")
_TEXT = [Needed(_l("Write the opinion."))]


class PressForm(BaseForm):
    """One button without a question: the answer has been told."""


class RaiseForm(BaseForm):
    """What somebody said to the cell."""

    who = PickField(_l("Who said it?"), [Needed(_l("Choose who said it."))])
    text = LongTextField(_l("Opinion or proposal"), _TEXT, most=LONGEST, description=_HINT)
    raised_on = DayField(
        _l("On which day was it said?"), [Needed(_l("Write the day, for example 15/3/2026."))]
    )
    meeting = PickField(_l("At which meeting?"))

    def __init__(self, comrades: Sequence[Comrade], meetings: Sequence[Meeting], **rest: Any) -> None:
        super().__init__(**rest)
        residents = SelectChoice(RESIDENTS, _("Residents at a people's meeting; no name is kept"))
        self.who.choices = [residents, *(_comrade(one) for one in comrades)]
        self.meeting.choices = _meetings(meetings)


class WriteForm(BaseForm):
    """What a member puts to the own cell in writing."""

    text = LongTextField(_l("Opinion or proposal"), _TEXT, most=LONGEST, description=_HINT)
    meeting = PickField(_l("For which meeting?"))

    def __init__(self, meetings: Sequence[Meeting], **rest: Any) -> None:
        super().__init__(**rest)
        self.meeting.choices = _meetings(meetings)


class AddresseeField(ChoiceField):
    """The committee above the cell, or another body."""

    def __init__(self, *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        self.coerce = Addressee


class PassOnForm(BaseForm):
    """To whom an opinion goes, and by when an answer is due."""

    to = AddresseeField(_l("To whom?"), [Needed(_l("Choose to whom it goes."))])
    body = TextField(
        _l("Name of the body"),
        most=200,
        description=_l("only for another body; for example the power company of the ward"),
    )
    due_on = ComingDayField(_l("Answer due on"), [Needed(_l("Write the day, for example 15/3/2026."))])

    def __init__(self, committee: str, due_on: date) -> None:
        super().__init__(data={"due_on": due_on})
        self.to.choices = [
            SelectChoice(Addressee.COMMITTEE, committee, {"hint": _("it answers here")}),
            SelectChoice(
                Addressee.BODY, _("Another body"), {"hint": _("the cell writes its answer down here")}
            ),
        ]


class AnswerForm(BaseForm):
    """What is answered."""

    answer = LongTextField(
        _l("Answer"),
        [Needed(_l("Write the answer."))],
        most=4000,
        description=_l("the comrade who raised it reads these words"),
    )


def _comrade(one: Comrade) -> SelectChoice:
    return SelectChoice(one.ref, f"{one.name} ({one.birth_year})", {"hint": one.workplace})


def _meetings(meetings: Sequence[Meeting]) -> list[SelectChoice]:
    """The meetings, and none of them; nothing to choose where there is no meeting."""
    known = [SelectChoice(one.ref, f"{_(one.kind.text)}, {filters.day(one.on)}") for one in meetings]
    return [*known, SelectChoice("", _("None, between two meetings"))] if known else []
