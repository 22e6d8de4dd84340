"""Finds out which members of a list the register already has: folded name and birth, card where there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from domain.names import sort_key
from domain.roster_headings import Column
from domain.roster_rows import Note, RosterRow
from models import Liaison, Member, Organisation, db
from models.vocabulary import LiaisonState, label
from services.imports import bulk
from services.imports.checking import Roster

_spelt = aliased(Member)
"""The record that is spelt so; the person's own where it went into another one."""
NOBODY: Mapping[int, int] = MappingProxyType({})
CellOf = Callable[[RosterRow], int | None]
"""In which of the committee's own cells a row has its member."""
_AT_ONCE = 1_000
"""Rows looked for in one statement."""


@dataclass(frozen=True, slots=True)
class Known:
    """A member of the register, with the latest liaison."""

    member_id: int
    card_digits: str | None
    phone: str | None
    sort_key: str
    workplace_id: int
    left_on: date | None
    state: LiaisonState | None
    residence_id: int | None
    ended_on: date | None

    def may_be(self, digits: str) -> bool:
        """Whether card numbers leave it possible that this is the same person."""
        return not (self.card_digits and digits) or self.card_digits == digits


def recognise(rows: Sequence[RosterRow]) -> dict[int, Known]:
    """The members of the register whom rows may speak of, each row taken by itself, by the number of the row."""
    people = _namesakes(rows)
    return {row.row: one for row in rows if (one := _the_same(row, people.get(_key(row), {})))}


def recognise_each(
    rows: Sequence[RosterRow], meant: Mapping[int, int] = NOBODY, cell_of: CellOf = lambda _row: None
) -> dict[int, Known]:
    """The members of whom the rows of a whole list speak, by the number of the row; those `meant` by their ids.

    Rows of one name and birth are several people, or their list could not be written: each of them finds a member of
    its own, and for whom none is left is new. Asked before anything is written, or the list would find its own rows.
    """
    found, alike = _meant(meant, rows), defaultdict[tuple[str, str], list[RosterRow]](list)
    there = {one.member_id for one in found.values()}
    people: dict[tuple[str, str], dict[int, Known]] = {}
    for row in rows:
        alike[_key(row)].append(row)
    for some in bulk.chunks(rows, _AT_ONCE):
        people |= _namesakes(some)
    for key, candidates in people.items():
        free = {one: known for one, known in candidates.items() if one not in there}
        found |= _one_for_each([row for row in alike[key] if row.row not in found], free, cell_of)
    return found


def _one_for_each(
    rows: Sequence[RosterRow], free: dict[int, Known], cell_of: CellOf
) -> Iterator[tuple[int, Known]]:
    """Pair rows with members of the same name and birth, by the card first, then those most alike."""
    done: set[int] = set()
    of_card: dict[str | None, list[Known]] = {}
    for known in free.values():
        of_card.setdefault(known.card_digits or None, []).append(known)
    for row in rows:
        if row.person.card_digits and (same := of_card.get(row.person.card_digits)):
            done.add(row.row)
            yield row.row, free.pop(same.pop(0).member_id)
    left = [row for row in rows if row.row not in done]
    without = of_card.get(None, [])
    pairs = [(row, known) for row in left for known in (without if row.person.card_digits else free.values())]
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: _shared(pair[0], pair[1], cell_of(pair[0])), reverse=True)
    for row, known in pairs:
        if row.row not in done and known.member_id in free:
            done.add(row.row)
            yield row.row, free.pop(known.member_id)


def _shared(row: RosterRow, known: Known, cell_id: int | None) -> int:
    """How much more than name and birth a row and a member have in common."""
    return sum(
        (
            row.person.phone is not None and row.person.phone == known.phone,
            cell_id is not None and cell_id in (known.residence_id, known.workplace_id),
            sort_key(row.full_name) == known.sort_key,
            not row.person.card_digits and not known.card_digits,
        )
    )


def _key(row: RosterRow) -> tuple[str, str]:
    return row.person.folded, row.person.born


