"""The contact log of a cell or commune, one contact, and the liaisons without contact for a long time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from models import Contact, Liaison, Member, Organisation, db
from models.vocabulary import ContactKind, ContactState, LiaisonState
from queries.paging import AFTER, PAGE, WHOLE_CELL, Lines, before, behind

WAITING = "waiting"
"""What members wrote and the cell has not answered."""
_WITH_ALL = (
    joinedload(Contact.member).joinedload(Member.workplace),
    joinedload(Contact.liaison),
    joinedload(Contact.cell),
    joinedload(Contact.recorded_by),
)


@dataclass(frozen=True, slots=True)
class SilentLine:
    """A liaison without contact for a long time: whom to call, and since when."""

    liaison_ref: str
    member_ref: str
    name: str
    born: str
    phone: str | None
    workplace: str
    last_contact_on: date | None
    started_on: date | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


@dataclass(frozen=True, slots=True)
class SilentCell:
    """How many of the liaisons of one cell are without contact for a long time."""

    ref: str
    name: str
    held: int
    silent: int


def log(actor: Actor, kind: ContactKind | None, show: str | None, after: str | None = None) -> Lines[Contact]:
    """Contacts in scope, the latest first, of one kind or of all; those that wait for the cell the oldest first."""
    rows = _log(actor, kind, show == WAITING, bool(after), after=after).scalars().all()
    return Lines.of(rows, PAGE, lambda contact: contact.ref)


@prepared
def _log(actor: Actor, kind: ContactKind | None, waits: bool, goes_on: bool) -> Select[Contact]:
    order: tuple[Any, Any] = (Contact.on, Contact.id)
    after = AFTER if goes_on else None
    found = visible(actor, Permission.CONTACT_READ, Contact)
    if waits:
        found = found.where(Contact.state == ContactState.PROPOSED)
        start, direction = behind(Contact, order, after), order
    else:
        found = found.where(Contact.state != ContactState.WITHDRAWN)
        start, direction = before(Contact, order, after), (order[0].desc(), order[1].desc())
    if kind is not None:
        found = found.where(Contact.kind == kind)
    if start is not None:
        found = found.where(start)
    return found.order_by(*direction).limit(PAGE + 1).options(*_WITH_ALL)


def one(actor: Actor, ref: str, permission: Permission = Permission.CONTACT_READ) -> Contact:
    """A contact in sight with all that its page shows; raises `NotFound` otherwise."""
    found = _one(actor, permission, ref=ref).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Contact]:
    return visible(actor, permission, Contact).where(Contact.ref == bindparam("ref")).options(*_WITH_ALL)


def bond(actor: Actor, liaison_ref: str) -> Liaison:
    """The liaison on which the cell may record a contact, with its member; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.CONTACT_RECORD, Liaison)
        .where(Liaison.ref == liaison_ref)
        .options(joinedload(Liaison.member).joinedload(Member.workplace))
    )
    if found is None:
        raise NotFound
    return found


def own_bond(actor: Actor) -> Liaison | None:
    """The open liaison of the actor, with the cell that holds it."""
    return db.session.scalar(
        visible(actor, Permission.OWN_RECORD, Liaison)
        .where(Liaison.state != LiaisonState.ENDED)
        .options(joinedload(Liaison.member), joinedload(Liaison.residence))
    )


_work = aliased(Organisation)


def silent(actor: Actor, since: date, cell_ref: str | None = None) -> list[SilentLine]:
    """Active liaisons of a cell without contact since a day or longer, the longest first."""
    found = _silent(actor, cell_ref is not None, since=since, cell=cell_ref)
    return [SilentLine(*row) for row in found]


@prepared
def _silent(actor: Actor, names_cell: bool) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            Liaison.ref,
            Member.ref,
            Member.full_name,
            Member.born,
            Member.phone,
            _work.name,
            Liaison.last_contact_on,
            Liaison.started_on,
        )
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Liaison.workplace_id)
        .where(within(actor, Permission.CONTACT_READ, Liaison), *is_silent())
    )
    if names_cell:
        cell = select(Organisation.id).where(Organisation.ref == bindparam("cell")).scalar_subquery()
        found = found.where(Liaison.residence_id == cell)
    return found.order_by(latest_day(), Liaison.sort_key, Liaison.id).limit(WHOLE_CELL)


def silent_cells(actor: Actor, since: date) -> list[SilentCell]:
    """Each cell in scope with its active liaisons and how many of them are silent; numbers, no names."""
    return [SilentCell(*row) for row in _silent_cells(actor, since=since)]


@prepared
def _silent_cells(actor: Actor) -> Select[str, str, int, int]:
    active, long_ago = is_silent()
    return (
        select(Organisation.ref, Organisation.name, func.count(), func.count().filter(long_ago))
        .select_from(Liaison)
        .join(Organisation, Organisation.id == Liaison.residence_id)
        .where(within(actor, Permission.CONTACT_READ, Liaison), active)
        .group_by(Organisation.id)
        .order_by(Organisation.sort_key, Organisation.id)
    )


def latest_day() -> ColumnElement[date]:
    """The last contact; where there was none yet, the day on which the cell took up the liaison."""
    return func.coalesce(Liaison.last_contact_on, Liaison.started_on)


def is_silent() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a liaison is active, and that its latest contact lies on the day `since` or before it.

    A member exempt from residence activities is not expected at the residence, and so never counted (Guidance 33).
    """
    return Liaison.state == LiaisonState.ACTIVE, latest_day() <= bindparam("since", type_=Date)
