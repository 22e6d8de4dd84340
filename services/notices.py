"""The life of a notice: opened, acknowledged, taken back, questioned, answered, processed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch
from adapters import clock
from domain.deadlines import add_working_days
from domain.errors import Refused, refuse_if_any
from domain.events import (
    NoticeAcknowledged,
    NoticeAnswered,
    NoticeDisputed,
    NoticeProcessed,
    NoticeUndone,
)
from domain.lifecycles import NOTICE, step
from domain.secrecy import objections_to_marks
from models import Account, Notice, NoticeStep, db
from models.vocabulary import NoticeEffect, NoticeState, Step
from queries import rulesets
from queries.notices import WITH_ALL, history
from services.announcements import announce
from services.consequences import carry_out
from services.credentials import insist_fresh
from services.dossiers import open_dossier
from services.notifications import hush
from services.sending import KNOWN, mark, names_of, page_of
from services.unit import use_case

TO_UNDO = timedelta(minutes=10)
"""How long the person who acknowledged may take it back."""
_S = NoticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeNotice:
    """What seems wrong to the receiver."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice:
    """What the workplace answers."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessNotice:
    """What the receiver does about the liaison: what the change asks, or nothing."""

    effect: NoticeEffect


@dataclass(frozen=True, slots=True)
class Opened:
    """A notice that was opened, to whom its change was told, its steps until then; without steps it is still shut."""

    notice: Notice
    receivers: tuple[str, ...]
    steps: tuple[NoticeStep, ...]


@use_case
def open_notice(actor: Actor, ref: str, *, knowingly: bool = False) -> Opened:
    """Open a notice received; the first time is a step that sender and member see.

    That of a sanction is opened only knowingly, after a fresh sign-in; until then it comes back unopened.
    """
    notice = fetch(actor, Permission.NOTICE_READ, Notice, ref, *WITH_ALL)
    if notice.is_restricted and not knowingly:
        return Opened(notice, (), ())
    if notice.is_restricted:
        insist_fresh(actor)
    receivers, steps = history(notice.id, notice.change_id)
    if notice.state is not _S.WITHDRAWN and not any(one.step in KNOWN for one in steps):
        mark(actor, notice, Step.OPENED)
    open_dossier(actor, notice.member_id, "notices.show")
    return Opened(notice, tuple(receivers), tuple(steps))


@use_case
def acknowledge_notice(actor: Actor, ref: str) -> Notice:
    """Receive a notice by name, for the office; whoever comes second is told who did it and when.

    Once more by the same person, from a page that is no longer fresh, changes nothing and is no fault.
    """
    notice = _held(actor, ref)
    if notice.acknowledged_at is not None and notice.state is not _S.WITHDRAWN:
        if notice.acknowledged_by_id == actor.account_id:
            return notice
        raise Refused(
            "Comrade %(name)s acknowledged this notice at %(at)s.",
            name=db.session.get_one(Account, notice.acknowledged_by_id).full_name,
            at=notice.acknowledged_at,
        )
    _refuse_while_asked(notice)
    notice.state = step(NOTICE, notice.state, _S.ACKNOWLEDGED)
    notice.acknowledged_at, notice.acknowledged_by_id = clock.now(), actor.account_id
    mark(actor, notice, Step.ACKNOWLEDGED)
    hush(page_of(notice), (notice.receiver_id, notice.escalated_to_id))
    announce(NoticeAcknowledged(**names_of(notice)))
    return notice


@use_case
def undo_acknowledgement(actor: Actor, ref: str) -> Notice:
    """Take one's own acknowledgement back within ten minutes; nobody else may, and not once it was processed."""
    notice = _held(actor, ref)
    if notice.state is _S.PROCESSED:
        raise Refused(NOTICE.says[_S.PROCESSED])
    if notice.acknowledged_at is None or notice.acknowledged_by_id != actor.account_id:
        raise Refused("Only the person who acknowledged the notice can take this back.")
    if clock.now() - notice.acknowledged_at > TO_UNDO:
        raise Refused("Ten minutes have passed. Ask the sender a question instead.")
    _refuse_while_asked(notice)
    notice.state = step(NOTICE, notice.state, _S.SENT)
    notice.acknowledged_at = notice.acknowledged_by_id = None
    mark(actor, notice, Step.UNDONE)
    announce(NoticeUndone(**names_of(notice)))
    return notice


