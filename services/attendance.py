"""Saving who was at a meeting, all names in one act; correcting it until the minutes are signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update

from access import Actor, Permission, fetch
from adapters import clock
from domain.attendance import (
    Marks,
    Overtaken,
    Sayings,
    Standing,
    Way,
    Whose,
    becomes_guest,
    differences,
    merged,
    objection_to_saving,
    said,
)
from domain.errors import refuse_if_any
from domain.lifecycles import MEETING, step
from domain.meetings import counts
from domain.paper_numbers import objection_to_unknown
from models import Account, Attendance, Meeting, MeetingStep, db
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    MeetingStage,
    MeetingState,
)
from queries.attendance import LateComer, RollLine, late_comers, roll
from services import audit
from services.last_contacts import refresh_last_contacts
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAttendance:
    """What was marked on the list of a meeting, and against which saving."""

    marked: frozenset[int]
    savings: int
    """How often the attendance had been saved when the page was opened."""
    way: Way = Way.ABSENT
    reasons: Mapping[int, AttendanceStatus] = field(default_factory=dict)
    guests: frozenset[int] | None = None
    online: frozenset[int] = frozenset()
    late: tuple[str, ...] = ()
    """References of members who came to the cell after the list was made, and were there."""
    seen: int = 0
    """The saving that the answers in `keep` are about."""
    keep: Mapping[int, Whose] = field(default_factory=dict)
    keep_all: bool = False
    source: AttendanceSource = AttendanceSource.LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveByNumbers(SaveAttendance):
    """The numbers of those absent, copied from the paper."""

    source: AttendanceSource = AttendanceSource.NUMBERS


def proposed(meeting: Meeting, lines: Iterable[RollLine], save: SaveAttendance) -> Sayings:
    """What would be saved of each number: for the check page, and for the saving itself."""
    marks = Marks(
        way=save.way,
        marked=save.marked,
        reasons=save.reasons,
        guests=save.guests,
        online=save.online,
        is_online=meeting.place is None,
    )
    return {line.number: said(line, marks) for line in lines}


@use_case
def save_attendance(actor: Actor, meeting_ref: str, save: SaveAttendance) -> Meeting:
    """Write down who was at a meeting, which makes it held (article 4, item 3); somebody else's saving is asked about.

    A correction is the same act once more, until the minutes are signed.
    """
    meeting = fetch(actor, Permission.MEETING_HOLD, Meeting, meeting_ref)
    lines = roll(actor, meeting)
    unknown = objection_to_unknown(save.marked, [line.number for line in lines], field="marked")
    closed = objection_to_saving(meeting.state, meeting.on, clock.today())
    refuse_if_any(refused for refused in (closed, unknown) if refused is not None)
    mine = _agreed(
        meeting, proposed(meeting, lines, save), {line.number: line.status for line in lines}, save
    )
    came = [one for one in late_comers(actor, meeting) if one.ref in save.late]
    changed = [line for line in lines if _is_news(line, mine)]
    is_first = meeting.state is MeetingState.CONVENED
    if not (is_first or changed or came):
        return meeting
    _write(changed, mine, save.source)
    _add(meeting, came, max((line.number for line in lines), default=0))
    _mark(actor, meeting)
    met = {line.member_id for line in lines if _is_contact(line, mine, is_first)}
    met |= {one.member_id for one in came}
    if met:
        refresh_last_contacts(meeting.cell_id, met)
    _tell(meeting, lines, mine, len(changed) + len(came))
    return meeting


def _agreed(meeting: Meeting, mine: Sayings, theirs: Sayings, save: SaveAttendance) -> Sayings:
    """What is to be written; raises `Overtaken` while the two savings differ and nobody has said which is right."""
    differing = differences(mine, theirs)
    if save.savings == meeting.savings or not differing:
        return mine
    is_answered = save.seen == meeting.savings and (save.keep_all or set(differing) <= set(save.keep))
    if not is_answered:
        raise _overtaken(meeting, differing, mine)
    if save.keep_all:
        return mine
    return merged(mine, theirs, [number for number, whose in save.keep.items() if whose is Whose.THEIRS])


def _overtaken(meeting: Meeting, differing: tuple[int, ...], mine: Sayings) -> Overtaken:
    """Who saved meanwhile is read once the lock is held: a join in the locking statement would see who did before."""
    by = db.session.get(Account, meeting.attendance_by_id) if meeting.attendance_by_id else None
    name, at = by.full_name if by else "", meeting.attendance_at or clock.now()
    return Overtaken(name, at, meeting.savings, differing, mine)


def _is_news(line: RollLine, mine: Sayings) -> bool:
    return mine[line.number] is not line.status or becomes_guest(line, is_guest=line.is_guest)


def _write(changed: Sequence[RollLine], mine: Sayings, source: AttendanceSource) -> None:
    """Change the rows that say something else than before, in one statement."""
    rows: list[dict[str, Any]] = []
    for line in changed:
        status = mine[line.number]
        is_new = status is not line.status
        rows.append(
            {
                "id": line.id,
                "status": status,
                "source": (source if status else None) if is_new else line.source,
                "arrived_at": None if is_new else line.arrived_at,
                "is_guest": line.is_guest or line.standing is Standing.GUEST,
            }
        )
    if rows:
        db.session.execute(update(Attendance), rows)


def _add(meeting: Meeting, came: Sequence[LateComer], last: int) -> None:
    """Put late-comers behind the last number as guests: they were not convened, and nobody's number changes."""
    status = AttendanceStatus.ONLINE if meeting.place is None else AttendanceStatus.PRESENT
    db.session.add_all(
        Attendance(
            meeting_id=meeting.id,
            member_id=one.member_id,
            number=number,
            is_guest=True,
            status=status,
            source=AttendanceSource.LIST,
        )
        for number, one in enumerate(came, start=last + 1)
    )


def _mark(actor: Actor, meeting: Meeting) -> None:
    """The meeting was held; who saved its attendance, and when."""
    if meeting.state is not MeetingState.HELD:
        meeting.state = step(MEETING, meeting.state, MeetingState.HELD)
    meeting.savings += 1
    meeting.attendance_at, meeting.attendance_by_id = clock.now(), actor.account_id
    db.session.add(
        MeetingStep(
            meeting_id=meeting.id, stage=MeetingStage.ATTENDANCE, at=clock.now(), by_id=actor.account_id
        )
    )


def _is_contact(line: RollLine, mine: Sayings, is_first: bool) -> bool:
    """Whether the last contact of this member may have changed: a meeting is a contact, a correction takes it back."""
    is_there, was_there = (
        status is not None and status.is_present for status in (mine[line.number], line.status)
    )
    return is_there is not was_there or (is_first and is_there)


def _tell(meeting: Meeting, lines: Sequence[RollLine], mine: Sayings, changed: int) -> None:
    """One entry of the trail that tells numbers and nobody's name."""
    told = counts((mine[line.number], line.standing is Standing.GUEST) for line in lines)
    audit.note(
        "attendance",
        meeting.id,
        meeting.cell_id,
        present=told.present,
        absent=told.missing,
        excused=told.excused,
        changed=changed,
    )
