"""Rows that may be of one person with another row, or with a member in sight; only what shares a key is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, union_all
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible
from domain import roster_rows
from domain.days import PartialDay
from domain.likeness import Person, Reason, likeness
from domain.roster_answers import Answers
from domain.roster_rows import Fault, RosterRow
from domain.rosters import SAME_MEMBER
from models import Member, db
from services.imports import bulk
from services.imports.checking import Roster
from services.imports.recognising import recognise

_KEYS = (("folded", Member.folded), ("card_digits", Member.card_digits), ("phone", Member.phone))
"""By what a row finds members who may be the same; each has an index."""
_COMPARED = 5
"""Rows further up that one row is compared with by one key: a telephone of an office is shared by many."""
_SHARED = 20
"""Rows that may share a key and still be held against the register; what more of them share tells nobody apart."""


@dataclass(frozen=True, slots=True)
class Double:
    """A question about one row: whether it is the same person as another row, or as a member of the register."""

    row: int
    name: str
    other: str
    """The number of the other row, or the reference of the member."""
    other_name: str
    other_born: str
    other_cell: str
    reasons: tuple[Reason, ...]

    @property
    def is_in_list(self) -> bool:
        """Whether the other one is a row of the same list."""
        return self.other.isdigit()


def doubles(actor: Actor, roster: Roster, answers: Answers) -> list[Double]:
    """The questions that nobody has answered yet; those inside the list first, then those about members in sight."""
    found = [
        *_said_to_be_one(roster.faults, roster),
        *_in_list(roster.rows),
        *_in_register(actor, roster.rows),
    ]
    first = {
        (one.row, one.other): one for one in reversed(found)
    }  # a pair that shares two keys is asked about once
    return [one for one in reversed(first.values()) if not _is_answered(one, answers)]


def _is_answered(one: Double, answers: Answers) -> bool:
    pairs = [(one.row, one.other)]
    if one.is_in_list:
        pairs.append((int(one.other), str(one.row)))
    return any(pair in answers.doubles for pair in pairs)


def _said_to_be_one(faults: Iterable[Fault], roster: Roster) -> Iterator[Double]:
    """Rows of the same name and birth that no card numbers tell apart."""
    rows = {row.row: row for row in roster.rows}
    for fault in faults:
        if fault.message == SAME_MEMBER:
            other = int(str(fault.params["row"]))
            there = rows.get(other)
            yield Double(
                fault.row,
                fault.found,
                str(other),
                there.full_name if there else fault.found,
                there.born.shown if there else "",
                there.residence_cell if there else "",
                (Reason.SAME_NAME, Reason.SAME_BIRTH),
            )


def _in_list(rows: Iterable[RosterRow]) -> Iterator[Double]:
    """Rows that share a name and year, a card or a telephone with one further up and more than that."""
    above: dict[tuple[str, str], list[RosterRow]] = defaultdict(list)
    for row in rows:
        for key in _keys(row.person):
            for other in above[key]:
                judged = likeness(_person(row), _person(other))
                if judged.is_probable:
                    yield _about_row(row, other, judged.reasons)
            if len(above[key]) < _COMPARED:
                above[key].append(row)


def _keys(one: roster_rows.Person | Member) -> Iterator[tuple[str, str]]:
    """What somebody may share with another record of the same person; a name counts with the year of birth alone."""
    yield "name", f"{one.folded} {one.born[:4]}"
    if one.card_digits:
        yield "card", one.card_digits
    if one.phone:
        yield "phone", one.phone


def _about_row(row: RosterRow, other: RosterRow, reasons: tuple[Reason, ...]) -> Double:
    return Double(
        row.row,
        row.full_name,
        str(other.row),
        other.full_name,
        other.born.shown,
        other.residence_cell,
        reasons,
    )


def _in_register(actor: Actor, rows: Sequence[RosterRow]) -> Iterator[Double]:
    """Rows that are no known member by name and birth, and yet like one whom the office has in sight."""
    known = recognise(rows) if rows else {}
    left = [row for row in rows if row.row not in known]
    sharing: dict[tuple[str, str], list[RosterRow]] = defaultdict(list)
    for row in left:
        for key in _keys(row.person):
            sharing[key].append(row)
    for member in _like(actor, left) if left else ():
        for row in (row for key in _keys(member) for row in _few(sharing.get(key, ()))):
            judged = likeness(_person(row), _of(member))
            if judged.is_probable:
                yield _about_member(row, member, judged.reasons)


def _few(rows: Sequence[RosterRow]) -> Sequence[RosterRow]:
    return rows if len(rows) <= _SHARED else ()


def _like(actor: Actor, rows: Sequence[RosterRow]) -> Iterable[Member]:
    """The members in sight who share a name, a card or a telephone with a row, in one statement."""
    ids = []
    for name, column in _KEYS:
        if values := sorted({value for row in rows if (value := getattr(row.person, name))}):
            sought = bulk.lines((name,), [(value,) for value in values], f"sought_{name}")
            ids.append(select(Member.id).join(sought, sought.c[name] == column))
    found = visible(actor, Permission.MEMBER_READ, Member).where(Member.id.in_(union_all(*ids)))
    return db.session.scalars(found.options(joinedload(Member.workplace)))


def _about_member(row: RosterRow, member: Member, reasons: tuple[Reason, ...]) -> Double:
    born = PartialDay.from_stored(member.born).shown
    return Double(row.row, row.full_name, member.ref, member.full_name, born, member.workplace.name, reasons)


def _person(row: RosterRow) -> Person:
    return Person(row.full_name, row.person.born, row.person.card_digits or None, row.person.phone)


def _of(member: Member) -> Person:
    return Person(member.full_name, member.born, member.card_digits, member.phone)
