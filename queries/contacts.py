"""Whom to call: the people who hold an office today and their telephones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, or_, select

from models import Account, Mandate, Organisation, db
from models.vocabulary import Office

_ORDER = case({Office.SECRETARY: 0, Office.DEPUTY: 1, Office.STAFF: 2}, value=Mandate.office, else_=3)


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
    wanted = {one for one in organisation_ids if one is not None}
    found = db.session.execute(
        select(Organisation.id, Organisation.name, Mandate.office, Account.full_name, Account.phone)
        .join(Mandate, Mandate.organisation_id == Organisation.id)
        .join(Account, Account.id == Mandate.account_id)
        .where(
            Organisation.id.in_(wanted),
            Mandate.office.in_(offices),
            Mandate.starts_on <= on,
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > on),
        )
        .order_by(_ORDER, Account.sort_key)
    )
    people: dict[int, list[Person]] = {}
    for row in found:
        people.setdefault(row[0], []).append(Person(*row))
    return people
