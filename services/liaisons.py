"""The life of a liaison: steps taken inside other use cases, and what the cell and the commune committee do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from domain.eligibility import Exemption, objections_to_exemption, review_day
from domain.errors import Refused, refuse_if_any
from domain.events import LiaisonConfirmed, LiaisonEnded, LiaisonSentBack
from domain.lifecycles import LIAISON, step
from domain.secrecy import objections_to_marks
from models import IntroductionLetter, Liaison, LiaisonStep, Organisation, db
from models.vocabulary import (
    Category,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    Paper,
)
from queries import rulesets
from services.announcements import announce
from services.belonging import leave_residence
from services.documents import withdraw_papers
from services.evaluations import end_sheets
from services.unit import use_case

_L = LiaisonState


def take_step(
    actor: Actor,
    liaison: Liaison,
    state: LiaisonState,
    on: date,
    reason: str | None = None,
    cell_id: int | None = None,
) -> None:
    """Bring a loaded liaison to a state and write the step down; raises `Refused` where no arrow leads.

    `cell_id` is the cell to which the member is introduced; who holds the liaison follows from the state.
    """
    liaison.state = step(LIAISON, liaison.state, state)
    if state in (_L.DRAFTED, _L.RETURNED):
        liaison.residence_id = None
    elif state in (_L.ISSUED, _L.RECEIVED):
        liaison.residence_id = liaison.commune_id
    elif state is _L.ASSIGNED:
        liaison.residence_id = cell_id
    write_step(actor, liaison, on, reason, cell_id)


def write_step(
    actor: Actor, liaison: Liaison, on: date, reason: str | None = None, cell_id: int | None = None
) -> None:
    """Write down that a liaison came to the state it is in; a new one must have been flushed."""
    db.session.add(
        LiaisonStep(
            liaison_id=liaison.id,
            state=liaison.state,
            on=on,
            at=clock.now(),
            by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            cell_id=cell_id,
            reason=reason,
        )
    )


def close(actor: Actor, liaison: Liaison, because: LiaisonEnd, on: date, reason: str | None = None) -> None:
    """End a loaded liaison, never before the day it began: a fact dated earlier ends it on that day."""
    on = max(on, liaison.started_on) if liaison.started_on else on
    if liaison.state is _L.ISSUED:
        cancel_letter(liaison, on, reason)
    take_step(actor, liaison, _L.ENDED, on, reason)
    liaison.ended_on, liaison.ended_because = on, because
    end_sheets(actor, liaison, because)
    if because is not LiaisonEnd.RETIRED:  # who retired now belongs to the residence
        leave_residence(liaison)


def cancel_letter(liaison: Liaison, on: date, because: str | None) -> None:
    """Cancel the letter of a loaded liaison that nobody will use any more; its number stays used (BR-12)."""
    for letter in _live_letters(liaison):
        letter.cancelled_on, letter.cancelled_because = on, because
        withdraw_papers(Paper.INTRODUCTION_LETTER, letter.ref, on)


def _live_letters(liaison: Liaison) -> Sequence[IntroductionLetter]:
    return db.session.scalars(
        select(IntroductionLetter).where(
            IntroductionLetter.liaison_id == liaison.id, IntroductionLetter.cancelled_on.is_(None)
        )
    ).all()


def move_home(
    actor: Actor, liaison: Liaison, commune: Organisation, on: date, proposed_cell_id: int | None = None
) -> Liaison:
    """End a loaded liaison as moved and draft the next one for the new home, linked to it."""
    close(actor, liaison, LiaisonEnd.MOVED, on)
    db.session.flush()  # the open one must be gone before the next one comes: a member has at most one (BR-01)
    moved = Liaison(
        member_id=liaison.member_id,
        workplace_id=liaison.workplace_id,
        commune_id=commune.id,
        proposed_cell_id=proposed_cell_id,
        state=_L.DRAFTED,
        source=LiaisonSource.LETTER,
        category=liaison.category,
        exemption_reason=liaison.exemption_reason,
        exemption_basis=liaison.exemption_basis,
        exempt_from=liaison.exempt_from,
        exempt_review_on=liaison.exempt_review_on,
        sort_key=liaison.sort_key,
        previous_id=liaison.id,
        rule_set_id=rulesets.in_force(on).id,
        created_at=clock.now(),
    )
    db.session.add(moved)
    db.session.flush()
    write_step(actor, moved, on)
    return moved


def exempt(
    actor: Actor,
    liaison: Liaison,
    reason: ExemptionReason,
    basis: str | None,
    start: date,
    review_on: date | None,
    on: date,
) -> None:
    """Record an exemption on a loaded liaison; one that is still on its way becomes exempted when the cell confirms."""
    _describe_exemption(liaison, reason, basis, start, review_on)
    if liaison.state not in (_L.EXEMPTED, *_ON_THE_WAY):
        take_step(actor, liaison, _L.EXEMPTED, on)


def resume(actor: Actor, liaison: Liaison, on: date) -> None:
    """End the exemption of a loaded liaison: the member takes part in the activities of the cell again."""
    if liaison.state not in (_L.ACTIVE, *_ON_THE_WAY):
        take_step(actor, liaison, _L.ACTIVE, on)
    liaison.category = Category.FULL
    liaison.exemption_reason = liaison.exemption_basis = None
    liaison.exempt_from = liaison.exempt_review_on = None


def follow(liaison: Liaison, workplace_cell_id: int) -> None:
    """Hand a loaded liaison to the member's new workplace cell; the residence side stays as it is."""
    liaison.workplace_id = workplace_cell_id


