"""Forms of the register: the search by name, admitting and correcting a member."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from adapters import clock
from domain.biography import contradictions
from domain.days import PartialDay
from domain.errors import Refusals
from domain.names import full_name
from domain.numbers import card_number
from models import Member
from models.vocabulary import Sex
from ui.fields import (
    ChoiceField,
    PartialDayField,
    PhoneField,
    PickField,
    SelectChoice,
    TextField,
    VersionField,
)
from ui.forms import BaseForm
from ui.validators import Needed, ReadBy


class SearchForm(BaseForm):
    """Looks for a name; posted, because a name never stands in an address."""

    words = TextField(_l("Find a member by name, marks not needed"), most=60)


class MemberForm(BaseForm):
    """What the register holds of a member, and no more than Regulation 213 needs."""

    full_name = TextField(
        _l("Full name"),
        [Needed(_l("Write the full name, for example Nguyễn Văn An.")), ReadBy(full_name)],
        most=120,
    )
    born = PartialDayField(
        _l("Date of birth"), [Needed(_l("Write the date of birth, for example 15/3/1978."))]
    )
    sex = ChoiceField(_l("Sex"), among=Sex)
    admitted = PartialDayField(_l("Date of admission"))
    official = PartialDayField(_l("Date of full membership"))
    card_number = TextField(_l("Party card number"), [ReadBy(card_number)], most=20)
    position = TextField(_l("Position"), most=120)
    phone = PhoneField(_l("Phone number"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside the shape of each field, hold the days against each other: a person hears of everything at once."""
        is_well_shaped: bool = super().validate(extra_validators)
        found = list(contradictions(self.born.data, self.admitted.data, self.official.data, clock.today()))
        if found:
            self.blame(Refusals(found))
        return is_well_shaped and not found


class AdmitMemberForm(MemberForm):
    """A new member of one of the actor's workplace cells."""

    page_order = (
        "workplace", "full_name", "born", "sex", "admitted", "official", "card_number", "position", "phone",
    )  # fmt: skip

    workplace = PickField(_l("Workplace Party cell"), [Needed(_l("Choose the workplace Party cell."))])

    def __init__(self, cells: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(**rest)
        self.workplace.choices = [SelectChoice(ref, name) for ref, name in cells]
        if len(cells) == 1 and not self.is_submitted():
            self.workplace.data = cells[0][0]


class CorrectMemberForm(MemberForm):
    """The record as it stands, to be put right."""

    version = VersionField()

    @classmethod
    def of(cls, member: Member) -> CorrectMemberForm:
        """The form filled from the record."""
        names = ("full_name", "sex", "card_number", "phone", "position", "version")
        stored = {name: getattr(member, name) for name in ("born", "admitted", "official")}
        days = {name: PartialDay.from_stored(text) if text else None for name, text in stored.items()}
        return cls(data={name: getattr(member, name) for name in names} | days)
