"""Sheets that a workplace asked for on need, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.evaluations import AT_CELL
from models import (
    Evaluation,
    EvaluationRequest,
    Member,
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
