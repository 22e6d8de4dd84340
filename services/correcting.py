"""What the owner of data does with a request for correction: say that it came, correct, refuse, take longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, or_, select

from access import Actor, Permission, fetch
from access.anchors import ON_THE_WAY
from adapters import clock
from domain.corrections import (
    RECEIVED_MONTHS,
    TOLD_BY_NOTICE,
    Keeper,
    keeper,
    objections_to_done,
    objections_to_extension,
)
from domain.days import months_later
from domain.errors import NotAllowed, Refused, refuse_if_any
from domain.events import (
    CorrectionDecided,
    CorrectionExtended,
    CorrectionOverdue,
    CorrectionReceived,
    RecordCorrected,
)
from domain.lifecycles import CORRECTION, step
from domain.secrecy import objections_to_marks
from models import Correction, CorrectionTold, Liaison, Notice, Organisation, db
from models.vocabulary import CorrectionLine, CorrectionState, LiaisonState, NoticeState
from queries import corrections as queries
from queries import rulesets
from services.announcements import announce
from services.unit import use_case

_S = CorrectionState
_WAITING: BindParameter[Any] = bindparam("waiting", queries.STILL_OPEN, expanding=True, literal_execute=True)
"""In the words of the statement itself: the index holds what is open and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What the member reads about the correction; need not be said where the record shows it."""

    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCorrection:
    """Why the line stays as it is."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendCorrection:
    """Why the decision takes longer."""

    reason: str


@use_case
def receive_correction(actor: Actor, ref: str) -> Correction:
    """Say that a request came (Decree 356/2025, article 5); the member sees by whom and when."""
    correction = fetch(actor, Permission.CORRECTION_DECIDE, Correction, ref)
    correction.state = step(CORRECTION, correction.state, _S.RECEIVED)
    correction.received_at, correction.received_by_id = clock.now(), actor.account_id
    announce(CorrectionReceived(member_id=correction.member_id, correction_ref=correction.ref))
    return correction


@use_case
def finish_correction(actor: Actor, ref: str, given: Corrected) -> Correction:
    """Say that the record was put right; whoever had received the old value hears of it (PR-05)."""
    correction = fetch(actor, Permission.CORRECTION_DECIDE, Correction, ref)
    state = step(CORRECTION, correction.state, _S.DONE)
    line = queries.line_of(correction.member_id, correction.line, correction.about_ref)
    stands = line.stands if line is not None else None
    refuse_if_any(objections_to_done(correction.line, correction.stands, stands, given.answer))
    _decide(actor, correction, state, given.answer)
    correction.now_says = stands
    _tell(correction)
    return correction


@use_case
def refuse_correction(actor: Actor, ref: str, given: RefuseCorrection) -> Correction:
    """Leave a line as it is and say why (Law 91/2025, article 4: a refusal is told with its reason)."""
    correction = fetch(actor, Permission.CORRECTION_DECIDE, Correction, ref)
    state = step(CORRECTION, correction.state, _S.REFUSED)
    if not given.answer.strip():
        raise Refused("Write the reason.", field="answer")
    refuse_if_any(objections_to_marks(answer=given.answer))
    _decide(actor, correction, state, given.answer)
    return correction


@use_case
def extend_correction(actor: Actor, ref: str, given: ExtendCorrection) -> Correction:
    """Take longer for the decision, once, and say why (Decree 356/2025, article 5)."""
    correction = fetch(actor, Permission.CORRECTION_DECIDE, Correction, ref)
    today = clock.today()
    if not correction.state.is_open:
        raise Refused(CORRECTION.says[correction.state])
    is_extended = correction.extended_because is not None
    refuse_if_any(objections_to_extension(correction.due_on, today, is_extended=is_extended))
    if not given.reason.strip():
        raise Refused("Write the reason.", field="reason")
    refuse_if_any(objections_to_marks(reason=given.reason))
    correction.extended_because = given.reason
    correction.due_on += timedelta(days=rulesets.rules(today).correction_extension_days)
    announce(CorrectionExtended(member_id=correction.member_id, correction_ref=correction.ref))
    return correction


@use_case
def remind_of_corrections(actor: Actor, today: date) -> int:
    """Ring once at those who owe a decision whose term has passed. Made for the worker alone."""
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    late = db.session.scalars(
        select(Correction).where(Correction.state.in_(_WAITING), Correction.due_on < today)
    ).all()
    for correction in late:
        announce(
            CorrectionOverdue(
                organisation_id=correction.owner_id,
                correction_ref=correction.ref,
                is_restricted=correction.is_restricted,
            )
        )
    return len(late)


def _decide(actor: Actor, correction: Correction, state: CorrectionState, answer: str | None) -> None:
    correction.state, correction.answer = state, answer
    correction.decided_at, correction.decided_by_id = clock.now(), actor.account_id
    announce(CorrectionDecided(member_id=correction.member_id, correction_ref=correction.ref))


def _tell(correction: Correction) -> None:
    """Tell each organisation that had received the old value; what a change put right its notices have told."""
    if correction.line in TOLD_BY_NOTICE:
        return
    for organisation_id in sorted(set(_received(correction)) - {correction.owner_id}):
        told = CorrectionTold(
            correction_id=correction.id, organisation_id=organisation_id, told_at=clock.now()
        )
        db.session.add(told)
        db.session.flush()
        announce(RecordCorrected(organisation_id=organisation_id, told_ref=told.ref))


def _received(correction: Correction) -> Iterator[int]:
    """The organisations that hold the old value: it was theirs to read within the last twelve months."""
    since = months_later(clock.today(), -RECEIVED_MONTHS)
    if correction.line in (CorrectionLine.CONTACT, CorrectionLine.MEETING):
        yield from _ids(select(Organisation.parent_id).where(Organisation.id == correction.owner_id))
        return
    lately = or_(
        Liaison.state.in_(ON_THE_WAY), (Liaison.state == LiaisonState.ENDED) & (Liaison.ended_on >= since)
    )
    bonds = db.session.scalars(select(Liaison).where(Liaison.member_id == correction.member_id, lately))
    for bond in bonds:
        yield from filter(None, (bond.commune_id, bond.residence_id))
        if keeper(correction.line) is Keeper.COMMUNE:
            yield bond.workplace_id
    yield from _ids(
        select(Notice.receiver_id).where(
            Notice.member_id == correction.member_id,
            Notice.sent_on >= since,
            Notice.state != NoticeState.WITHDRAWN,
        )
    )


def _ids(found: Select[int | None]) -> Iterator[int]:
    yield from filter(None, db.session.scalars(found))
