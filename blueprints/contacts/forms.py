"""Forms of contacts: what was done, by the cell or by the member; why the cell does not confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from adapters import clock
from domain.rules import Duty
from models.vocabulary import ContactKind
from ui.fields import ChoiceField, DayField, LongTextField, SelectChoice, TextField
from ui.forms import BaseForm
from ui.validators import Needed


class PressForm(BaseForm):
    """One button without a question: confirm, take back."""


class DutyField(ChoiceField):
    """The number of a duty."""

    def __init__(self, *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        self.coerce = int


class ContactForm(BaseForm):
    """A contact; it has no field for money, because a contribution is none."""

    kind = ChoiceField(
        _l("How were you in touch?"), [Needed(_l("Choose how you were in touch."))], among=ContactKind
    )
    text = TextField(
        _l("What about, in one line"),
        most=500,
        description=_l("Contributions of money are no contact: do not write them here."),
    )
    on = DayField(_l("On which day?"), [Needed(_l("Write the day, for example 15/3/2026."))])
    duty = DutyField(_l("Which duty of article 2 did it serve?"))

    def __init__(self, duties: Sequence[Duty], **rest: Any) -> None:
        super().__init__(data={"on": clock.today()}, **rest)
        self.duty.choices = [SelectChoice(str(duty.number), f"{duty.number}. {duty.name}") for duty in duties]


class DeclineForm(BaseForm):
    """Why the cell does not confirm what a member wrote; the member reads it."""

    reason = LongTextField(
        _l("Why does the cell not confirm it?"),
        [Needed(_l("Write why the cell does not confirm it."))],
        most=500,
        description=_l("the comrade reads it; for example: that evening we met somebody else"),
    )
