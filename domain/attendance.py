"""Who counts at a meeting, what the marks on its list say of each, and where two savings differ (BR-08)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from domain.errors import Conflict, Refused
from domain.lifecycles import MEETING
from domain.meetings import Window
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    Category,
    LiaisonState,
    MeetingState,
    Word,
    label,
)

_S = AttendanceStatus
_IN_FORCE = (LiaisonState.ACTIVE, LiaisonState.EXEMPTED, LiaisonState.ENDED)


class Way(Word):
    """What one marks on the list: those absent, or in a big cell those present."""

    ABSENT = "absent", label("Mark those absent")
    PRESENT = "present", label("Mark those present")

    @property
    def other(self) -> Way:
        """The other way."""
        return Way.PRESENT if self is Way.ABSENT else Way.ABSENT


class Standing(Word):
    """How a name on the list counts on the day of the meeting."""

    COUNTED = "counted", label("Convened")
    GUEST = "guest", label("Guest, never counted absent")
    LEFT = "left", label("Not counted: left the cell before this meeting")
    LATER = "later", label("Not counted: came to the cell after this meeting")

    @property
    def is_out(self) -> bool:
        """Whether the meeting has nothing to say about this member."""
        return self in (Standing.LEFT, Standing.LATER)


@dataclass(frozen=True, slots=True)
class Bond:
    """What of a liaison decides how its member counts at a meeting."""

    cell_id: int | None
    state: LiaisonState
    category: Category
    started_on: date | None
    ended_on: date | None
    exempt_from: date | None

    def is_in_force(self, on: date) -> bool:
        """Whether the member was in liaison on a day; the last day still belongs to it."""
        return (
            self.state in _IN_FORCE
            and (self.started_on is None or self.started_on <= on)
            and (self.ended_on is None or on <= self.ended_on)
        )

    def is_exempt(self, on: date) -> bool:
        """Whether the member was exempt from the activities of the residence on a day (Guidance 33, section 1)."""
        return self.category is Category.EXEMPT and (self.exempt_from is None or self.exempt_from <= on)


class Said(Protocol):
    """What was said of somebody until now."""

    @property
    def status(self) -> AttendanceStatus | None:
        """Where he or she stands."""

    @property
    def source(self) -> AttendanceSource | None:
        """How that came to be known."""


class Line(Said, Protocol):
    """What the rules need to know of a name on the list."""

    @property
    def number(self) -> int:
        """Its number, on the screen and on paper."""

    @property
    def standing(self) -> Standing:
        """How it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What was marked on the list of a meeting."""

    way: Way
    marked: frozenset[int]
    reasons: Mapping[int, AttendanceStatus] = field(default_factory=dict)
    """Of those absent: with reason or without, where somebody said."""
    guests: frozenset[int] | None = None
    """Guests who came; None leaves them as they are."""
    online: frozenset[int] = frozenset()
    is_online: bool = False
    """The meeting is held on line only: whoever takes part does so there."""


def first_way(names: int, presence_first_above: int) -> Way:
    """How the page begins: by marking those absent; in a big cell those present, so that nobody is by default."""
    return Way.PRESENT if names > presence_first_above else Way.ABSENT


def standing(bonds: Iterable[Bond], cells: Collection[int], on: date, *, is_guest: bool) -> Standing:
    """How a listed member counts: by the liaison with the cell, or with one into which the cell went whole.

    Who left before the day or came after it is not counted; who is exempt by then is a guest (BR-08, rule 7.5).
    """
    here = [bond for bond in bonds if bond.cell_id in cells]
    in_force = [bond for bond in here if bond.is_in_force(on)]
    if in_force:
        return (
            Standing.GUEST if is_guest or any(bond.is_exempt(on) for bond in in_force) else Standing.COUNTED
        )
    is_later = any(bond.started_on is not None and on < bond.started_on for bond in here)
    return Standing.LATER if is_later else Standing.LEFT


def has_checked_in(one: Said) -> bool:
    """Whether a member said by the own phone that he or she was there."""
    return one.source is AttendanceSource.SCAN and _was_there(one)


def is_fixed(line: Line) -> bool:
    """Whether a name is present whatever is marked on the list: the member checked in, and counts."""
    return has_checked_in(line) and not line.standing.is_out


def becomes_guest(line: Line, *, is_guest: bool) -> bool:
    """Whether a member who was convened has become exempt by the day of the meeting (BR-08)."""
    return line.standing is Standing.GUEST and not is_guest


def said(line: Line, marks: Marks) -> AttendanceStatus | None:
    """What the marks say of one name; a guest who did not come is not mentioned."""
    if line.standing.is_out:
        return _S.NOT_COUNTED
    if is_fixed(line):
        return line.status
    if line.standing is Standing.GUEST:
        came = _was_there(line) if marks.guests is None else line.number in marks.guests
    else:
        came = (line.number in marks.marked) is (marks.way is Way.PRESENT)
    if came:
        return _S.ONLINE if marks.is_online or line.number in marks.online else _S.PRESENT
    return None if line.standing is Standing.GUEST else marks.reasons.get(line.number, _S.ABSENT)


def _was_there(one: Said) -> bool:
    return one.status is not None and one.status.is_present


class Whose(Word):
    """Which of two savings is kept of one comrade."""

    MINE = "mine", label("As you marked it")
    THEIRS = "theirs", label("As it was saved")


Sayings = Mapping[int, AttendanceStatus | None]
"""What is said of each number."""


def differences(mine: Sayings, theirs: Sayings) -> tuple[int, ...]:
    """The numbers of which two savings say different things."""
    return tuple(sorted(number for number in mine if mine[number] is not theirs.get(number)))


def merged(
    mine: Sayings, theirs: Sayings, keep_theirs: Collection[int]
) -> dict[int, AttendanceStatus | None]:
    """One saving out of two: mine, save for those of whom the other one is kept."""
    return {number: theirs.get(number) if number in keep_theirs else mine[number] for number in mine}


class Overtaken(Conflict):
    """Somebody saved this attendance since the page was opened, and said other things of some people."""

    def __init__(
        self, name: str, at: datetime, savings: int, numbers: tuple[int, ...], mine: Sayings
    ) -> None:
        super().__init__(
            "Comrade %(name)s saved this attendance at %(at)s. Choose what is right for each comrade.",
            name=name,
            at=at,
        )
        self.name, self.at, self.savings = name, at, savings
        self.numbers, self.mine = numbers, mine


_WHY_NOT = {
    MeetingState.SIGNED: label(
        "The minutes of this meeting have been signed: its attendance stays as it is."
    ),
    MeetingState.CLOSED: label("This meeting has been closed: its attendance stays as it is."),
}


def objection_to_saving(state: MeetingState, on: date, today: date) -> Refused | None:
    """Why attendance cannot be saved: not convened, cancelled, minutes signed, or its day is still to come."""
    if state not in (MeetingState.CONVENED, MeetingState.HELD):
        return Refused(_WHY_NOT.get(state, MEETING.says[state]))
    if today < on:
        return Refused("This meeting is on %(day)s: attendance is taken from that day on.", day=on)
    return None


_WHY_OUT = {
    Standing.LEFT: label("Your liaison with this cell ended before the meeting. Nothing was recorded."),
    Standing.LATER: label("Your liaison with this cell began after the meeting. Nothing was recorded."),
}


def objection_to_check_in(
    state: MeetingState, standing: Standing, window: Window, now: datetime
) -> Refused | None:
    """Why a member cannot check in by the own phone: the meeting, the own liaison, or the hours, in words."""
    if state not in (MeetingState.CONVENED, MeetingState.HELD):
        return Refused(_WHY_NOT.get(state, MEETING.says[state]))
    if standing.is_out:
        return Refused(_WHY_OUT[standing])
    if now < window.opens_at:
        return Refused(
            "It is too early: checking in is open from %(opens)s to %(closes)s. Nothing was recorded.",
            opens=window.opens_at,
            closes=window.closes_at,
        )
    if now > window.closes_at:
        return Refused(
            "Checking in was open from %(opens)s to %(closes)s and is over. Nothing was recorded. "
            "If you were there, tell the secretary.",
            opens=window.opens_at,
            closes=window.closes_at,
        )
    return None
