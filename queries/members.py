"""The register: lists of members in scope, and one record with both its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, and_, bindparam, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, prepared, within
from domain.errors import NotFound
from models import Liaison, Member, Organisation, Residence, db
from models.vocabulary import Category, LiaisonState, Side
from queries.paging import PAGE, WHOLE_CELL, Lines
from queries.search import Form, like, spelt_so_first, typed

NO_RESIDENCE = "no_residence"
EXEMPT = "exempt"
IN_LIAISON = "in_liaison"
WAYS = (NO_RESIDENCE, EXEMPT, IN_LIAISON)
"""What a list of members can be narrowed to."""
HELD = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)
"""States in which a cell has the member on its list."""
_NOT_INTRODUCED = (LiaisonState.DRAFTED, LiaisonState.RETURNED)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a list of members is narrowed to."""

    words: str | None = None
    only: str | None = None


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


@dataclass(frozen=True, slots=True)
class Record:
    """A member with the present home and the open liaison, as far as each is in sight."""

    member: Member
    home: Residence | None
    bond: Liaison | None


def listed(actor: Actor, criteria: Criteria, after: str | None = None) -> Lines[MemberLine]:
    """Members of the actor's organisation in Vietnamese order of the given name; a cell on one page, others by 100.

    While a name is searched for, those spelt with the very marks come first.
    """
    search = typed(criteria.words or "")
    form = search.form if criteria.words else None
    last = _place(actor, form, ref=after, **search.patterns).one_or_none() if after else None
    values = {f"last_{number}": value for number, value in enumerate(last or ())}
    rows = _page(actor, criteria.only, form, last is not None, **values, **search.patterns).all()
    return Lines.of([MemberLine(*row) for row in rows], _size(actor), lambda line: line.key)


def record(actor: Actor, ref: str) -> Record:
    """A member's record; raises `NotFound` when absent or out of sight."""
    return _alone(_record(actor, False, ref=ref))


def own_record(actor: Actor) -> Record:
    """The actor's own record, whatever the office; raises `NotFound` for an account that belongs to no member."""
    return _alone(_record(actor, True))


@prepared
def _record(actor: Actor, is_own: bool) -> Select[Member, Residence, Liaison]:
    reads = Permission.OWN_RECORD if is_own else Permission.MEMBER_READ
    bonds = within(actor, Permission.OWN_RECORD if is_own else Permission.LIAISON_READ, Liaison)
    is_open = and_(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED)
    return (
        select(Member, Residence, Liaison)
        .select_from(Member)
        .outerjoin(Residence, Residence.id == present_home(Residence.id))
        .outerjoin(Liaison, and_(is_open, bonds))
        .where(
            within(actor, reads, Member),
            Member.id == actor.member_id if is_own else Member.ref == bindparam("ref"),
        )
        .options(
            joinedload(Member.workplace),
            joinedload(Residence.place),
            joinedload(Liaison.residence),
            joinedload(Liaison.commune),
        )
    )


def _alone(found: Result[Member, Residence, Liaison]) -> Record:
    """The rows out of the session, so that the mark of the look does not make it read them again."""
    row = found.one_or_none()
    if row is None:
        raise NotFound
    for one in row:
        _let_go(one)
    return Record(*row)


def _let_go(row: Member | Residence | Liaison | None) -> None:
    """Take a row out of the session, with the rows that were loaded beside it."""
    if row is None:
        return
    beside = [vars(row).get(name) for name in row.__mapper__.relationships.keys()]  # noqa: SIM118 — no plain mapping
    for one in (row, *beside):
        if one is not None and one in db.session:
            db.session.expunge(one)


_work = aliased(Organisation)
_home = aliased(Organisation)


def present_home(column: Any, member_id: Any = Member.id) -> Any:
    """Of the home in which the member lives today; of several, the one that was recorded last."""
    home = aliased(Residence)
    return (
        select(getattr(home, column.key))
        .where(home.member_id == member_id, home.ends_on.is_(None))
        .order_by(home.id.desc())
        .limit(1)
        .correlate(Member, Liaison)
        .scalar_subquery()
    )


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
        present_home(Residence.unit),
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
        .where(within(actor, Permission.LIAISON_READ, Liaison), Liaison.state.in_(HELD))
    )


def _at_work(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*_columns(Member.ref))
        .select_from(Member)
        .join(_work, _work.id == Member.workplace_id)
        .outerjoin(Liaison, and_(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED))
        .outerjoin(_home, _home.id == Liaison.residence_id)
        .where(within(actor, Permission.MEMBER_READ, Member), Member.left_on.is_(None))
    )


def _size(actor: Actor) -> int:
    return WHOLE_CELL if actor.kind is not None and actor.kind.is_cell else PAGE


@prepared
def _page(actor: Actor, only: str | None, form: Form | None, goes_on: bool) -> Select[*tuple[Any, ...]]:
    """The rows of a page; one that goes on begins behind the values of `last_0`, `last_1` …."""
    everybody, order, _ = _register(actor, form)
    found = _narrowed(everybody, only, form)
    if goes_on:
        last = [bindparam(f"last_{number}", type_=one.type) for number, one in enumerate(order)]
        found = found.where(tuple_(*order) > tuple_(*last))
    return found.order_by(*order).limit(_size(actor) + 1)


@prepared
def _place(actor: Actor, form: Form | None) -> Select[*tuple[Any, ...]]:
    """Where in the order the last row shown stands; nowhere when it has left the list meanwhile."""
    everybody, order, table = _register(actor, form)
    return everybody.with_only_columns(*order).where(table.ref == bindparam("ref"))


def _register(
    actor: Actor, form: Form | None
) -> tuple[Select[*tuple[Any, ...]], list[ColumnElement[Any]], type[Any]]:
    """All members in scope, the columns that order them, and the table whose references name the rows."""
    at_home = actor.side is Side.RESIDENCE
    everybody, table = (_at_home(actor), Liaison) if at_home else (_at_work(actor), Member)
    order: list[Any] = [table.sort_key, table.id]
    if form is not None:
        order.insert(0, spelt_so_first(Member.full_name, form))
    return everybody, order, table


def _narrowed(
    found: Select[*tuple[Any, ...]], only: str | None, form: Form | None
) -> Select[*tuple[Any, ...]]:
    if form is not None:
        found = found.where(like(Member.folded, Member.born, form))
    if only == NO_RESIDENCE:
        found = found.where(Liaison.id.is_(None) | Liaison.state.in_(_NOT_INTRODUCED))
    elif only == EXEMPT:
        found = found.where(Liaison.state == LiaisonState.EXEMPTED)
    elif only == IN_LIAISON:
        found = found.where(Liaison.state == LiaisonState.ACTIVE)
    return found
