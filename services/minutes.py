"""Minutes of a meeting: kept as a draft, signed and then frozen, amended by the next edition; the meeting closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, select

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import Conflict, Refused, refuse_if_any
from domain.lifecycles import MEETING, step
from domain.meetings import ended_at
from domain.numbering import number_text
from domain.secrecy import objections_to_marks
from models import Meeting, Minutes, Opinion, Organisation, db
from models.vocabulary import MeetingStage, MeetingState, Paper
from queries import minutes as editions
from queries import rulesets
from queries.minutes import still_open
from services.meetings import mark
from services.numbers import symbol_of, take
from services.unit import use_case

DOCUMENT = "BB"
"""The series in which minutes are numbered (BR-12); the symbol in the number, 01-BB/CB, is the rule set's."""
_S = MeetingState
_TEXTS = ("agenda", "information", "theme", "discussion", "conclusions", "chair", "note_taker")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMinutes:
    """The whole text of the draft, as it should be."""

    agenda: str | None = None
    information: str | None = None
    theme: str | None = None
    discussion: str | None = None
    conclusions: str | None = None
    chair: str | None = None
    note_taker: str | None = None
    ended: time | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMinutes:
    """The draft as it was read before it is signed."""

    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendMinutes:
    """Why signed minutes get a new edition."""

    reason: str


@use_case
def keep_minutes(actor: Actor, meeting_ref: str, keep: KeepMinutes) -> Minutes:
    """Save the draft; what somebody else saved meanwhile is told and stays as it is."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    if meeting.state in (_S.PLANNED, _S.CANCELLED):
        raise Refused(MEETING.says[meeting.state])
    draft = editions.latest(meeting.id)
    if draft is not None and draft.signed_at is not None:
        raise Refused("These minutes have been signed. To change them, make a new edition with its reason.")
    _insist_seen(draft, keep.version)
    texts = {name: getattr(keep, name) for name in _TEXTS}
    refuse_if_any(objections_to_marks(**texts))
    if draft is None:
        draft = Minutes(meeting_id=meeting.id, edition=1)
        db.session.add(draft)
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.ended_at = ended_at(meeting.starts_at, keep.ended, clock.HERE) if keep.ended else None
    return draft


@use_case
def sign_minutes(actor: Actor, meeting_ref: str, sign: SignMinutes) -> Minutes:
    """Sign the draft that was read: it is numbered, and from then on the database itself keeps it as it is (BR-12)."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    draft = editions.latest(meeting.id)
    if draft is None:
        raise Refused("There are no minutes to sign yet.")
    if draft.signed_at is not None:
        raise Refused(MEETING.says[_S.SIGNED])
    _insist_seen(draft, sign.version)
    refuse_if_any(_gaps(draft))
    if meeting.state is not _S.SIGNED:
        meeting.state = step(MEETING, meeting.state, _S.SIGNED)
    draft.number_text = _number(meeting, draft)
    draft.signed_at, draft.signed_by_id = clock.now(), actor.account_id
    stage = MeetingStage.SIGNED if draft.edition == 1 else MeetingStage.AMENDED
    mark(actor, meeting, stage, draft.amended_because)
    return draft


@use_case
def amend_minutes(actor: Actor, meeting_ref: str, amend: AmendMinutes) -> Minutes:
    """Begin a new edition of signed minutes, with the reason; the earlier ones stay readable."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    if not amend.reason.strip():
        raise Refused("Write why the minutes are amended.", field="reason")
    refuse_if_any(objections_to_marks(reason=amend.reason))
    before = editions.latest(meeting.id)
    if before is None or before.signed_at is None:
        raise Refused("The minutes of this meeting have not been signed yet: correct the draft.")
    text = {name: getattr(before, name) for name in (*_TEXTS, "ended_at")}
    edition = Minutes(meeting_id=meeting.id, edition=before.edition + 1, amended_because=amend.reason, **text)
    db.session.add(edition)
    return edition


@use_case
def drop_amendment(actor: Actor, meeting_ref: str) -> Meeting:
    """Give up a new edition that has not been signed; the one before it stays in force."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    draft = editions.latest(meeting.id)
    if draft is None or draft.edition == 1 or draft.signed_at is not None:
        raise Refused("There is no new edition to give up.")
    db.session.delete(draft)
    return meeting


@use_case
def close_meeting(actor: Actor, meeting_ref: str) -> Meeting:
    """Close a meeting whose minutes are signed and whose opinions have all been answered and told."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    draft = editions.latest(meeting.id)
    if meeting.state is _S.SIGNED and draft is not None and draft.signed_at is None:
        raise Refused("A new edition of the minutes is still to be signed or given up.")
    meeting.state = step(MEETING, meeting.state, _S.CLOSED)
    count = db.session.scalar(
        select(func.count()).select_from(Opinion).where(Opinion.meeting_id == meeting.id, still_open())
    )
    if count:
        raise Refused("%(count)s opinions of this meeting are still open.", count=count)
    mark(actor, meeting, MeetingStage.CLOSED)
    return meeting


def _insist_seen(draft: Minutes | None, version: int) -> None:
    if (draft.version if draft is not None else 0) != version:
        raise Conflict(
            "Somebody else changed this while you had it open. Please look at it again.",
            theirs=_in_full(draft) if draft is not None else None,
        )


def _in_full(draft: Minutes) -> str:
    """The text of a draft, paragraph by paragraph."""
    return "\n\n".join(text for name in _TEXTS if (text := getattr(draft, name)))


def _gaps(draft: Minutes) -> Iterator[Refused]:
    """What minutes must not lack when they are signed."""
    if not draft.chair:
        yield Refused("Write who chaired the meeting.")
    if not draft.note_taker:
        yield Refused("Write who took the notes.")
    if not draft.conclusions:
        yield Refused("Write the conclusions.")


def _number(meeting: Meeting, draft: Minutes) -> str:
    """The number of the first edition; those that amend it keep it."""
    if draft.edition > 1:
        return str(editions.signed_number(meeting.id))
    cell = db.session.get_one(Organisation, meeting.cell_id)
    symbol = rulesets.rules_of(meeting.rule_set_id).symbols[Paper.MEETING_MINUTES]
    return number_text(take(cell, DOCUMENT), f"{symbol}/{symbol_of(cell)}")
