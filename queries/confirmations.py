"""Signed sheets as the commune committee confirms and returns them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.evaluations import AT_COMMITTEE
from domain.sheet_papers import SheetContent, content_from
from models import (
    Evaluation,
    EvaluationAgreement,
    EvaluationVersion,
    Member,
    Organisation,
    db,
)
from models.vocabulary import (
    EvaluationState,
)
from queries.paging import WHOLE_CELL

_S = EvaluationState


@dataclass(frozen=True, slots=True)
class CellWaiting:
    """How many sheets of one cell wait for the commune committee."""

    ref: str
    name: str
    signed: int
    confirmed: int


def waiting(actor: Actor) -> list[CellWaiting]:
    """Cells with sheets to be confirmed or returned, in the order of their names."""
    return [CellWaiting(*row) for row in _waiting(actor)]


@prepared
def _waiting(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Organisation.ref,
            Organisation.name,
            func.count().filter(Evaluation.state == _S.SIGNED),
            func.count().filter(Evaluation.state == _S.CONFIRMED),
        )
        .select_from(Evaluation)
        .join(Organisation, Organisation.id == Evaluation.cell_id)
        .where(within(actor, Permission.EVALUATION_CONFIRM, Evaluation), Evaluation.state.in_(AT_COMMITTEE))
        .group_by(Organisation.id)
        .order_by(Organisation.sort_key, Organisation.id)
    )


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """One signed sheet as the commune committee reads it before it confirms."""

    ref: str
    state: EvaluationState
    edition: int
    content: SheetContent
    dissent: str | None
    agreement: EvaluationAgreement | None


def submitted(actor: Actor, cell_ref: str) -> list[SubmittedLine]:
    """The sheets of one cell that wait to be confirmed, in the order of names."""
    rows = db.session.execute(
        select(Evaluation, EvaluationVersion)
        .join(
            EvaluationVersion,
            and_(
                EvaluationVersion.evaluation_id == Evaluation.id,
                EvaluationVersion.edition == Evaluation.edition,
            ),
        )
        .join(Organisation, Organisation.id == Evaluation.cell_id)
        .where(
            within(actor, Permission.EVALUATION_CONFIRM, Evaluation),
            Organisation.ref == cell_ref,
            Evaluation.state == _S.SIGNED,
        )
        .order_by(Evaluation.sort_key, Evaluation.id)
        .limit(WHOLE_CELL)
        .options(joinedload(EvaluationVersion.agreement))
    )
    return [
        SubmittedLine(
            sheet.ref, sheet.state, sheet.edition, content_from(row.content or {}), row.dissent, row.agreement
        )
        for sheet, row in rows
    ]


def cell(actor: Actor, cell_ref: str) -> Organisation:
    """A cell whose sheets the actor may confirm; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_CONFIRM, Organisation).where(Organisation.ref == cell_ref)
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ToReturn:
    """How many confirmed sheets go to one workplace organisation."""

    name: str
    count: int


def to_return(actor: Actor) -> list[ToReturn]:
    """Where the confirmed sheets in reach go today, by the workplace on record."""
    return [ToReturn(*row) for row in _to_return(actor)]


def workplace_on_record(cell: type[Organisation]) -> ColumnElement[int]:
    """Where the sheets of a cell of Party life go (BR-05): a grassroots cell itself, else the committee above."""
    return case((cell.is_grassroots, cell.id), else_=cell.parent_id)


@prepared
def _to_return(actor: Actor) -> Select[*tuple[Any, ...]]:
    cell, target = aliased(Organisation), aliased(Organisation)
    return (
        select(target.name, func.count())
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(cell, cell.id == Member.workplace_id)
        .join(target, target.id == workplace_on_record(cell))
        .where(within(actor, Permission.EVALUATION_CONFIRM, Evaluation), Evaluation.state == _S.CONFIRMED)
        .group_by(target.id)
        .order_by(target.sort_key, target.id)
    )
