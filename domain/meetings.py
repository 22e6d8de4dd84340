"""Meetings of a cell: half-years, who is convened, what counts as attendance (article 4, item 3; Guidance 33)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol, Self

from domain.errors import Refused
from domain.rules import Rules
from models.vocabulary import AttendanceStatus, Category, LiaisonState, MeetingKind, MeetingState, label

_DAY = timedelta(days=1)
_FURTHEST = 731
"""Days between today and a meeting: beyond two years it is a slip of the pen."""
_LONGEST = timedelta(hours=12)
_STORED = re.compile(r"([12][0-9]{3})-([12])")
_FIRST, _SECOND = label("First six months of %(year)s"), label("Last six months of %(year)s")


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """Six months in which a cell owes its working members a meeting (article 4, item 3)."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The half-year in which a day lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def from_stored(cls, text: str) -> Self:
        """The half-year back from its stored text; ValueError for any other text."""
        stored = _STORED.fullmatch(text)
        if stored is None:
            raise ValueError(f"{text!r} is no half-year")
        return cls(int(stored[1]), int(stored[2]))

    @property
    def stored(self) -> str:
        """2026-1, as it stands in the database and in addresses."""
        return f"{self.year:04d}-{self.half}"

    @property
    def text(self) -> str:
        """Its name in English, which takes the year as %(year)s."""
        return _FIRST if self.half == 1 else _SECOND

    @property
    def first(self) -> date:
        """1 January or 1 July."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """30 June or 31 December."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> HalfYear:
        """The half-year before this one."""
        return HalfYear.of(self.first - _DAY)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Gathering(Protocol):
    """What the rules need to know of a meeting."""

    @property
    def kind(self) -> MeetingKind:
        """What was called."""

    @property
    def state(self) -> MeetingState:
        """How far it came."""

    @property
    def on(self) -> date:
        """Its day in Viet Nam."""


def fulfilled_on(half: HalfYear, meetings: Iterable[Gathering]) -> date | None:
    """The day on which the cell first met its working members in a half-year, in a meeting that counts (BR-07)."""
    held = (one.on for one in meetings if one.kind.fulfils and one.state.is_held and one.on in half)
    return min(held, default=None)


def is_fulfilled(half: HalfYear, meetings: Iterable[Gathering]) -> bool:
    """Whether the cell met its working members in a half-year: one periodic or thematic meeting held (BR-07)."""
    return fulfilled_on(half, meetings) is not None


def forerunners(cell: int, successors: Mapping[int, Collection[int]]) -> frozenset[int]:
    """The cells whose earlier meetings count for a cell too: those that went into it whole, alone or with others.

    `successors` says into which cells each old one went. What was split counts for no part of it (domain rule 7.5).
    """
    return frozenset(old for old, new in successors.items() if set(new) == {cell})


