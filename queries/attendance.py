"""The list of a meeting, each name with how it counts, and who came to the cell after the list was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, exists, literal, null, or_, select, true, union_all
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, within
from domain.attendance import (
    Bond,
    Standing,
    Way,
    first_way,
    is_fixed,
    objection_to_saving,
    standing,
)
from domain.errors import NotFound, Refused
from domain.names import fold
from domain.rules import Rules, read_rules
from models import Attendance, Liaison, Meeting, Member, Organisation, RuleSet
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    Category,
    LiaisonState,
)

_HOLD = Permission.MEETING_HOLD
BOND = (
    Liaison.residence_id,
    Liaison.state,
    Liaison.category,
    Liaison.started_on,
    Liaison.ended_on,
    Liaison.exempt_from,
)
"""What of a liaison the rules need to know."""
_BEHIND = 1_000_000
"""Where those stand who have no number yet: behind every list."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One name on the list of a meeting."""

    id: int
    number: int
    member_id: int
    name: str
    born: str
    workplace: str
    is_guest: bool
    status: AttendanceStatus | None
    source: AttendanceSource | None
    arrived_at: datetime | None
    standing: Standing
    is_homonym: bool
    """Another comrade on the list bears the same name."""

    @property
    def is_fixed(self) -> bool:
        """Whether the member checked in by the own phone: present, whatever is marked."""
        return is_fixed(self)

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


@dataclass(frozen=True, slots=True)
class LateComer:
    """Somebody who came to the cell after its members were convened."""

    ref: str
    member_id: int
    name: str
    born: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page of attendance shows."""

    meeting: Meeting
    lines: tuple[RollLine, ...]
    late: tuple[LateComer, ...]
    rules: Rules
    objection: Refused | None
    """Why attendance cannot be saved, if so."""

    @property
    def counted(self) -> tuple[RollLine, ...]:
        """Those who were convened and count."""
        return self._of(Standing.COUNTED)

    @property
    def guests(self) -> tuple[RollLine, ...]:
        """Those who are never counted absent."""
        return self._of(Standing.GUEST)

    @property
    def out(self) -> tuple[RollLine, ...]:
        """Those of whom the meeting has nothing to say."""
        return tuple(line for line in self.lines if line.standing.is_out)

    @property
    def first_way(self) -> Way:
        """How the page begins."""
        return first_way(len(self.counted), self.rules.presence_first_above)

    def _of(self, standing: Standing) -> tuple[RollLine, ...]:
        return tuple(line for line in self.lines if line.standing is standing)


def sheet(actor: Actor, meeting_ref: str, today: date) -> Sheet:
    """The sheet of a meeting that the actor's office holds, in two statements; raises `NotFound` otherwise."""
    found = _meeting(actor, ref=meeting_ref).first()
    if found is None:
        raise NotFound
    meeting: Meeting = found[0]
    rows = _sheet(actor, meeting_id=meeting.id, cell_id=meeting.cell_id, on=meeting.on).all()
    return Sheet(
        meeting=meeting,
        lines=_lines([row for row in rows if row[0] is not None], meeting),
        late=tuple(_late_comer(row) for row in rows if row[0] is None),
        rules=read_rules(found[1]),
        objection=objection_to_saving(meeting.state, meeting.on, today),
    )


def roll(actor: Actor, meeting: Meeting) -> tuple[RollLine, ...]:
    """The list of a meeting in sight by its numbers, locked for a use case that is to write.

    A member who checks in at this moment waits for it, or it for the member.
    """
    return _lines(_locked(actor, meeting_id=meeting.id, cell_id=meeting.cell_id).all(), meeting)


def late_comers(actor: Actor, meeting: Meeting) -> tuple[LateComer, ...]:
    """Members of the cell on the day of the meeting who are not on its list: introduced after it was made."""
    rows = _late(actor, meeting_id=meeting.id, cell_id=meeting.cell_id, on=meeting.on)
    return tuple(_late_comer(row) for row in rows)


