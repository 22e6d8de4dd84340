"""Who is convened to a meeting: the list is made and frozen on the day of convening, and only grows after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from access import Actor, Permission, fetch, require
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.events import MeetingConvened
from domain.lifecycles import MEETING, step
from domain.meetings import Bond, Seat, further_seats, seats
from models import Attendance, Meeting, Member, db
from models.vocabulary import MeetingStage, MeetingState
from queries import meetings
from services import audit
from services.announcements import announce
from services.meetings import PlanMeeting, mark, names_of, objections, plan_meeting
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendList:
    """Exempt members to be invited as guests, by their references; who has come to the cell since is added anyway."""

    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting as it would be convened, and how many would be."""

    plan: PlanMeeting
    convened: int


def prepare_meeting(actor: Actor, plan: PlanMeeting) -> Prepared:
    """What convening would do, for the check page; raises its `Refused`, and nothing is written."""
    require(actor, Permission.MEETING_HOLD)
    refuse_if_any(objections(plan, took_place=plan.took_place))
    return Prepared(plan, len(_listed(actor.organisation_id, plan.on)))


@use_case
def convene_meeting(actor: Actor, plan: PlanMeeting) -> Meeting:
    """Plan a meeting and convene its members, in one act."""
    meeting = plan_meeting(actor, plan)
    _convene(actor, meeting)
    return meeting


@use_case
def convene_planned(actor: Actor, ref: str) -> Meeting:
    """Convene the members to a meeting that stands in the calendar."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, ref)
    _convene(actor, meeting)
    return meeting


@use_case
def extend_list(actor: Actor, ref: str, extend: ExtendList) -> Meeting:
    """Add those who have come to the cell since, and guests, behind the last number of a meeting not held yet."""
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, ref)
    if meeting.state.is_held:
        raise Refused("Attendance at this meeting has been saved: nobody can be put on its list any more.")
    if meeting.state is not MeetingState.CONVENED:
        raise Refused(MEETING.says[meeting.state])
    known = meetings.bonds(meeting.cell_id)
    taken = meetings.numbers(meeting.id)
    new = further_seats(known, meeting.on, _ids(extend.guests, known), taken)
    if not new:
        raise Refused("Everybody is on the list already. To invite an exempt comrade, tick the name first.")
    _seat(meeting, new)
    return meeting


def _convene(actor: Actor, meeting: Meeting) -> None:
    meeting.state = step(MEETING, meeting.state, MeetingState.CONVENED)
    meeting.convened_on = min(meeting.on, clock.today())
    _seat(meeting, _listed(meeting.cell_id, meeting.on))
    mark(actor, meeting, MeetingStage.CONVENED)


def _listed(cell_id: int | None, on: date) -> list[Seat]:
    listed = seats(meetings.bonds(cell_id), on)
    if not listed:
        raise Refused("The cell has no member in liaison to convene yet.")
    return listed


def _seat(meeting: Meeting, listed: Sequence[Seat]) -> None:
    """Write the list past the unit of work, with one entry of the trail, and ring at each account on it."""
    rows = [
        {
            "meeting_id": meeting.id,
            "member_id": seat.member_id,
            "number": seat.number,
            "is_guest": seat.is_guest,
        }
        for seat in listed
    ]
    db.session.execute(insert(Attendance), rows)
    guests = sum(seat.is_guest for seat in listed)
    audit.note("meeting", meeting.id, meeting.cell_id, convened=len(listed) - guests, guests=guests)
    if meeting.on >= clock.today():
        announce(MeetingConvened(**names_of(meeting)))


def _ids(refs: Sequence[str], known: Sequence[Bond]) -> set[int]:
    """Who is meant by these references; somebody who is not of the cell is refused."""
    wanted = set(db.session.scalars(select(Member.id).where(Member.ref.in_(refs))))
    if len(wanted) != len(set(refs)) or not wanted <= {bond.member_id for bond in known}:
        raise Refused("Choose among the answers shown.", field="guests")
    return wanted
