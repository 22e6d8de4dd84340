"""Introduction letters in scope: drafts, letters on their way with the day of each step, letters not arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, within
from domain.errors import NotFound
from models import IntroductionLetter, Liaison, Member, Organisation, Residence, db
from models.vocabulary import Category, LiaisonState
from queries.liaisons import present_home
from queries.paging import PAGE, WHOLE_CELL, Lines, behind

DRAFTS, RETURNED, SENT = "drafts", "returned", "sent"
ARRIVING, RECEIVED, AWAITING, NOT_ARRIVED = "arriving", "received", "awaiting", "not_arrived"
"""The ways to look at letters: the first three at the workplace, the next three at the commune, the last at both."""

STATES = {
    DRAFTS: LiaisonState.DRAFTED,
    RETURNED: LiaisonState.RETURNED,
    ARRIVING: LiaisonState.ISSUED,
    NOT_ARRIVED: LiaisonState.ISSUED,
    RECEIVED: LiaisonState.RECEIVED,
    AWAITING: LiaisonState.ASSIGNED,
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter, or one draft that has no number yet; `ref` opens it."""

    ref: str
    liaison_ref: str
    member_ref: str
    name: str
    born: str
    workplace: str
    unit: str | None
    commune: str
    category: Category
    state: LiaisonState
    cell: str | None
    cell_ref: str | None
    reason: str | None
    contacted_on: date | None
    number: str | None = None
    issued_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    assigned_on: date | None = None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]

    def is_late(self, on: date) -> bool:
        """Whether the letter has been on its way for longer than its rule set allows."""
        return self.state is LiaisonState.ISSUED and self.due_on is not None and self.due_on < on


_work = aliased(Organisation)
_commune = aliased(Organisation)
_cell = aliased(Organisation)
_LIVE = IntroductionLetter.cancelled_on.is_(None)


def listed(actor: Actor, show: str, on: date, after: str | None = None) -> Lines[LetterLine]:
    """One page of letters: drafts and returned ones by name, those sent latest first, those waiting oldest first."""
    size = WHOLE_CELL if actor.kind is not None and actor.kind.is_cell else PAGE
    if show in (DRAFTS, RETURNED):
        return _lines(_by_name(_drafts(actor).where(Liaison.state == STATES[show]), after), size)
    found = _letters(actor).where(_LIVE)
    if show == SENT:
        found = found.where(IntroductionLetter.id < _id_of(after)) if after else found
        return _lines(found.order_by(IntroductionLetter.id.desc()), size)
    found = found.where(Liaison.state == STATES[show])
    found = found.where(IntroductionLetter.due_on < on) if show == NOT_ARRIVED else found
    found = found.where(IntroductionLetter.id > _id_of(after)) if after else found
    return _lines(found.order_by(IntroductionLetter.id), size)


def chosen_letters(actor: Actor, refs: Sequence[str]) -> list[LetterLine]:
    """The letters in scope with these references, whatever became of them, to be shown before an act."""
    found = _letters(actor).where(IntroductionLetter.ref.in_(refs)).order_by(IntroductionLetter.id)
    return [LetterLine(*row) for row in db.session.execute(found)]


