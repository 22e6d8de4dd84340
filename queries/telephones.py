"""Whom to call: the people who hold an office today and their telephones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, or_, select

from access import Prepared
from models import Account, Mandate, Organisation
from models.vocabulary import AccountState, Office

_ORDER = case({Office.SECRETARY: 0, Office.DEPUTY: 1, Office.STAFF: 2}, value=Mandate.office, else_=3)

_HOLDERS = Prepared(
    select(Organisation.id, Organisation.name, Mandate.office, Account.full_name, Account.phone)
    .join(Mandate, Mandate.organisation_id == Organisation.id)
    .join(Account, Account.id == Mandate.account_id)
    .where(
        Organisation.id.in_(bindparam("organisation_ids", expanding=True)),
        Mandate.office.in_(bindparam("offices", expanding=True)),
        Account.state != AccountState.CLOSED,
        Mandate.starts_on <= bindparam("on"),
        or_(Mandate.ends_on.is_(None), Mandate.ends_on > bindparam("on")),
    )
    .order_by(_ORDER, Account.sort_key)
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be called, and in which office."""

    organisation_id: int
    organisation: str
    office: Office
    name: str
    phone: str | None


def of_organisations(
    organisation_ids: Sequence[int | None],
    on: date,
    offices: Sequence[Office] = (Office.SECRETARY, Office.DEPUTY),
) -> dict[int, list[Person]]:
    """Per organisation the holders of these offices on a day, the secretary first; one statement for all."""
    wanted = sorted({one for one in organisation_ids if one is not None})
    found = _HOLDERS.run(organisation_ids=wanted, offices=list(offices), on=on) if wanted else ()
    people: dict[int, list[Person]] = {}
    for row in found:
        people.setdefault(row[0], []).append(Person(*row))
    return people
