"""The register: lists of members in scope, one record, and the people a member can call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from models import Liaison, Member, Organisation, Residence, Workplace, db
from models.vocabulary import Category, LiaisonState, Side
from queries.paging import PAGE, WHOLE_CELL, Lines, behind
from queries.search import exact_first, named_like

NO_RESIDENCE = "no_residence"
EXEMPT = "exempt"
IN_LIAISON = "in_liaison"
HELD = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)
"""States in which a cell has the member on its list."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a list of members is narrowed to."""

    words: str | None = None
    only: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One row of a list: enough to tell homonyms apart and to call the person."""

    key: str
    ref: str
    full_name: str
    born: str
    phone: str | None
    position: str | None
    workplace: str
    residence: str | None
    unit: str | None
    state: LiaisonState | None
    category: Category | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def listed(actor: Actor, criteria: Criteria, after: str | None = None) -> Lines[MemberLine]:
    """Members of the actor's organisation in Vietnamese order of the given name; a cell on one page, others by 100."""
    size = WHOLE_CELL if actor.kind is not None and actor.kind.is_cell else PAGE
    found = _at_home(actor) if actor.side is Side.RESIDENCE else _at_work(actor)
    table = Liaison if actor.side is Side.RESIDENCE else Member
    order = (table.sort_key, table.id)
    found = _narrowed(found, criteria)
    start = behind(table, order, after)
    if start is not None:
        found = found.where(start)
    if criteria.words:
        found = found.order_by(exact_first(Member.full_name, criteria.words))
    rows = db.session.execute(found.order_by(*order).limit(size + 1))
    return Lines.of([MemberLine(*row) for row in rows], size, lambda line: line.key)


_work = aliased(Organisation)
_home = aliased(Organisation)
_current_home = and_(Residence.member_id == Member.id, Residence.ends_on.is_(None))


def _columns(key: Any) -> list[Any]:
    return [
        key,
        Member.ref,
        Member.full_name,
        Member.born,
        Member.phone,
        Member.position,
        _work.name,
        _home.name,
        Residence.unit,
        Liaison.state,
        Liaison.category,
    ]


def _at_home(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*_columns(Liaison.ref))
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Member.workplace_id)
        .join(_home, _home.id == Liaison.residence_id)
        .outerjoin(Residence, _current_home)
        .where(within(actor, Permission.LIAISON_READ, Liaison), Liaison.state.in_(HELD))
    )


def _at_work(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*_columns(Member.ref))
        .select_from(Member)
        .join(_work, _work.id == Member.workplace_id)
        .outerjoin(Liaison, and_(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED))
        .outerjoin(_home, _home.id == Liaison.residence_id)
        .outerjoin(Residence, _current_home)
        .where(within(actor, Permission.MEMBER_READ, Member), Member.left_on.is_(None))
    )


def _narrowed(found: Select[*tuple[Any, ...]], criteria: Criteria) -> Select[*tuple[Any, ...]]:
    condition = named_like(Member.folded, criteria.words or "")
    if condition is not None:
        found = found.where(condition)
    if criteria.cell:
        found = found.where((_home.ref == criteria.cell) | (_work.ref == criteria.cell))
    if criteria.only == NO_RESIDENCE:
        found = found.where(
            (Liaison.id.is_(None)) | (Liaison.state.in_((LiaisonState.DRAFTED, LiaisonState.RETURNED)))
        )
    elif criteria.only == EXEMPT:
        found = found.where(Liaison.category == Category.EXEMPT)
    elif criteria.only == IN_LIAISON:
        found = found.where(Liaison.state == LiaisonState.ACTIVE)
    return found


def one(actor: Actor, ref: str) -> Member:
    """A member's record with the cell of Party life; raises `NotFound` when absent or out of sight."""
    found = (
        visible(actor, Permission.MEMBER_READ, Member)
        .where(Member.ref == ref)
        .options(joinedload(Member.workplace))
    )
    member = db.session.scalar(found)
    if member is None:
        raise NotFound
    return member


def own(actor: Actor) -> Member:
    """The actor's own record; raises `NotFound` for an account that belongs to no member."""
    found = visible(actor, Permission.OWN_RECORD, Member).options(joinedload(Member.workplace))
    member = db.session.scalar(found)
    if member is None:
        raise NotFound
    return member


def bond(actor: Actor, permission: Permission, member_id: int) -> Liaison | None:
    """The member's open liaison with both sides loaded, when it is in the actor's sight."""
    return db.session.scalar(
        visible(actor, permission, Liaison)
        .where(Liaison.member_id == member_id, Liaison.state != LiaisonState.ENDED)
        .options(joinedload(Liaison.residence), joinedload(Liaison.commune), joinedload(Liaison.workplace))
    )


def home(member_id: int) -> Residence | None:
    """Where a member whose record has been opened lives today, with the commune."""
    return db.session.scalar(
        select(Residence)
        .where(Residence.member_id == member_id, Residence.ends_on.is_(None))
        .options(joinedload(Residence.place))
    )


def posts(member_id: int) -> list[Workplace]:
    """Workplaces and posts of a member whose record has been opened, the latest first."""
    return list(
        db.session.scalars(
            select(Workplace)
            .where(Workplace.member_id == member_id)
            .order_by(Workplace.starts_on.desc().nulls_last(), Workplace.id.desc())
            .options(joinedload(Workplace.organisation))
        )
    )


def choices(actor: Actor, words: str, on: date) -> list[MemberLine]:
    """Up to twelve members of the workplace whose names fit what was typed, to pick one from."""
    found = _narrowed(_at_work(actor), Criteria(words=words)).order_by(exact_first(Member.full_name, words))
    rows = db.session.execute(found.order_by(Member.sort_key, Member.id).limit(12))
    return [MemberLine(*row) for row in rows]
