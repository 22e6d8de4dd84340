"""Meetings of a cell: planned, moved, cancelled; who is convened stands in services/convening.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select

from access import Actor, Permission, fetch, require
from adapters import clock
from domain.errors import Conflict, Refused, refuse_if_any
from domain.events import MeetingCancelled, MeetingMoved
from domain.lifecycles import MEETING, step
from domain.links import web_address
from domain.meetings import objections_to_day
from domain.secrecy import objections_to_marks
from models import Attendance, Meeting, MeetingStep, db
from models.vocabulary import MeetingKind, MeetingStage, MeetingState, label
from queries import rulesets
from services.announcements import announce
from services.unit import use_case

_S = MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What, when and where: a room, an address on line, or both."""

    kind: MeetingKind
    on: date
    hour: time
    place: str | None = None
    link: str | None = None
    agenda: str | None = None

    @property
    def starts_at(self) -> datetime:
        """The moment at which it begins in Viet Nam."""
        return datetime.combine(self.on, self.hour, clock.HERE)

    @property
    def is_online(self) -> bool:
        """Whether one may take part on line."""
        return self.link is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMeeting(Arrangement):
    """A meeting to come, or one that took place and is written down afterwards."""

    took_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMeeting(Arrangement):
    """The whole of what is arranged, as it should be."""

    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMeeting:
    """Why the meeting does not take place."""

    reason: str


@use_case
def plan_meeting(actor: Actor, plan: PlanMeeting) -> Meeting:
    """Put a meeting of the actor's own cell into the calendar; nobody hears of it yet (article 4, item 3)."""
    require(actor, Permission.MEETING_HOLD)
    refuse_if_any(objections(plan, took_place=plan.took_place))
    meeting = Meeting(
        cell_id=actor.organisation_id,
        state=_S.PLANNED,
        rule_set_id=rulesets.in_force(min(plan.on, clock.today())).id,
        created_at=clock.now(),
    )
    _arrange(meeting, plan)
    db.session.add(meeting)
    db.session.flush()
    mark(actor, meeting, MeetingStage.PLANNED)
    return meeting


@use_case
def edit_meeting(actor: Actor, ref: str, edit: EditMeeting) -> Meeting:
    """Put the arrangement right; those already convened hear of a new time or place, and calendars take it over."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, ref)
    if meeting.version != edit.version:
        raise Conflict(
            "Somebody else changed this while you had it open. Please look at it again.",
            theirs=_in_short(meeting),
        )
    _insist_not_begun(
        meeting,
        label("Attendance at this meeting has been saved: its time and place stay as they are."),
    )
    refuse_if_any(objections(edit, took_place=meeting.on < clock.today()))
    before = _in_short(meeting)
    is_moved = (meeting.starts_at, meeting.place, meeting.link) != (edit.starts_at, edit.place, _link(edit))
    _arrange(meeting, edit)
    if is_moved and meeting.state is _S.CONVENED:
        meeting.sequence += 1
        mark(actor, meeting, MeetingStage.MOVED, f"{before} → {_in_short(meeting)}")
        if meeting.on >= clock.today():
            announce(MeetingMoved(**names_of(meeting), sequence=meeting.sequence))
    return meeting


@use_case
def cancel_meeting(actor: Actor, ref: str, cancel: CancelMeeting) -> Meeting:
    """Call a meeting off, with the reason; those convened hear of it, and calendars strike it out."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, ref)
    if not cancel.reason.strip():
        raise Refused("Write why the meeting does not take place.", field="reason")
    refuse_if_any(objections_to_marks(reason=cancel.reason))
    _insist_not_begun(
        meeting, label("Attendance at this meeting has been saved: it can no longer be cancelled.")
    )
    was_convened = meeting.state is _S.CONVENED
    meeting.state = step(MEETING, meeting.state, _S.CANCELLED)
    meeting.cancelled_because = cancel.reason
    meeting.sequence += 1
    mark(actor, meeting, MeetingStage.CANCELLED, cancel.reason)
    if was_convened and meeting.on >= clock.today():
        announce(MeetingCancelled(**names_of(meeting)))
    return meeting


def objections(plan: Arrangement, *, took_place: bool) -> Iterator[Refused]:
    """All that speaks against an arrangement, each on its field."""
    yield from objections_to_day(plan.on, clock.today(), took_place=took_place)
    if not plan.place and not plan.link:
        yield Refused("Write the venue, or the address of the meeting on line.", field="place")
    yield from objections_to_marks(place=plan.place, agenda=plan.agenda)
    if plan.link:
        try:
            _link(plan)
        except Refused as refused:
            yield refused


def mark(actor: Actor, meeting: Meeting, stage: MeetingStage, note: str | None = None) -> None:
    """Write down what happened to a meeting, when and by whom; one that is new must have been flushed."""
    db.session.add(
        MeetingStep(meeting_id=meeting.id, stage=stage, at=clock.now(), by_id=actor.account_id, note=note)
    )


def names_of(meeting: Meeting) -> dict[str, Any]:
    """What every event about a meeting tells."""
    return {"meeting_id": meeting.id, "invitation_ref": meeting.invitation_ref}


def _insist_not_begun(meeting: Meeting, sentence: str) -> None:
    """Refuse what nobody may change once somebody was said to be there."""
    if meeting.state.is_held:
        raise Refused(sentence)
    if meeting.state is _S.CANCELLED:
        raise Refused(MEETING.says[_S.CANCELLED])
    known = select(func.count()).where(Attendance.meeting_id == meeting.id, Attendance.status.is_not(None))
    count = db.session.scalar(known)
    if count:
        raise Refused("%(count)s comrades have already checked in to this meeting.", count=count)


def _link(plan: Arrangement) -> str | None:
    return web_address(plan.link, field="link") if plan.link else None


def _arrange(meeting: Meeting, plan: Arrangement) -> None:
    meeting.kind, meeting.on, meeting.starts_at = plan.kind, plan.on, plan.starts_at
    meeting.place, meeting.link, meeting.agenda = plan.place, _link(plan), plan.agenda


def _in_short(meeting: Meeting) -> str:
    """When and where, in figures that every language reads."""
    local = meeting.starts_at.astimezone(clock.HERE)
    told = f"{local.hour}:{local.minute:02d} {local.day}/{local.month}/{local.year}"
    return ", ".join(part for part in (told, meeting.place) if part)