def bonds_of(rows: Iterable[Any]) -> list[Bond]:
    """What the rules need to know of liaisons, out of rows that end with `BOND`."""
    told = (tuple(row)[-len(BOND) :] for row in rows)
    return [Bond(*one) for one in told if one[1] is not None]


def _lines(rows: Iterable[Any], meeting: Meeting) -> tuple[RollLine, ...]:
    """One line for each name, out of its rows: as many as it has liaisons with the cell."""
    told = [list(of_one) for _id, of_one in groupby(rows, key=lambda row: row[0])]
    named = Counter(fold(of_one[0][4]) for of_one in told)
    return tuple(_line(of_one, meeting, named[fold(of_one[0][4])] > 1) for of_one in told)


def _line(rows: list[Any], meeting: Meeting, is_homonym: bool) -> RollLine:
    one_id, number, member_id, _ref, name, born, workplace, is_guest, status, source, arrived_at, *_ = rows[0]
    counts = standing(bonds_of(rows), (meeting.cell_id,), meeting.on, is_guest=is_guest)
    return RollLine(
        one_id, number, member_id, name, born, workplace, is_guest, status, source, arrived_at, counts, is_homonym
    )  # fmt: skip


def _late_comer(row: Any) -> LateComer:
    return LateComer(ref=row[3], member_id=row[2], name=row[4], born=row[5])


@prepared
def _meeting(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting, RuleSet.rules)
        .join(RuleSet, RuleSet.id == Meeting.rule_set_id)
        .where(within(actor, _HOLD, Meeting), Meeting.ref == bindparam("ref"))
        .options(joinedload(Meeting.cell))
    )


@prepared
def _sheet(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(_listed(actor), _unlisted(actor)).order_by("number", "place", "bond")


@prepared
def _locked(actor: Actor) -> Select[*tuple[Any, ...]]:
    return _listed(actor).order_by(Attendance.number, Liaison.id).with_for_update(of=Attendance)


@prepared
def _late(actor: Actor) -> Select[*tuple[Any, ...]]:
    return _unlisted(actor).order_by(Liaison.sort_key, Liaison.id)


def _listed(actor: Actor) -> Select[*tuple[Any, ...]]:
    here = (Liaison.member_id == Attendance.member_id) & (Liaison.residence_id == bindparam("cell_id"))
    return (
        select(
            Attendance.id,
            Attendance.number.label("number"),
            Attendance.member_id,
            Member.ref,
            Member.full_name,
            Member.born,
            Organisation.name,
            Attendance.is_guest,
            Attendance.status,
            Attendance.source,
            Attendance.arrived_at,
            literal("").label("place"),
            Liaison.id.label("bond"),
            *BOND,
        )
        .select_from(Attendance)
        .join(Member, Member.id == Attendance.member_id)
        .join(Organisation, Organisation.id == Member.workplace_id)
        .outerjoin(Liaison, here)
        .where(within(actor, _HOLD, Attendance), Attendance.meeting_id == bindparam("meeting_id"))
    )


def _unlisted(actor: Actor) -> Select[*tuple[Any, ...]]:
    is_listed = exists().where(
        Attendance.meeting_id == bindparam("meeting_id"), Attendance.member_id == Liaison.member_id
    )
    return (
        select(
            null(),
            literal(_BEHIND),
            Member.id,
            Member.ref,
            Member.full_name,
            Member.born,
            Organisation.name,
            true(),
            null(),
            null(),
            null(),
            Liaison.sort_key,
            Liaison.id,
            *BOND,
        )
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(Organisation, Organisation.id == Member.workplace_id)
        .where(
            within(actor, _HOLD, Liaison),
            Liaison.residence_id == bindparam("cell_id"),
            Liaison.state == LiaisonState.ACTIVE,
            Liaison.category == Category.FULL,
            or_(Liaison.started_on.is_(None), Liaison.started_on <= bindparam("on")),
            ~is_listed,
        )
    )
