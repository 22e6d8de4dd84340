"""Rounds of evaluations: which there are, how far each cell has come, what waits at the commune committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.evaluations import AT_CELL, AT_COMMITTEE, OUT, OVER
from models import Evaluation, EvaluationReminder, EvaluationRound, Organisation, db
from models.vocabulary import EvaluationState, OrganisationKind
from queries.paging import PAGE


@dataclass(frozen=True, slots=True)
class CellProgress:
    """How far one cell has come in a round; numbers, no names."""

    id: int
    ref: str
    name: str
    total: int
    untouched: int
    at_cell: int
    signed: int
    confirmed: int
    out: int
    objected: int
    reminded_on: date | None

    @property
    def submitted(self) -> int:
        """How many sheets the cell has signed and submitted, whatever became of them since."""
        return self.signed + self.confirmed + self.out

    def is_late(self, opened: EvaluationRound, today: date) -> bool:
        """Whether the cell still owes sheets after its day."""
        return self.at_cell > 0 and today > opened.cell_due_on


@dataclass(frozen=True, slots=True)
class Total:
    """The same of a whole round."""

    total: int = 0
    at_cell: int = 0
    signed: int = 0
    confirmed: int = 0
    out: int = 0
    objected: int = 0


def listed(actor: Actor) -> Sequence[EvaluationRound]:
    """The rounds in sight, the latest year first."""
    return db.session.scalars(
        visible(actor, Permission.ROUND_READ, EvaluationRound)
        .order_by(EvaluationRound.year.desc(), EvaluationRound.id.desc())
        .limit(PAGE)
        .options(joinedload(EvaluationRound.committee))
    ).all()


def one(actor: Actor, ref: str, permission: Permission = Permission.ROUND_READ) -> EvaluationRound:
    """A round in sight with its committee; raises `NotFound` otherwise."""
    found = _one(actor, permission, ref=ref).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def for_paper(actor: Actor, ref: str) -> EvaluationRound:
    """A round in sight with what the head of its paper names; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.ROUND_READ, EvaluationRound)
        .where(EvaluationRound.ref == ref)
        .options(
            joinedload(EvaluationRound.committee),
            joinedload(EvaluationRound.rule_set),
            joinedload(EvaluationRound.opener).options(
                joinedload(Organisation.parent).joinedload(Organisation.place), joinedload(Organisation.place)
            ),
        )
    )
    if found is None:
        raise NotFound
    return found


@prepared
def _one(actor: Actor, permission: Permission) -> Select[EvaluationRound]:
    return (
        visible(actor, permission, EvaluationRound)
        .where(EvaluationRound.ref == bindparam("ref"))
        .options(
            joinedload(EvaluationRound.committee),
            joinedload(EvaluationRound.opener),
            joinedload(EvaluationRound.opened_by),
        )
    )


def progress(actor: Actor, opened: EvaluationRound) -> list[CellProgress]:
    """How far each cell has come in a round in sight, in the order of the cells' names."""
    return [CellProgress(*row) for row in _progress(actor, round_id=opened.id)]


def _how_many(*states: EvaluationState) -> Any:
    return func.count().filter(Evaluation.state.in_(states))


@prepared
def _progress(actor: Actor) -> Select[*tuple[Any, ...]]:
    reminded = (
        select(func.max(EvaluationReminder.on))
        .where(
            EvaluationReminder.round_id == bindparam("round_id"),
            EvaluationReminder.cell_id == Organisation.id,
        )
        .correlate(Organisation)
        .scalar_subquery()
    )
    rounds = select(EvaluationRound.id).where(
        within(actor, Permission.ROUND_READ, EvaluationRound), EvaluationRound.id == bindparam("round_id")
    )
    return (
        select(
            Organisation.id,
            Organisation.ref,
            Organisation.name,
            func.count().filter(Evaluation.state.not_in(OVER)),
            _how_many(EvaluationState.REQUESTED),
            _how_many(*AT_CELL),
            _how_many(EvaluationState.SIGNED),
            _how_many(EvaluationState.CONFIRMED),
            _how_many(*OUT),
            _how_many(EvaluationState.OBJECTED),
            reminded,
        )
        .select_from(Evaluation)
        .join(Organisation, Organisation.id == Evaluation.cell_id)
        .where(Evaluation.round_id.in_(rounds))
        .group_by(Organisation.id)
        .order_by(Organisation.sort_key, Organisation.id)
    )


def summed(lines: Sequence[CellProgress]) -> Total:
    """The sums of the lines of a round."""
    names = ("total", "at_cell", "signed", "confirmed", "out", "objected")
    return Total(*(sum(getattr(line, name) for line in lines) for name in names))


def waiting_at_committee(round_id: int) -> int:
    """How many sheets of a round wait to be confirmed or returned."""
    found = db.session.scalar(
        select(func.count()).where(Evaluation.round_id == round_id, Evaluation.state.in_(AT_COMMITTEE))
    )
    return found or 0


def communes(actor: Actor, year: int) -> Sequence[Organisation]:
    """Commune committees below a superior committee that have no round of a year yet."""
    has_one = select(EvaluationRound.id).where(
        EvaluationRound.committee_id == Organisation.id, EvaluationRound.year == year
    )
    return db.session.scalars(
        visible(actor, Permission.ROUND_OPEN, Organisation)
        .where(
            Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE,
            Organisation.dissolved_on.is_(None),
            ~has_one.exists(),
        )
        .order_by(Organisation.sort_key, Organisation.id)
    ).all()


def cells(actor: Actor) -> Sequence[Organisation]:
    """The residence cells of the actor's commune, those that no longer exist among them, in order of their names."""
    return db.session.scalars(
        visible(actor, Permission.ROUND_LEAD, Organisation)
        .where(Organisation.kind == OrganisationKind.RESIDENCE_CELL)
        .order_by(Organisation.sort_key, Organisation.id)
    ).all()