def _namesakes(rows: Sequence[RosterRow]) -> dict[tuple[str, str], dict[int, Known]]:
    """The members of the same names and births, by these and by their ids.

    Names and days are joined as a table: SQLite would scan all members for a list of pairs.
    """
    sought = bulk.lines(("folded", "born"), sorted(set(map(_key, rows))))
    found = db.session.execute(
        _members().join(sought, (sought.c.folded == _spelt.folded) & (sought.c.born == _spelt.born))
    )
    people: dict[tuple[str, str], dict[int, Known]] = {}
    for folded, born, *rest in found:
        people.setdefault((folded, born), {})[rest[0]] = Known(*rest)  # the latest liaison comes last
    return people


def _meant(meant: Mapping[int, int], rows: Iterable[RosterRow]) -> dict[int, Known]:
    """The members whom a person named, by the number of the row."""
    told = {row.row: meant[row.row] for row in rows if row.row in meant}
    by_id = _by_id(told.values())
    return {row: by_id[one] for row, one in told.items() if one in by_id}


def _by_id(ids: Iterable[int]) -> dict[int, Known]:
    """Members by their ids."""
    wanted = sorted(set(ids))
    found = (
        db.session.execute(_members().where(_spelt.id.in_(wanted), Member.id == _spelt.id)) if wanted else ()
    )
    return {rest[0]: Known(*rest) for _folded, _born, *rest in found}


def _members() -> Select[*tuple[Any, ...]]:
    """What is to be known of members, once for each of their liaisons."""
    return (
        select(
            _spelt.folded,
            _spelt.born,
            Member.id,
            Member.card_digits,
            Member.phone,
            Member.sort_key,
            Member.workplace_id,
            Member.left_on,
            Liaison.state,
            Liaison.residence_id,
            Liaison.ended_on,
        )
        .select_from(_spelt)
        .join(Member, Member.id == func.coalesce(_spelt.merged_into_id, _spelt.id))
        .outerjoin(Liaison, Liaison.member_id == Member.id)
        .order_by(Member.id, Liaison.id)
    )


def _the_same(row: RosterRow, candidates: dict[int, Known]) -> Known | None:
    """The candidate with the very card number before one without any."""
    digits = row.person.card_digits
    possible = [known for known in candidates.values() if known.may_be(digits)]
    return max(possible, key=lambda known: bool(digits) and known.card_digits == digits, default=None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A known member beside the cells that the row names; None for a cell that is not in the register."""

    row: RosterRow
    known: Known
    home_id: int | None
    workplace_id: int | None


def differences(
    roster: Roster, placed: Sequence[Placed], own: Container[int] | None = None
) -> Iterator[Note]:
    """A note for each known member whom the register has elsewhere: a list never changes a record.

    With `own` cells, only of members who are or were at one of them.
    """
    if own is not None:
        placed = [one for one in placed if one.known.residence_id in own]
    ids = {one for two in placed for one in (two.known.residence_id, two.known.workplace_id) if one}
    named = select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    names = dict(db.session.execute(named).all())
    for one in placed:
        known, row = one.known, one.row
        if known.left_on is not None:
            message = label("This member left working life on %(day)s; the record was left as it is.")
            yield _note(roster, row, Column.FULL_NAME, message, day=known.left_on)
        elif known.ended_on is not None:
            message = label("The liaison of this member ended on %(day)s; it was not opened again.")
            yield _note(roster, row, Column.RESIDENCE_CELL, message, day=known.ended_on)
        elif known.residence_id is not None and known.residence_id != one.home_id:
            message = label("The register has this member at %(organisation)s; it was left so.")
            yield _note(roster, row, Column.RESIDENCE_CELL, message, organisation=names[known.residence_id])
        if known.workplace_id != one.workplace_id and known.left_on is None:
            message = label("The register has this member at %(organisation)s; it was left so.")
            yield _note(roster, row, Column.WORKPLACE_CELL, message, organisation=names[known.workplace_id])


def _note(roster: Roster, row: RosterRow, column: Column, message: str, **params: object) -> Note:
    letter, heading = roster.columns[column]
    written = {
        Column.FULL_NAME: row.full_name,
        Column.RESIDENCE_CELL: row.residence_cell,
        Column.WORKPLACE_CELL: row.workplace_cell,
    }
    return Note(row.row, letter, heading, written[column], message, params)
