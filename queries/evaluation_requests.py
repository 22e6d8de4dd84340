"""Sheets that a workplace asked for on need, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.evaluations import AT_CELL
from models import (
    Evaluation,
    EvaluationRequest,
    Liaison,
    Member,
    Organisation,
    RuleSet,
    Workplace,
    db,
)
from models.vocabulary import (
    EvaluationPurpose,
    EvaluationState,
)
from queries.paging import PAGE


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A request of the workplace, and how far its sheet has come; nothing of what the sheet says."""

    ref: str
    evaluation_ref: str
    purpose: EvaluationPurpose
    reference: str | None
    due_on: date
    dossier_code: str | None
    asked_on: date
    withdrawn_on: date | None
    state: EvaluationState
    is_returned: bool
    is_signed: bool
    member_ref: str
    name: str
    born: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether no cell has signed an answer yet."""
        return self.withdrawn_on is None and not self.is_signed and self.state in AT_CELL


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A request with what its paper names: the rules it rests on, and where the member stood on its day."""

    request: EvaluationRequest
    basis: str
    year: int
    cell: str
    commune: str
    work: str | None


_cell, _commune, _work = aliased(Organisation), aliased(Organisation), aliased(Organisation)


def asked(actor: Actor) -> list[AskedLine]:
    """What the actor's workplace asked for, the latest first."""
    return [AskedLine(*row) for row in _asked(actor, False)]


def request(actor: Actor, ref: str) -> AskedLine:
    """One request in reach; raises `NotFound` otherwise."""
    row = _asked(actor, True, ref=ref).one_or_none()
    if row is None:
        raise NotFound
    return AskedLine(*row)


@prepared
def _asked(actor: Actor, by_ref: bool) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            EvaluationRequest.ref,
            Evaluation.ref,
            EvaluationRequest.purpose,
            EvaluationRequest.reference,
            EvaluationRequest.due_on,
            EvaluationRequest.dossier_code,
            EvaluationRequest.asked_on,
            EvaluationRequest.withdrawn_on,
            Evaluation.state,
            Evaluation.returned_on.is_not(None),
            Evaluation.signed_on.is_not(None),
            Member.ref,
            Member.full_name,
            Member.born,
        )
        .select_from(EvaluationRequest)
        .join(Evaluation, Evaluation.request_id == EvaluationRequest.id)
        .join(Member, Member.id == EvaluationRequest.member_id)
        .where(within(actor, Permission.EVALUATION_ASK, EvaluationRequest))
    )
    if by_ref:
        return found.where(EvaluationRequest.ref == bindparam("ref"))
    return found.order_by(EvaluationRequest.asked_on.desc(), EvaluationRequest.id.desc()).limit(PAGE)


def member_to_ask(actor: Actor, member_ref: str) -> Member:
    """A member for whom the actor may ask; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_ASK, Member)
        .where(Member.ref == member_ref)
        .options(joinedload(Member.workplace))
    )
    if found is None:
        raise NotFound
    return found


def paper(actor: Actor, ref: str) -> AskedPaper:
    """One request in reach with all that its paper says; raises `NotFound` otherwise.

    The workplace is that of its day: where a member went afterwards is not told to the one before.
    """
    found = db.session.execute(
        select(
            EvaluationRequest,
            RuleSet.title,
            Evaluation.year,
            _cell.name,
            _commune.name,
            _workplace_of_its_day(),
        )
        .select_from(EvaluationRequest)
        .join(RuleSet, RuleSet.id == EvaluationRequest.rule_set_id)
        .join(Evaluation, Evaluation.request_id == EvaluationRequest.id)
        .join(Liaison, Liaison.id == Evaluation.liaison_id)
        .join(_cell, _cell.id == Evaluation.listed_cell_id)
        .join(_commune, _commune.id == Liaison.commune_id)
        .where(within(actor, Permission.EVALUATION_ASK, EvaluationRequest), EvaluationRequest.ref == ref)
        .options(
            joinedload(EvaluationRequest.member),
            joinedload(EvaluationRequest.organisation).options(
                joinedload(Organisation.parent).joinedload(Organisation.place), joinedload(Organisation.place)
            ),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return AskedPaper(*found)


def _workplace_of_its_day() -> Any:
    day = EvaluationRequest.asked_on
    return (
        select(_work.name)
        .join(Workplace, Workplace.organisation_id == _work.id)
        .where(
            Workplace.member_id == EvaluationRequest.member_id,
            or_(Workplace.starts_on.is_(None), Workplace.starts_on <= day),
            or_(Workplace.ends_on.is_(None), Workplace.ends_on >= day),
        )
        .order_by(Workplace.id)
        .limit(1)
        .correlate(EvaluationRequest)
        .scalar_subquery()
    )
