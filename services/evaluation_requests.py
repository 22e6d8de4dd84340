"""A workplace asks for the evaluation of one of its members, for the round that is open or on need (form 3-213)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.evaluations import AT_CELL, OVER, objections_to_need
from domain.events import EvaluationAsked, EvaluationNotNeeded
from domain.lifecycles import EVALUATION, IN_LIAISON, LIAISON
from domain.secrecy import objections_to_marks
from models import Evaluation, EvaluationRequest, EvaluationRound, Liaison, Member, db
from models.vocabulary import (
    Category,
    EvaluationPurpose,
    EvaluationStage,
    EvaluationState,
    LiaisonState,
    Paper,
)
from queries import rulesets
from services.announcements import announce
from services.documents import withdraw_papers
from services.evaluations import mark, withdraw
from services.unit import use_case

_YEARLY = EvaluationPurpose.YEARLY


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEvaluation:
    """What the evaluation is needed for, on what paper, and by when; the round's own day for the yearly review."""

    purpose: EvaluationPurpose
    reference: str | None = None
    due_on: date | None = None
    dossier_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDossier:
    """The dossier of the national public service portal; empty takes it out."""

    dossier_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest:
    """Why the evaluation is no longer needed."""

    reason: str


@use_case
def ask_evaluation(actor: Actor, member_ref: str, ask: AskEvaluation) -> EvaluationRequest:
    """Ask the residence cell of a member for its evaluation.

    For the yearly review the member joins the round that is open there; exempt members are evaluated on need only, on
    the short sheet (BR-03). A need names its paper and its day.
    """
    member = fetch(actor, Permission.EVALUATION_ASK, Member, member_ref)
    liaison = _bond(member)
    refuse_if_any(_objections(actor, member, liaison, ask))
    opened = _open_round(liaison) if ask.purpose is _YEARLY else None
    if ask.purpose is _YEARLY:
        opened = _insist_not_listed(opened, member, liaison)
    rules = rulesets.in_force(clock.today()).id if opened is None else opened.rule_set_id
    request = EvaluationRequest(
        organisation_id=actor.organisation_id,
        member_id=member.id,
        purpose=ask.purpose,
        reference=ask.reference,
        due_on=ask.due_on or (opened.return_due_on if opened else clock.today()),
        dossier_code=ask.dossier_code,
        asked_on=clock.today(),
        asked_by_id=actor.account_id,
        rule_set_id=rules,
    )
    db.session.add(request)
    db.session.flush()
    sheet = _sheet(request, member, liaison, opened)
    db.session.add(sheet)
    db.session.flush()
    mark(actor, sheet, EvaluationStage.REQUESTED, ask.reference)
    announce(EvaluationAsked(organisation_id=sheet.cell_id, evaluation_ref=sheet.ref))
    return request


@use_case
def note_dossier(actor: Actor, request_ref: str, note: NoteDossier) -> EvaluationRequest:
    """Write down under which code the portal keeps the same request, so that nobody asks twice."""
    request = fetch(actor, Permission.EVALUATION_ASK, EvaluationRequest, request_ref)
    refuse_if_any(objections_to_marks(dossier_code=note.dossier_code))
    refuse_if_any(_known_dossier(request.member_id, note.dossier_code, request.id))
    request.dossier_code = note.dossier_code
    return request


@use_case
def withdraw_request(actor: Actor, request_ref: str, taken_back: WithdrawRequest) -> EvaluationRequest:
    """Take a request back that no cell has answered with its signature; the sheet is no longer needed."""
    request = fetch(actor, Permission.EVALUATION_ASK, EvaluationRequest, request_ref)
    if not taken_back.reason.strip():
        raise Refused("Write why the evaluation is no longer needed.", field="reason")
    refuse_if_any(objections_to_marks(reason=taken_back.reason))
    sheet = db.session.scalars(
        select(Evaluation).where(Evaluation.request_id == request.id).with_for_update()
    ).one()
    if sheet.state not in AT_CELL or sheet.signed_on is not None:
        raise Refused(EVALUATION.says[sheet.state])
    withdraw(actor, sheet, taken_back.reason)
    request.withdrawn_on, request.withdrawn_because = clock.today(), taken_back.reason
    withdraw_papers(Paper.EVALUATION_REQUEST, request.ref, clock.today())
    announce(EvaluationNotNeeded(organisation_id=sheet.cell_id, evaluation_ref=sheet.ref))
    return request


