"""Open bonds of a cell, a commune or a workplace, what they lack, and one bond with its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, prepared, within
from domain.errors import NotFound
from domain.lifecycles import IN_LIAISON
from models import IntroductionLetter, Liaison, LiaisonStep, Member, Organisation, Residence, db
from models.vocabulary import Category, ExemptionReason, LiaisonState
from queries import members
from queries.paging import PAGE, WHOLE_CELL, Lines, behind

TO_CONFIRM, TO_COMPLETE, TO_REVIEW = "to_confirm", "to_complete", "to_review"
"""What may be missing: the cell's confirmation, the basis of an exemption, the review of one."""
HELD = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)


@dataclass(frozen=True, slots=True)
class BondLine:
    """One open liaison of a list: who, from where, since when, in which category."""

    ref: str
    member_ref: str
    name: str
    born: str
    phone: str | None
    position: str | None
    workplace: str
    holder: str | None
    unit: str | None
    state: LiaisonState
    category: Category
    exemption_reason: ExemptionReason | None
    exempt_review_on: date | None
    started_on: date | None
    last_contact_on: date | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many bonds lack something."""

    to_confirm: int
    to_complete: int
    to_review: int


@dataclass(frozen=True, slots=True)
class Bond:
    """One liaison with what its page shows beside it."""

    liaison: Liaison
    home: Residence | None
    letter_ref: str | None


_work = aliased(Organisation)
_holder = aliased(Organisation)
_COLUMNS: tuple[Any, ...] = (
    Liaison.ref,
    Member.ref,
    Member.full_name,
    Member.born,
    Member.phone,
    Member.position,
    _work.name,
    _holder.name,
    Residence.unit,
    Liaison.state,
    Liaison.category,
    Liaison.exemption_reason,
    Liaison.exempt_review_on,
    Liaison.started_on,
    Liaison.last_contact_on,
)


def held(actor: Actor, show: str | None, on: date, after: str | None = None) -> Lines[BondLine]:
    """Open bonds in Vietnamese order of the given name; a cell's all on one page, others by a hundred."""
    is_cell = actor.kind is not None and actor.kind.is_cell
    size = WHOLE_CELL if is_cell else PAGE
    order = (Liaison.sort_key, Liaison.id)
    found = (
        select(*_COLUMNS)
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Liaison.workplace_id)
        .outerjoin(_holder, _holder.id == Liaison.residence_id)
        .outerjoin(Residence, present_home(Member.id))
        .where(within(actor, Permission.LIAISON_READ, Liaison), _shown(show, on))
    )
    start = behind(Liaison, order, after)
    if start is not None:
        found = found.where(start)
    rows = db.session.execute(found.order_by(*order).limit(size + 1))
    return Lines.of([BondLine(*row) for row in rows], size, lambda line: line.ref)


@dataclass(frozen=True, slots=True)
class Comrade:
    """A member whom the cell can choose: the name with what tells homonyms apart."""

    ref: str
    name: str
    born: str
    workplace: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def comrades(actor: Actor, permission: Permission) -> list[Comrade]:
    """The members whom the cell has confirmed and to whom this right extends, in Vietnamese order."""
    return [Comrade(*row) for row in _comrades(actor, permission)]


@prepared
def _comrades(actor: Actor, permission: Permission) -> Select[str, str, str, str]:
    return (
        select(Member.ref, Member.full_name, Member.born, _work.name)
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Liaison.workplace_id)
        .where(within(actor, permission, Liaison), Liaison.state.in_(IN_LIAISON))
        .order_by(Liaison.sort_key, Liaison.id)
        .limit(WHOLE_CELL)
    )


def gaps(actor: Actor, on: date) -> Gaps:
    """How many bonds in scope wait for the cell, lack the basis of an exemption, or are due for review."""
    in_scope = within(actor, Permission.LIAISON_READ, Liaison)
    sums = [func.count().filter(_shown(show, on)) for show in (TO_CONFIRM, TO_COMPLETE, TO_REVIEW)]
    row = db.session.execute(select(*sums).where(in_scope, Liaison.state.in_(HELD))).one()
    return Gaps(row[0], row[1], row[2])


def member_of(actor: Actor, ref: str) -> int:
    """Whose liaison this is: to leave the mark of the look first; raises `NotFound` out of sight."""
    found = select(Liaison.member_id).where(
        within(actor, Permission.LIAISON_READ, Liaison), Liaison.ref == ref
    )
    member_id = db.session.scalar(found)
    if member_id is None:
        raise NotFound
    return member_id


def one(actor: Actor, ref: str) -> Liaison:
    """A liaison in scope with its member and organisations; raises `NotFound` otherwise."""
    return bond(actor, ref).liaison


def bond(actor: Actor, ref: str) -> Bond:
    """The same with the home of the member, while it is open, and the letter in force; raises `NotFound` otherwise."""
    letter = (IntroductionLetter.liaison_id == Liaison.id) & IntroductionLetter.cancelled_on.is_(None)
    found = db.session.execute(
        select(Liaison, Residence, IntroductionLetter.ref)
        .select_from(Liaison)
        .outerjoin(Residence, present_home(Liaison.member_id))
        .outerjoin(IntroductionLetter, letter)
        .where(within(actor, Permission.LIAISON_READ, Liaison), Liaison.ref == ref)
        .options(
            joinedload(Liaison.member),
            joinedload(Liaison.workplace),
            joinedload(Liaison.commune),
            joinedload(Liaison.residence),
            joinedload(Residence.place),
        )
    ).first()
    if found is None:
        raise NotFound
    return Bond(*found)


def steps(liaison_id: int) -> list[LiaisonStep]:
    """What happened to a liaison that has been opened, the latest first."""
    return list(
        db.session.scalars(
            select(LiaisonStep)
            .where(LiaisonStep.liaison_id == liaison_id)
            .order_by(LiaisonStep.id.desc())
            .options(
                joinedload(LiaisonStep.by), joinedload(LiaisonStep.organisation), joinedload(LiaisonStep.cell)
            )
        )
    )


def present_home(member_id: Any) -> ColumnElement[bool]:
    """The home beside an open liaison; where it has ended, what came afterwards is nobody's business there."""
    return and_(
        Residence.id == members.present_home(Residence.id, member_id), Liaison.state != LiaisonState.ENDED
    )


def _shown(show: str | None, on: date) -> ColumnElement[bool]:
    is_open = Liaison.state.in_(HELD)
    if show == TO_CONFIRM:
        return Liaison.state == LiaisonState.ASSIGNED
    if show == TO_COMPLETE:
        return is_open & (Liaison.category == Category.EXEMPT) & _unfounded()
    if show == TO_REVIEW:
        return is_open & (Liaison.exempt_review_on <= on)
    return is_open


def _unfounded() -> ColumnElement[bool]:
    """An exemption whose reason or basis nobody has written."""
    return (Liaison.exemption_reason == ExemptionReason.NOT_STATED) | Liaison.exemption_basis.is_(None)
