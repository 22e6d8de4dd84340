"""Forms of offices: whom, which, from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from access import Actor
from adapters import clock
from models import Account, Organisation
from models.vocabulary import Office
from queries import accounts
from ui import filters
from ui.fields import ChoiceField, DayField, HiddenField, PickField, SelectChoice, TextField
from ui.forms import BaseForm
from ui.validators import Needed

FIND = "find"


class GiveMandateForm(BaseForm):
    """An office for a person found by name, or kept at the organisation."""

    find = TextField(_l("Find another person by name, marks not needed"), most=60)
    account = PickField(_l("Who"), [Needed(_l("Choose the person."))])
    office = ChoiceField(_l("Office"), [Needed(_l("Choose the office."))], among=Office)
    starts_on = DayField(_l("From"), [Needed(_l("Write the first day, for example 1/7/2026."))])
    ends_on = DayField(_l("First day without the office"))
    step = HiddenField(default="give")

    def __init__(
        self, actor: Actor, organisation: Organisation, offices: Iterable[Office], **rest: Any
    ) -> None:
        """Offer the offices of this kind of organisation, and the people who fit."""
        super().__init__(data={"starts_on": clock.today(), "account": request.args.get("account")}, **rest)
        here = set(offices)
        self.office.choices = [SelectChoice(one.value, _l(one.text)) for one in Office if one in here]
        people = accounts.to_appoint(actor, organisation.id, self.find.data, self.account.data)
        self.account.choices = [SelectChoice(one.ref, one.full_name, {"hint": _about(one)}) for one in people]

    @property
    def is_finding(self) -> bool:
        """Whether the person asked for names, and not yet for anything to be done."""
        return bool(request.method == "POST" and self.step.data == FIND and self.find.data)


def _about(account: Account) -> str:
    """What tells two people of one name apart, and whether a password is theirs."""
    kept = account.organisation.name if account.organisation else None
    return ", ".join(part for part in (kept, filters.phone(account.phone), account.sign_in_name) if part)


class EndMandateForm(BaseForm):
    """The first day without the office."""

    ends_on = DayField(
        _l("First day without the office"), [Needed(_l("Write the day from which the office is over."))]
    )

    def __init__(self, **rest: Any) -> None:
        super().__init__(data={"ends_on": clock.today()}, **rest)