def _bond(member: Member) -> Liaison:
    """The open liaison of a member whom a cell knows; raises `Refused` where there is none."""
    liaison = db.session.scalar(
        select(Liaison)
        .where(Liaison.member_id == member.id, Liaison.state != LiaisonState.ENDED)
        .with_for_update()
    )
    if liaison is None:
        raise Refused(
            "Comrade %(name)s is in liaison with no residence cell: nobody there can give an evaluation.",
            name=member.full_name,
        )
    if liaison.state not in IN_LIAISON:
        raise Refused(LIAISON.says[liaison.state])
    return liaison


def _objections(actor: Actor, member: Member, liaison: Liaison, ask: AskEvaluation) -> Iterator[Refused]:
    yield from objections_to_marks(reference=ask.reference, dossier_code=ask.dossier_code)
    yield from _known_dossier(member.id, ask.dossier_code)
    if ask.purpose is _YEARLY:
        if liaison.category is Category.EXEMPT:
            yield Refused(
                "A comrade exempt from residence activities has no yearly evaluation: choose the need for it.",
                field="purpose",
            )
        return
    yield from objections_to_need(ask.reference, ask.due_on, clock.today())
    if _is_asked_already(actor, member, ask.purpose):
        yield Refused(
            "Your organisation has asked for this already, and the answer is still to come.", field="purpose"
        )


def _is_asked_already(actor: Actor, member: Member, purpose: EvaluationPurpose) -> bool:
    over = (*OVER, EvaluationState.RETURNED, EvaluationState.SEEN, EvaluationState.ANSWERED)
    return (
        db.session.scalar(
            select(EvaluationRequest.id)
            .join(Evaluation, Evaluation.request_id == EvaluationRequest.id)
            .where(
                EvaluationRequest.member_id == member.id,
                EvaluationRequest.purpose == purpose,
                EvaluationRequest.organisation_id == actor.organisation_id,
                Evaluation.state.not_in(over),
            )
            .limit(1)
        )
        is not None
    )


def _known_dossier(member_id: int, code: str | None, but: int = 0) -> Iterator[Refused]:
    if not code:
        return
    known = db.session.scalar(
        select(EvaluationRequest.asked_on)
        .where(
            EvaluationRequest.member_id == member_id,
            EvaluationRequest.dossier_code == code,
            EvaluationRequest.withdrawn_on.is_(None),
            EvaluationRequest.id != but,
        )
        .limit(1)
    )
    if known is not None:
        yield Refused(
            "This dossier of the portal was noted on %(day)s: the evaluation has been asked for.",
            field="dossier_code",
            day=known,
        )


def _open_round(liaison: Liaison) -> EvaluationRound | None:
    return db.session.scalar(
        select(EvaluationRound)
        .where(EvaluationRound.committee_id == liaison.commune_id, EvaluationRound.closed_on.is_(None))
        .order_by(EvaluationRound.year.desc())
        .limit(1)
    )


def _insist_not_listed(opened: EvaluationRound | None, member: Member, liaison: Liaison) -> EvaluationRound:
    if opened is None:
        raise Refused(
            "The commune committee of the residence has no open round: ask on need, or wait until it opens one.",
            field="purpose",
        )
    listed = select(Evaluation.id).where(Evaluation.round_id == opened.id, Evaluation.member_id == member.id)
    if db.session.scalar(listed) is not None:
        raise Refused(
            "Comrade %(name)s is on the list of the round of %(year)s already.",
            field="purpose",
            name=member.full_name,
            year=opened.year,
        )
    return opened


def _sheet(
    request: EvaluationRequest, member: Member, liaison: Liaison, opened: EvaluationRound | None
) -> Evaluation:
    return Evaluation(
        round_id=opened.id if opened else None,
        request_id=request.id,
        year=opened.year if opened else clock.today().year,
        member_id=member.id,
        liaison_id=liaison.id,
        listed_cell_id=liaison.residence_id,
        cell_id=liaison.residence_id,
        form=liaison.category,
        state=EvaluationState.REQUESTED,
        due_on=opened.cell_due_on if opened else request.due_on,
        sort_key=member.sort_key,
        rule_set_id=request.rule_set_id,
        created_at=clock.now(),
    )