def chosen_drafts(actor: Actor, refs: Sequence[str]) -> list[LetterLine]:
    """The drafts in scope with these references, by name."""
    found = _drafts(actor).where(Liaison.ref.in_(refs)).order_by(Liaison.sort_key, Liaison.id)
    return [LetterLine(*row) for row in db.session.execute(found)]


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many letters wait in each way of looking at them, in one statement."""
    is_late = IntroductionLetter.due_on < on
    found = db.session.execute(
        select(Liaison.state, func.count(), func.count().filter(is_late))
        .outerjoin(IntroductionLetter, (IntroductionLetter.liaison_id == Liaison.id) & _LIVE)
        .where(within(actor, Permission.LETTER_READ, Liaison), Liaison.state.in_(set(STATES.values())))
        .group_by(Liaison.state)
    ).all()
    by_state = {row[0]: row[1] for row in found}
    late = sum(row[2] for row in found if row[0] is LiaisonState.ISSUED)
    return {show: by_state.get(state, 0) for show, state in STATES.items()} | {NOT_ARRIVED: late}


def one(actor: Actor, ref: str) -> IntroductionLetter:
    """A letter in scope with its liaison and its organisations; raises `NotFound` otherwise."""
    letter = db.session.scalar(
        _in_scope(actor)
        .where(IntroductionLetter.ref == ref)
        .options(
            joinedload(IntroductionLetter.liaison).joinedload(Liaison.member).joinedload(Member.workplace),
            joinedload(IntroductionLetter.liaison).joinedload(Liaison.proposed_cell),
            joinedload(IntroductionLetter.issuer),
            joinedload(IntroductionLetter.commune),
            joinedload(IntroductionLetter.assigned_cell),
        )
    )
    if letter is None:
        raise NotFound
    return letter


def batch(actor: Actor, ref: str) -> list[IntroductionLetter]:
    """The letters of one act that were not taken back, by number, to be printed; raises `NotFound` for none."""
    found = _in_scope(actor).where(IntroductionLetter.batch == ref, _LIVE).order_by(IntroductionLetter.number)
    letters_found = list(
        db.session.scalars(found.options(joinedload(IntroductionLetter.liaison).joinedload(Liaison.member)))
    )
    if not letters_found:
        raise NotFound
    return letters_found


def draft(actor: Actor, ref: str) -> tuple[Liaison, Residence | None]:
    """A draft in scope, whatever became of it meanwhile, with its member and the home; raises `NotFound` otherwise."""
    found = db.session.execute(
        select(Liaison, Residence)
        .outerjoin(Residence, (Residence.member_id == Liaison.member_id) & Residence.ends_on.is_(None))
        .where(
            within(actor, Permission.LETTER_DRAFT, Liaison),
            Liaison.ref == ref,
            Liaison.state != LiaisonState.ENDED,
        )
        .options(
            joinedload(Liaison.member).joinedload(Member.workplace),
            joinedload(Liaison.commune),
        )
    ).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def member_of(actor: Actor, ref: str, *, is_draft: bool = False) -> int:
    """Whose letter, or draft, this is: to leave the mark of the look first; raises `NotFound` out of sight."""
    found = select(Liaison.member_id)
    if is_draft:
        found = found.where(within(actor, Permission.LETTER_DRAFT, Liaison), Liaison.ref == ref)
    else:
        found = found.join(IntroductionLetter, IntroductionLetter.liaison_id == Liaison.id).where(
            within(actor, Permission.LETTER_READ, IntroductionLetter), IntroductionLetter.ref == ref
        )
    member_id = db.session.scalar(found)
    if member_id is None:
        raise NotFound
    return member_id


def _in_scope(actor: Actor) -> Select[IntroductionLetter]:
    return select(IntroductionLetter).where(within(actor, Permission.LETTER_READ, IntroductionLetter))


def _common(ref: Any, cell: Any) -> list[Any]:
    return [
        ref,
        Liaison.ref,
        Member.ref,
        Member.full_name,
        Member.born,
        _work.name,
        Residence.unit,
        _commune.name,
        Liaison.category,
        Liaison.state,
        cell.name,
        cell.ref,
        Liaison.returned_because,
        Liaison.started_on,
    ]


def _drafts(actor: Actor) -> Select[*tuple[Any, ...]]:
    found = select(*_common(Liaison.ref, _cell)).select_from(Liaison)
    return _joined(found, Liaison.proposed_cell_id).where(within(actor, Permission.LETTER_READ, Liaison))


def _letters(actor: Actor) -> Select[*tuple[Any, ...]]:
    days = (
        IntroductionLetter.number_text,
        IntroductionLetter.issued_on,
        IntroductionLetter.due_on,
        IntroductionLetter.received_on,
        IntroductionLetter.assigned_on,
    )
    found = select(*_common(IntroductionLetter.ref, _cell), *days).select_from(IntroductionLetter)
    found = found.join(Liaison, Liaison.id == IntroductionLetter.liaison_id)
    cell_id = func.coalesce(IntroductionLetter.assigned_cell_id, Liaison.proposed_cell_id)
    return _joined(found, cell_id).where(within(actor, Permission.LETTER_READ, Liaison))


def _joined(found: Select[*tuple[Any, ...]], cell_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        found.join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Liaison.workplace_id)
        .join(_commune, _commune.id == Liaison.commune_id)
        .outerjoin(_cell, _cell.id == cell_id)
        .outerjoin(Residence, present_home(Member.id))
    )


def _by_name(found: Select[*tuple[Any, ...]], after: str | None) -> Select[*tuple[Any, ...]]:
    order = (Liaison.sort_key, Liaison.id)
    start = behind(Liaison, order, after)
    return (found if start is None else found.where(start)).order_by(*order)


def _id_of(ref: str) -> Any:
    return select(IntroductionLetter.id).where(IntroductionLetter.ref == ref).scalar_subquery()


def _lines(found: Select[*tuple[Any, ...]], size: int) -> Lines[LetterLine]:
    rows = db.session.execute(found.limit(size + 1))
    return Lines.of([LetterLine(*row) for row in rows], size, lambda line: line.ref)