_ON_THE_WAY = (_L.DRAFTED, _L.ISSUED, _L.RECEIVED, _L.ASSIGNED, _L.RETURNED)


def _describe_exemption(
    liaison: Liaison, reason: ExemptionReason, basis: str | None, start: date, review_on: date | None
) -> None:
    liaison.category = Category.EXEMPT
    liaison.exemption_reason, liaison.exemption_basis = reason, basis
    liaison.exempt_from, liaison.exempt_review_on = start, review_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """Why the cell cannot list the member."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteExemption:
    """What an exemption needs; those that came with a list may lack it."""

    exemption_reason: ExemptionReason
    exemption_basis: str
    exempt_from: date
    exempt_review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLiaison:
    """Why a liaison ends, and on which day."""

    because: LiaisonEnd
    ended_on: date


@use_case
def confirm_liaison(actor: Actor, liaison_ref: str) -> Liaison:
    """The cell lists a member and confirms the contact; one with an exemption becomes exempted."""
    liaison = fetch(actor, Permission.LIAISON_CONFIRM, Liaison, liaison_ref)
    is_exempt = liaison.category is Category.EXEMPT
    take_step(actor, liaison, _L.EXEMPTED if is_exempt else _L.ACTIVE, clock.today())
    liaison.started_on = clock.today()
    announce(LiaisonConfirmed(organisation_id=_issuer_of(liaison), liaison_ref=liaison.ref))
    return liaison


@use_case
def send_back(actor: Actor, liaison_ref: str, back: SendBack) -> Liaison:
    """The cell hands a member back to the commune committee, with the reason; the same cell is proposed no more."""
    liaison = fetch(actor, Permission.LIAISON_SEND_BACK, Liaison, liaison_ref)
    if not back.reason.strip():
        raise Refused("Write the reason for the return.", field="reason")
    refuse_if_any(objections_to_marks(reason=back.reason))
    if liaison.proposed_cell_id == liaison.residence_id:
        liaison.proposed_cell_id = None
    take_step(actor, liaison, _L.RECEIVED, clock.today(), back.reason)
    for letter in _live_letters(liaison):
        letter.assigned_on = letter.assigned_cell_id = None
    announce(LiaisonSentBack(organisation_id=liaison.commune_id, liaison_ref=liaison.ref))
    return liaison


@use_case
def complete_exemption(actor: Actor, liaison_ref: str, complete: CompleteExemption) -> Liaison:
    """Write down why a member is exempt, on what paper, from when, and when it is reviewed (Guidance 33, section 1)."""
    liaison = fetch(actor, Permission.LIAISON_COMPLETE, Liaison, liaison_ref)
    if liaison.category is not Category.EXEMPT or liaison.state is _L.ENDED:
        raise Refused("This member is not exempt from residence activities.")
    given = Exemption(
        reason=complete.exemption_reason,
        basis=complete.exemption_basis,
        start=complete.exempt_from,
        review_on=complete.exempt_review_on,
    )
    refuse_if_any(objections_to_exemption(Category.EXEMPT, given, clock.today()))
    months = rulesets.rules(clock.today()).exemption_review_months
    review_on = complete.exempt_review_on or review_day(complete.exempt_from, months)
    _describe_exemption(
        liaison, complete.exemption_reason, complete.exemption_basis, complete.exempt_from, review_on
    )
    return liaison


@use_case
def end_liaison(actor: Actor, liaison_ref: str, end: EndLiaison) -> Liaison:
    """The commune committee ends a liaison in force, on a day from its beginning up to today."""
    liaison = fetch(actor, Permission.LIAISON_END, Liaison, liaison_ref)
    if liaison.state not in (_L.ACTIVE, _L.EXEMPTED):
        raise Refused(LIAISON.says[liaison.state])
    if end.ended_on > clock.today():
        raise Refused("The last day cannot be after today, %(today)s.", field="ended_on", today=clock.today())
    if liaison.started_on and end.ended_on < liaison.started_on:
        raise Refused(
            "The liaison began on %(start)s: write that day or a later one.",
            field="ended_on",
            start=liaison.started_on,
        )
    close(actor, liaison, end.because, end.ended_on)
    announce(LiaisonEnded(organisation_id=liaison.workplace_id, liaison_ref=liaison.ref))
    return liaison


def _issuer_of(liaison: Liaison) -> int:
    """The workplace organisation that sent the letter; without one, the cell of Party life."""
    return next((letter.issuer_id for letter in _live_letters(liaison)), liaison.workplace_id)
