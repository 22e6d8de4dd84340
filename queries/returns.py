"""Sheets that came back: what workplace and member read, and what the workplace still waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from access import Actor, Permission, prepared, within
from domain.evaluations import OVER
from models import (
    Evaluation,
    EvaluationRequest,
    EvaluationRound,
    Liaison,
    Member,
    Organisation,
)
from models.vocabulary import (
    EvaluationPurpose,
    EvaluationState,
    LiaisonState,
)
from queries.paging import PAGE

_work = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One sheet that a workplace received, or that a member reads."""

    ref: str
    year: int
    state: EvaluationState
    purpose: EvaluationPurpose | None
    returned_on: date
    returned_edition: int
    member_ref: str
    name: str
    born: str
    workplace: str
    cell: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def received(actor: Actor, year: int) -> list[ReturnedLine]:
    """The sheets returned to the actor's workplace in a year of evaluation, in the order of names."""
    return [ReturnedLine(*row) for row in _returned(actor, Permission.EVALUATION_READ, True, year=year)]


def own(actor: Actor) -> list[ReturnedLine]:
    """The actor's own sheets that were returned, the latest year first."""
    return [ReturnedLine(*row) for row in _returned(actor, Permission.OWN_RECORD, False)]


@prepared
def _returned(actor: Actor, permission: Permission, by_year: bool) -> Select[*tuple[Any, ...]]:
    home = aliased(Organisation)
    found = (
        select(
            Evaluation.ref,
            Evaluation.year,
            Evaluation.state,
            EvaluationRequest.purpose,
            Evaluation.returned_on,
            Evaluation.returned_edition,
            Member.ref,
            Member.full_name,
            Member.born,
            _work.name,
            home.name,
        )
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(_work, _work.id == Member.workplace_id)
        .join(home, home.id == Evaluation.cell_id)
        .outerjoin(EvaluationRequest, EvaluationRequest.id == Evaluation.request_id)
        .where(within(actor, permission, Evaluation), Evaluation.returned_on.is_not(None))
    )
    if not by_year:
        return found.order_by(Evaluation.year.desc(), Evaluation.id.desc()).limit(PAGE)
    return found.where(Evaluation.year == bindparam("year")).order_by(Evaluation.sort_key, Evaluation.id)


@dataclass(frozen=True, slots=True)
class Awaited:
    """One commune's round: how many sheets of the actor's members it has still to return, and by when."""

    commune: str
    year: int
    due_on: date
    count: int


def awaited(actor: Actor) -> list[Awaited]:
    """The sheets of open rounds that the actor's workplace still waits for, by commune; numbers, no names."""
    return [Awaited(*row) for row in _awaited(actor)]


@prepared
def _awaited(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Organisation.name, EvaluationRound.year, EvaluationRound.return_due_on, func.count())
        .select_from(Liaison)
        .join(Evaluation, Evaluation.liaison_id == Liaison.id)
        .join(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .join(Organisation, Organisation.id == EvaluationRound.committee_id)
        .where(
            within(actor, Permission.LIAISON_READ, Liaison),
            Liaison.state != LiaisonState.ENDED,
            EvaluationRound.closed_on.is_(None),
            Evaluation.returned_on.is_(None),
            Evaluation.state.not_in(OVER),
        )
        .group_by(EvaluationRound.id, Organisation.id)
        .order_by(EvaluationRound.return_due_on, Organisation.sort_key)
    )