@dataclass(frozen=True, slots=True)
class Bond:
    """What the list of a meeting needs to know of one member's liaison with the cell."""

    member_id: int
    state: LiaisonState
    category: Category
    sort_key: str
    started_on: date | None


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the list; the number stands on the screen and on the paper."""

    number: int
    member_id: int
    is_guest: bool = False


def is_convened(bond: Bond, on: date) -> bool:
    """Whether a member is convened to a meeting of that day: in liaison by then, and not exempt (BR-08)."""
    is_full = bond.state is LiaisonState.ACTIVE and bond.category is Category.FULL
    return is_full and (bond.started_on is None or bond.started_on <= on)


def may_be_guest(bond: Bond) -> bool:
    """Whether a member may be invited without being convened: exempt from activities, never counted absent (BR-08)."""
    return bond.state is LiaisonState.EXEMPTED


def seats(bonds: Iterable[Bond], on: date, invited: Collection[int] = ()) -> list[Seat]:
    """The list of a meeting: the convened in the Vietnamese order of their names, the guests numbered after them."""
    known = sorted(bonds, key=lambda bond: (bond.sort_key, bond.member_id))
    convened = [bond.member_id for bond in known if is_convened(bond, on)]
    guests = [bond.member_id for bond in known if may_be_guest(bond) and bond.member_id in set(invited)]
    listed = [(one, False) for one in convened] + [(one, True) for one in guests]
    return [Seat(number, member_id, is_guest) for number, (member_id, is_guest) in enumerate(listed, start=1)]


def further_seats(
    bonds: Iterable[Bond], on: date, invited: Collection[int], taken: Mapping[int, int]
) -> list[Seat]:
    """Seats for those who came after the list was made, behind its last number: nobody's number ever changes.

    `taken` holds the number of each member who is on the list.
    """
    new = seats((bond for bond in bonds if bond.member_id not in taken), on, invited)
    last = max(taken.values(), default=0)
    return [Seat(last + seat.number, seat.member_id, seat.is_guest) for seat in new]


@dataclass(frozen=True, slots=True)
class Counts:
    """How a meeting was attended. Guests and those not counted stand apart: they are in neither sum."""

    in_room: int = 0
    online: int = 0
    absent: int = 0
    """Absent, and nobody has said whether with reason."""
    excused: int = 0
    unexcused: int = 0
    unsaid: int = 0
    """Nobody has said anything yet."""
    guests: int = 0
    guests_present: int = 0
    not_counted: int = 0
    """Left the cell, became exempt or came too late for this meeting."""

    @property
    def base(self) -> int:
        """How many were convened and count."""
        return self.present + self.missing + self.unsaid

    @property
    def present(self) -> int:
        """How many took part, in the room or on line."""
        return self.in_room + self.online

    @property
    def missing(self) -> int:
        """How many did not, with reason, without, or nobody said."""
        return self.absent + self.excused + self.unexcused


_A = AttendanceStatus


def counts(rows: Iterable[tuple[AttendanceStatus | None, bool]]) -> Counts:
    """The counts of a list, of which each row gives a status and whether it is a guest's."""
    guests: Counter[AttendanceStatus | None] = Counter()
    members: Counter[AttendanceStatus | None] = Counter()
    for status, is_guest in rows:
        (guests if is_guest else members)[status] += 1
    return Counts(
        in_room=members[_A.PRESENT],
        online=members[_A.ONLINE],
        absent=members[_A.ABSENT],
        excused=members[_A.EXCUSED],
        unexcused=members[_A.UNEXCUSED],
        unsaid=members[None],
        guests=guests.total(),
        guests_present=guests[_A.PRESENT] + guests[_A.ONLINE],
        not_counted=members[_A.NOT_COUNTED],
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The hours in which members may check in by themselves."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it is open at this moment, both ends included."""
        return self.opens_at <= now <= self.closes_at


def check_in_window(starts_at: datetime, rules: Rules) -> Window:
    """From when until when a member may check in: minutes of the rule set before and after the beginning."""
    return Window(
        starts_at - timedelta(minutes=rules.check_in_before),
        starts_at + timedelta(minutes=rules.check_in_after),
    )


def objections_to_day(on: date, today: date, *, took_place: bool) -> Iterator[Refused]:
    """What speaks against the day of a meeting; one that took place already is written down afterwards."""
    if abs((on - today).days) > _FURTHEST:
        yield Refused("Write a day at most two years from today.", field="on")
    elif took_place and on > today:
        yield Refused("This day is still to come: leave the box empty.", field="took_place")
    elif on < today and not took_place:
        yield Refused(
            "%(day)s has passed. Write another day; if the meeting took place, tick the box below.",
            field="on",
            day=on,
        )


def ended_at(starts_at: datetime, ended: time, here: tzinfo) -> datetime:
    """The moment at which a meeting ended, of which people tell the hour alone; late at night it is the next day's."""
    begun = starts_at.astimezone(here)
    end = datetime.combine(begun.date(), ended, here)
    if end <= begun:
        end += _DAY
    if end - begun > _LONGEST:
        raise Refused("The meeting began at %(begun)s: write a later hour.", field="ended", begun=starts_at)
    return end
