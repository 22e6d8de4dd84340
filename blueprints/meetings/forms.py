"""Forms of meetings: what is arranged, why one is called off, whom to invite as a guest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from adapters import clock
from models import Meeting
from models.vocabulary import MeetingKind
from queries.meetings import Candidate
from ui.fields import (
    ChoiceField,
    ComingDayField,
    HourField,
    LongTextField,
    ManyPicksField,
    SelectChoice,
    TextField,
    TickField,
    VersionField,
)
from ui.forms import BaseForm, CheckedForm
from ui.validators import Needed

MOST = 500
LONG = 4000


class ArrangementFields:
    """What, when and where."""

    kind = ChoiceField(_l("Kind of meeting"), [Needed(_l("Choose the kind of meeting."))], among=MeetingKind)
    on = ComingDayField(_l("Day of the meeting"), [Needed(_l("Write the day of the meeting."))])
    hour = HourField(_l("Hour"), [Needed(_l("Write the hour of the meeting."))])
    place = TextField(_l("Venue"))
    link = TextField(
        _l("Address of the meeting on line"),
        most=MOST,
        description=_l("only those convened see it; the public invitation does not show it"),
    )
    agenda = LongTextField(_l("Agenda"))


class NewMeetingForm(ArrangementFields, CheckedForm):
    """A meeting to be convened, or only planned, or written down after it took place."""

    took_place = TickField(_l("The meeting took place; I am writing it down now"))


class EditMeetingForm(ArrangementFields, BaseForm):
    """The arrangement of a meeting, as it stands."""

    version = VersionField()

    def __init__(self, meeting: Meeting, **rest: Any) -> None:
        hour = meeting.starts_at.astimezone(clock.HERE).time()
        super().__init__(obj=meeting, data={"hour": hour}, **rest)


class CancelMeetingForm(BaseForm):
    """Why the meeting does not take place."""

    reason = LongTextField(
        _l("Why does the meeting not take place?"),
        [Needed(_l("Write why the meeting does not take place."))],
        most=MOST,
        description=_l("those convened only read that it was cancelled"),
    )


class MinutesForm(BaseForm):
    """The text of the minutes; all of it may wait until they are signed."""

    chair = TextField(_l("Chair"), most=120)
    note_taker = TextField(_l("Note-taker"), most=120)
    agenda = LongTextField(_l("Agenda"))
    information = LongTextField(_l("Information given on the situation and the tasks"), most=LONG)
    theme = LongTextField(_l("Theme on which opinions were asked"), most=LONG)
    discussion = LongTextField(_l("Discussion"), most=LONG)
    conclusions = LongTextField(_l("Conclusions"), most=LONG)
    ended = HourField(_l("Hour at which the meeting ended"))
    version = VersionField()


class SignMinutesForm(BaseForm):
    """The signature under the draft that was read."""

    version = VersionField()


class AmendMinutesForm(BaseForm):
    """Why signed minutes get a new edition."""

    reason = LongTextField(
        _l("Why are the minutes amended?"), [Needed(_l("Write why the minutes are amended."))], most=MOST
    )


class PressForm(BaseForm):
    """One button without a question: convene, sign, close."""


class ExtendListForm(BaseForm):
    """Exempt members who are invited as guests."""

    guests = ManyPicksField(_l("Invite as guests (exempt from activities, never counted absent)"))

    def __init__(self, guests: Iterable[Candidate], **rest: Any) -> None:
        super().__init__(**rest)
        self.guests.choices = [SelectChoice(one.ref, f"{one.name} ({one.birth_year})") for one in guests]
