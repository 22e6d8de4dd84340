"""Forms of changes: whom and what first, then one form class for each word, and the table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from access import Actor, Permission, may
from blueprints.changes.kinds import (
    AppointmentForm,
    CategoryChangeForm,
    ChangeForm,
    DeathForm,
    LeavingOfficeForm,
    LeavingPartyForm,
    ResidenceMoveForm,
    RetirementForm,
    RewardForm,
    SanctionFieldsForm,
    SecondmentForm,
    TransferForm,
)
from models import Change
from models.vocabulary import ChangeWord
from queries import changes
from queries.changes import FOUND
from services import (
    appointments,
    categories,
    departures,
    residences,
    rewards,
    sanctions,
    secondments,
    transfers,
)
from services.recording import RecordChange, permission_for
from ui.fields import (
    ChoiceField,
    HiddenField,
    LongTextField,
    SelectChoice,
    TextField,
)
from ui.forms import BaseForm
from ui.validators import Needed

CHOOSE, ENTER = "choose", "enter"
"""Steps before the facts are asked: whom and what, and for a sanction that one has read who will read it."""


class WordField(ChoiceField):
    """The words of what can happen, all of them in sight: side by side on a wide screen."""

    is_long = False


class ChooseForm(BaseForm):
    """Who it is about, found by a few letters of the name, and what happened; later pages carry both along."""

    words = TextField(
        _l("Name of the member"),
        most=60,
        description=_l("three letters are enough, marks not needed"),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    member = HiddenField()
    word = WordField(
        _l("Nature of the change"), [Needed(_l("Choose the nature of the change."))], among=ChangeWord
    )
    step = HiddenField()

    def __init__(self, actor: Actor, member_ref: str | None, **rest: Any) -> None:
        super().__init__(**rest)
        offered = [one for one in ChangeWord if may(actor, permission_for(one))]
        self.word.choices = [SelectChoice(one.value, _l(one.text)) for one in offered]
        self.member.data = self.member.data or member_ref
        permission = permission_for(self.word.data) if self.word.data else Permission.CHANGE_RECORD
        self.candidates = changes.candidates(actor, permission, self.words.data, self.member.data)

    @property
    def starts(self) -> bool:
        """Whether nothing of the facts has been asked yet."""
        return self.step.data in (CHOOSE, ENTER)

    def is_made(self) -> bool:
        """Whether it is clear who and what; otherwise the errors stand on the form."""
        if not self.step.data:
            return False
        is_whole = bool(self.validate_on_submit()) if self.step.data == CHOOSE else bool(self.word.data)
        if not self.candidates:
            self._say(_l("Nobody of yours bears this name. Write it in another way; marks are not needed."))
        elif len(self.candidates) > FOUND:
            self._say(_l("Several comrades fit. Write more of the name."))
        return is_whole and 0 < len(self.candidates) <= FOUND

    def _say(self, sentence: str) -> None:
        asked = sentence if self.words.data or self.member.data else _l("Write a few letters of the name.")
        self.words.errors = [*self.words.errors, str(asked)]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word needs: its form, its command, its use case."""

    form: type[ChangeForm]
    command: type[RecordChange]
    use_case: Callable[..., Change]


_TRANSFER = Entry(TransferForm, transfers.RecordTransfer, transfers.record_transfer)
_SECONDMENT = Entry(SecondmentForm, secondments.RecordSecondment, secondments.record_secondment)

ENTRIES: dict[ChangeWord, Entry] = {
    ChangeWord.TRANSFER: _TRANSFER,
    ChangeWord.REASSIGNMENT: _TRANSFER,
    ChangeWord.ROTATION: _SECONDMENT,
    ChangeWord.SECONDMENT: _SECONDMENT,
    ChangeWord.APPOINTMENT: Entry(
        AppointmentForm, appointments.RecordAppointment, appointments.record_appointment
    ),
    ChangeWord.LEAVING_OFFICE: Entry(
        LeavingOfficeForm, appointments.RecordAppointment, appointments.record_appointment
    ),
    ChangeWord.REWARD: Entry(RewardForm, rewards.RecordReward, rewards.record_reward),
    ChangeWord.SANCTION: Entry(SanctionFieldsForm, sanctions.RecordSanction, sanctions.record_sanction),
    ChangeWord.RETIREMENT: Entry(RetirementForm, RecordChange, departures.record_retirement),
    ChangeWord.RESIDENCE_MOVE: Entry(
        ResidenceMoveForm, residences.RecordResidenceMove, residences.record_residence_move
    ),
    ChangeWord.CATEGORY_CHANGE: Entry(
        CategoryChangeForm, categories.RecordCategoryChange, categories.record_category_change
    ),
    ChangeWord.DEATH: Entry(DeathForm, RecordChange, departures.record_departure),
    ChangeWord.LEAVING_PARTY: Entry(LeavingPartyForm, RecordChange, departures.record_departure),
}
"""Every word with its form; a test asks that none is missing."""


class WithdrawChangeForm(BaseForm):
    """Why a change should never have been recorded."""

    reason = LongTextField(
        _l("Why is it taken back?"), [Needed(_l("Write the reason for taking this back."))], most=500
    )


class WithdrawSanctionForm(BaseForm):
    """A sanction is taken back without a word."""
