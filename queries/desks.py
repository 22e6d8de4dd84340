"""Sheets that the cell writes: which it owes, and the one on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from access import Actor, Permission, prepared, within
from domain.errors import NotFound
from domain.evaluations import AT_CELL, AT_COMMITTEE, OVER
from models import (
    Evaluation,
    EvaluationRequest,
    EvaluationRound,
    EvaluationVersion,
    Liaison,
    Member,
    Objection,
    Organisation,
    db,
)
from models.vocabulary import (
    EvaluationPurpose,
    EvaluationState,
    LiaisonState,
    Outcome,
)
from queries.evaluations import WITH_ALL
from queries.paging import WHOLE_CELL

_S = EvaluationState
TO_WRITE = (_S.REQUESTED, _S.DRAFTED, _S.SENT_BACK)
"""States in which the cell has something to write."""
_work = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet of a cell's list: whose, how far, by when."""

    ref: str
    state: EvaluationState
    due_on: date
    round_ref: str | None
    year: int
    purpose: EvaluationPurpose | None
    member_ref: str
    name: str
    born: str
    workplace: str
    ended_on: date | None
    edition: int
    remarks: str | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]

    @property
    def is_to_write(self) -> bool:
        """Whether the cell has still to write it."""
        return self.state in TO_WRITE


def owed(actor: Actor) -> list[SheetLine]:
    """The sheets that the actor's cell deals with, in the order of names: of open rounds, and what is open on need."""
    return [SheetLine(*row) for row in _owed(actor)]


@prepared
def _owed(actor: Actor) -> Select[*tuple[Any, ...]]:
    version = and_(
        EvaluationVersion.evaluation_id == Evaluation.id, EvaluationVersion.edition == Evaluation.edition
    )
    is_open = or_(
        and_(Evaluation.round_id.is_not(None), EvaluationRound.closed_on.is_(None)),
        Evaluation.state.in_((*AT_CELL, *AT_COMMITTEE, _S.OBJECTED)),
    )
    return (
        select(
            Evaluation.ref,
            Evaluation.state,
            Evaluation.due_on,
            EvaluationRound.ref,
            Evaluation.year,
            EvaluationRequest.purpose,
            Member.ref,
            Member.full_name,
            Member.born,
            _work.name,
            Liaison.ended_on,
            Evaluation.edition,
            EvaluationVersion.remarks,
        )
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(_work, _work.id == Member.workplace_id)
        .join(Liaison, Liaison.id == Evaluation.liaison_id)
        .outerjoin(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .outerjoin(EvaluationRequest, EvaluationRequest.id == Evaluation.request_id)
        .outerjoin(EvaluationVersion, version)
        .where(
            within(actor, Permission.EVALUATION_DRAFT, Evaluation),
            Evaluation.state.not_in(OVER),
            is_open,
        )
        .order_by(Evaluation.sort_key, Evaluation.id)
        .limit(WHOLE_CELL)
    )


def following(lines: Sequence[SheetLine], ref: str) -> str | None:
    """The sheet to write after one of a cell's list: the next that is open, from the beginning again after the end."""
    refs = [line.ref for line in lines]
    place = refs.index(ref) + 1 if ref in refs else 0
    return next((line.ref for line in (*lines[place:], *lines[:place]) if line.is_to_write), None)


def beside(actor: Actor) -> tuple[int, bool]:
    """Who is on no list of the actor's cell: how many are exempt (Guidance 33), and whether a sheet is the actor's own.

    The own sheet is written by somebody else of the cell.
    """
    exempt = select(func.count()).where(
        within(actor, Permission.LIAISON_READ, Liaison), Liaison.state == LiaisonState.EXEMPTED
    )
    own = select(Evaluation.id).where(
        Evaluation.member_id == (actor.member_id or 0),
        Evaluation.cell_id == actor.organisation_id,
        Evaluation.state.in_(AT_CELL),
    )
    row = db.session.execute(select(exempt.scalar_subquery(), own.exists())).one()
    return row[0], bool(row[1])


@dataclass(frozen=True, slots=True)
class Desk:
    """A sheet to be written: the version at work where there is one, and how far the cell has come in the round."""

    sheet: Evaluation
    version: EvaluationVersion | None
    answered: Objection | None
    """What the member asked and the cell answered, where the version at work amends the sheet for it (BR-20)."""
    written: int
    total: int


def desk(actor: Actor, ref: str) -> Desk:
    """A sheet on which the actor may write; raises `NotFound` otherwise."""
    row = _desk(actor, ref=ref).one_or_none()
    if row is None:
        raise NotFound
    return Desk(*row)


@prepared
def _desk(actor: Actor) -> Select[*tuple[Any, ...]]:
    other = aliased(Evaluation)
    of_round = (other.cell_id == Evaluation.cell_id, other.round_id == Evaluation.round_id)
    total = select(func.count()).where(*of_round, other.state.not_in(OVER)).correlate(Evaluation)
    written = total.where(other.state.not_in(TO_WRITE))
    answered = and_(
        Objection.evaluation_id == Evaluation.id,
        Objection.edition == Evaluation.edition - 1,
        Objection.outcome == Outcome.AMENDED,
    )
    return (
        select(Evaluation, EvaluationVersion, Objection, written.scalar_subquery(), total.scalar_subquery())
        .outerjoin(
            EvaluationVersion,
            and_(
                EvaluationVersion.evaluation_id == Evaluation.id,
                EvaluationVersion.edition == Evaluation.edition,
            ),
        )
        .outerjoin(Objection, answered)
        .where(within(actor, Permission.EVALUATION_WRITE, Evaluation), Evaluation.ref == bindparam("ref"))
        .options(*WITH_ALL)
    )
