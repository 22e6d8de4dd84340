"""Minutes of meetings in sight: their editions, what a new draft proposes, the opinions raised in a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, may, within
from models import Meeting, Minutes, Opinion, db
from models.vocabulary import OpinionState
from queries.meetings import WITH_HEAD


def latest(meeting_id: int) -> Minutes | None:
    """The last edition of the minutes of a meeting in sight, draft or signed."""
    return db.session.scalar(
        select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(Minutes.edition.desc()).limit(1)
    )


def signed_number(meeting_id: int) -> str | None:
    """The number under which the minutes of a meeting were signed first."""
    return db.session.scalar(
        select(Minutes.number_text).where(Minutes.meeting_id == meeting_id, Minutes.edition == 1)
    )


def editions(actor: Actor, meeting: Meeting) -> Sequence[Minutes]:
    """The editions of the minutes of a meeting in sight, the latest first; who only reads sees the signed ones."""
    return db.session.scalars(_in_sight(actor, select(Minutes).where(Minutes.meeting_id == meeting.id))).all()


def editions_as_papers(actor: Actor, meeting_ref: str) -> Sequence[tuple[Minutes, Meeting]]:
    """The same with what the head of a paper says of the meeting; none where the meeting is out of sight."""
    found = (
        select(Minutes, Meeting)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(within(actor, Permission.MEETING_READ, Meeting), Meeting.ref == meeting_ref)
        .options(*WITH_HEAD)
    )
    return [(one, meeting) for one, meeting in db.session.execute(_in_sight(actor, found))]


def _in_sight(actor: Actor, editions: Any) -> Any:
    if not may(actor, Permission.MEETING_HOLD):
        editions = editions.where(Minutes.signed_at.is_not(None))
    return editions.order_by(Minutes.edition.desc()).options(joinedload(Minutes.signed_by))


def last_note_taker(actor: Actor) -> str | None:
    """Who took the notes at the cell's last meeting with minutes: proposed for the next ones."""
    return db.session.scalar(
        select(Minutes.note_taker)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(within(actor, Permission.MEETING_HOLD, Meeting), Minutes.note_taker.is_not(None))
        .order_by(Meeting.on.desc(), Minutes.id.desc())
        .limit(1)
    )


def opinions(actor: Actor, meeting: Meeting) -> Sequence[Opinion]:
    """The opinions raised in a meeting, in order, with those who raised them."""
    found: Any = select(Opinion).where(
        within(actor, Permission.OPINION_READ, Opinion), Opinion.meeting_id == meeting.id
    )
    return db.session.scalars(found.order_by(Opinion.id).options(joinedload(Opinion.member))).all()


def still_open() -> ColumnElement[bool]:
    """Opinions that wait for an answer, or whose answer has still to be told to who raised it."""
    is_told = (Opinion.state == OpinionState.TOLD) | (
        (Opinion.state == OpinionState.ANSWERED) & Opinion.member_id.is_(None)
    )
    return ~is_told
