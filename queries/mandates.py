"""Who holds which office on a day, offices nobody holds, and the office that looks after somebody's account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible, within
from access.offices import GIVES
from domain.errors import NotFound
from domain.paths import ids_in
from models import Account, Mandate, Organisation, db
from models.vocabulary import AccountState, Office, OrganisationKind

_TO_CALL = (Office.STAFF, Office.SECRETARY, Office.DEPUTY)


@dataclass(frozen=True, slots=True)
class OfficeContact:
    """The office that gives slips: its committee, a named person of it, the number to call."""

    organisation: str
    person: str | None
    phone: str | None


def in_force(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The condition of a mandate that holds on a day."""
    return and_(Mandate.starts_on <= on, or_(Mandate.ends_on.is_(None), Mandate.ends_on > on))


def nobody_holds(office: Office, on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The condition of an organisation at which an office is held by nobody on a day; one look into the index each."""
    return ~exists().where(
        Mandate.organisation_id == Organisation.id, Mandate.office == office, in_force(on)
    ).correlate(Organisation)


def holders(organisation_id: int, offices: Iterable[Office], on: date) -> list[Account]:
    """The accounts, not closed, whose mandate for one of these offices of an organisation is in force on a day."""
    held = select(Mandate.account_id).where(
        Mandate.organisation_id == organisation_id, Mandate.office.in_(list(offices)), in_force(on)
    )
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.id.in_(held), Account.state != AccountState.CLOSED)
            .order_by(Account.sort_key, Account.id)
        )
    )


def offices_of(account_id: int, on: date) -> frozenset[Office]:
    """Which offices an account holds on a day, wherever."""
    return frozenset(
        db.session.scalars(select(Mandate.office).where(Mandate.account_id == account_id, in_force(on)))
    )


def of_account(account_id: int) -> list[Mandate]:
    """Every mandate of an account, past and to come, the latest first."""
    return list(
        db.session.scalars(
            select(Mandate)
            .where(Mandate.account_id == account_id)
            .options(joinedload(Mandate.organisation))
            .order_by(Mandate.ends_on.desc().nulls_first(), Mandate.starts_on.desc(), Mandate.id)
        )
    )


def place_of(actor: Actor, ref: str) -> Organisation:
    """An organisation whose offices the actor may give; raises `NotFound` for one out of reach."""
    found = db.session.scalar(
        visible(actor, Permission.MANDATE_GIVE, Organisation).where(Organisation.ref == ref)
    )
    if found is None:
        raise NotFound
    return found


def one(actor: Actor, ref: str) -> Mandate:
    """A mandate that the actor may end, with its person and its organisation; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.MANDATE_GIVE, Mandate)
        .where(Mandate.ref == ref)
        .options(joinedload(Mandate.account), joinedload(Mandate.organisation))
    )
    if found is None:
        raise NotFound
    return found


def vacant(actor: Actor, office: Office, on: date) -> list[Organisation]:
    """Organisations in scope where this office exists and nobody holds it on a day."""
    kinds = [kind for kind, offices in GIVES.items() if office in offices]
    return list(
        db.session.scalars(
            select(Organisation)
            .where(
                within(actor, Permission.MANDATE_READ, Organisation),
                Organisation.kind.in_(kinds),
                Organisation.dissolved_on.is_(None),
                nobody_holds(office, on),
            )
            .order_by(Organisation.sort_key, Organisation.id)
        )
    )


def has_administrator(on: date) -> bool:
    """Whether an open account is administrator on a day."""
    found = (
        select(Mandate.id)
        .join(Account, Account.id == Mandate.account_id)
        .where(
            Mandate.office == Office.ADMINISTRATOR,
            in_force(on),
            Account.state == AccountState.ACTIVE,
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def office_for(organisation_id: int | None, on: date, but: int | None = None) -> OfficeContact | None:
    """Whom the holder of an account kept here calls for a slip: the nearest committee, its staff before its secretary.

    Without an organisation (nobody has signed in) the office of the commune, where there is only one. `but` is the
    account that asks: nobody is told to call himself or herself.
    """
    path = _path_of(organisation_id) if organisation_id else _only_commune()
    if path is None:
        return None
    ids = ids_in(path)
    committees = db.session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    nearest = sorted((one for one in committees if not one.kind.is_cell), key=lambda one: -len(one.path))
    people = _people([one.id for one in nearest], on, but)
    for committee in nearest:
        person = people.get(committee.id)
        if person is None and but is not None and committee.id == organisation_id:
            continue
        phone = committee.phone or (person.phone if person else None)
        if phone:
            return OfficeContact(committee.name, person.full_name if person else None, phone)
    return None


def _people(organisation_ids: list[int], on: date, but: int | None) -> dict[int, Account]:
    """Per committee one person to ask for: of the staff, else the secretary, else a deputy."""
    rank = case({office: number for number, office in enumerate(_TO_CALL)}, value=Mandate.office)
    found = db.session.execute(
        select(Mandate.organisation_id, Account)
        .join(Account, Account.id == Mandate.account_id)
        .where(
            Mandate.organisation_id.in_(organisation_ids),
            Mandate.office.in_(_TO_CALL),
            Mandate.account_id != (but or 0),
            in_force(on),
        )
        .order_by(rank.desc(), Account.phone.is_(None).desc(), Account.id.desc())
    )
    return {row[0]: row[1] for row in found}


def _path_of(organisation_id: int) -> str | None:
    return db.session.scalar(select(Organisation.path).where(Organisation.id == organisation_id))


def _only_commune() -> str | None:
    communes = select(Organisation.path).where(
        Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE, Organisation.dissolved_on.is_(None)
    )
    found = db.session.scalars(communes.limit(2)).all()
    return found[0] if len(found) == 1 else None
