"""Forms of strengths and needs: what one can do, what is needed, whom the cell asks, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from models.vocabulary import Competence, NeedState
from queries.needs import Candidate
from ui.fields import ChoiceField, ComingDayField, ManyPicksField, NumberField, SelectChoice, TextField
from ui.forms import BaseForm
from ui.validators import Needed

_FIELD = [Needed(_l("Choose the field."))]


class PressForm(BaseForm):
    """One button without a question: yes, no, certified."""


class StrengthForm(BaseForm):
    """In what a member can help."""

    competence = ChoiceField(_l("In which field?"), _FIELD, among=Competence)
    words = TextField(
        _l("In your own words"), most=200, description=_l("for example: repairs of the wiring in a house")
    )


class TakeOutForm(BaseForm):
    """What a member takes out again."""

    competence = ChoiceField(_l("In which field?"), _FIELD, among=Competence)


class NeedForm(BaseForm):
    """What help the cell needs."""

    text = TextField(
        _l("What help is needed?"),
        [Needed(_l("Write what help is needed."))],
        most=500,
        description=_l("for example: repair the wiring of the cultural house"),
    )
    on = ComingDayField(
        _l("On which day is help needed?"), [Needed(_l("Write the day, for example 15/3/2026."))]
    )
    people = NumberField(_l("How many people?"), [Needed(_l("Write a whole number, for example 12."))])
    competence = ChoiceField(_l("In which field?"), _FIELD, among=Competence)


class AskForm(BaseForm):
    """Whom the cell asks: those who named the field, and anybody else."""

    members = ManyPicksField(_l("Comrades who can help in this field"))
    others = ManyPicksField(_l("Other comrades of the cell"))

    def __init__(self, candidates: Sequence[Candidate], **rest: Any) -> None:
        super().__init__(**rest)
        self.members.choices = [_choice(one) for one in candidates if one.is_able]
        self.others.choices = [_choice(one) for one in candidates if not one.is_able]


class CloseForm(BaseForm):
    """How a need ended."""

    outcome = ChoiceField(
        _l("How did it end?"),
        [Needed(_l("Choose how it ended."))],
        among=(NeedState.MET, NeedState.WITHDRAWN),
    )


def _choice(one: Candidate) -> SelectChoice:
    return SelectChoice(one.ref, f"{one.name} ({one.birth_year})", {"hint": one.words or one.workplace})