@use_case
def dispute_notice(actor: Actor, ref: str, dispute: DisputeNotice) -> Notice:
    """Ask the sender because a notice seems wrong; the ladder rests until the answer comes."""
    notice = _held(actor, ref)
    if not dispute.reason.strip():
        raise Refused("Write what seems wrong.", field="reason")
    refuse_if_any(objections_to_marks(reason=dispute.reason))
    notice.state = step(NOTICE, notice.state, _S.DISPUTED)
    notice.disputed_because = dispute.reason
    mark(actor, notice, Step.DISPUTED, dispute.reason)
    hush(page_of(notice), (notice.receiver_id, notice.escalated_to_id))
    announce(NoticeDisputed(**names_of(notice)))
    return notice


@use_case
def answer_notice(actor: Actor, ref: str, answer: AnswerNotice) -> Notice:
    """Answer the receiver's question; the notice goes back to where it stood and its ladder counts from today."""
    notice = fetch(actor, Permission.NOTICE_ANSWER, Notice, ref, joinedload(Notice.change))
    if notice.is_restricted:
        insist_fresh(actor)
    if notice.state is not _S.DISPUTED:
        raise Refused("No question about this notice is waiting for an answer.")
    if not answer.answer.strip():
        raise Refused("Write the answer.", field="answer")
    refuse_if_any(objections_to_marks(answer=answer.answer))
    was_acknowledged = notice.acknowledged_at is not None
    notice.state = step(NOTICE, notice.state, _S.ACKNOWLEDGED if was_acknowledged else _S.SENT)
    notice.counted_from = clock.today()
    days = rulesets.rules(clock.today()).notice_days
    notice.due_on = add_working_days(clock.today(), days, rulesets.holidays())
    mark(actor, notice, Step.ANSWERED, answer.answer)
    announce(NoticeAnswered(**names_of(notice)))
    return notice


@use_case
def process_notice(actor: Actor, ref: str, process: ProcessNotice) -> Notice:
    """Draw the consequence of an acknowledged notice on the liaison; a second receiver finds it drawn already."""
    notice = _held(actor, ref)
    if process.effect not in (notice.asks, NoticeEffect.NONE):
        raise Refused("Choose one of the answers shown.", field="effect")
    effective_on = notice.change.effective_on
    if process.effect is not NoticeEffect.NONE and effective_on > clock.today():
        raise Refused(
            "This takes effect on %(day)s. Process the notice from that day on.",
            field="effect",
            day=effective_on,
        )
    notice.state = step(NOTICE, notice.state, _S.PROCESSED)
    notice.effect, notice.processed_at = process.effect, clock.now()
    mark(actor, notice, Step.PROCESSED)
    carry_out(actor, notice.change, process.effect, clock.today())
    announce(NoticeProcessed(**names_of(notice)))
    return notice


def _refuse_while_asked(notice: Notice) -> None:
    """A question to the sender waits for its answer: nothing else may make it forgotten."""
    if notice.state is _S.DISPUTED:
        raise Refused(NOTICE.says[_S.DISPUTED])


def _held(actor: Actor, ref: str) -> Notice:
    """A notice that the actor's office may deal with, locked, with its change; a sanction asks for a fresh sign-in."""
    notice = fetch(actor, Permission.NOTICE_ACKNOWLEDGE, Notice, ref, joinedload(Notice.change))
    if notice.is_restricted:
        insist_fresh(actor)
    return notice
