"""Finds out which members of a list the register already has: folded name and birth, card where there is one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from domain.roster_headings import Column
from domain.roster_rows import Note, RosterRow
from models import Liaison, Member, Organisation, db
from models.vocabulary import LiaisonState, label
from services.imports import bulk
from services.imports.checking import Roster

_spelt = aliased(Member)
"""The record that is spelt so; the person's own where it went into another one."""
NOBODY: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """A member of the register, with the latest liaison."""

    member_id: int
    card_digits: str | None
    sort_key: str
    workplace_id: int
    left_on: date | None
    state: LiaisonState | None
    residence_id: int | None
    ended_on: date | None

    def may_be(self, digits: str) -> bool:
        """Whether card numbers leave it possible that this is the same person."""
        return not (self.card_digits and digits) or self.card_digits == digits


def recognise(rows: Sequence[RosterRow], meant: Mapping[int, int] = NOBODY) -> dict[int, Known]:
    """The members of the register whom rows speak of, by the number of the row; those `meant` by their ids.

    Names and days are joined as a table: SQLite would scan all members for a list of pairs.
    """
    wanted = [(row.person.folded, row.person.born) for row in rows]
    sought = bulk.lines(("folded", "born"), sorted(set(wanted)))
    found = db.session.execute(
        _members().join(sought, (sought.c.folded == _spelt.folded) & (sought.c.born == _spelt.born))
    )
    people: dict[tuple[str, str], dict[int, Known]] = {}
    for folded, born, *rest in found:
        people.setdefault((folded, born), {})[rest[0]] = Known(*rest)  # the latest liaison comes last
    known = {
        row.row: one
        for row, key in zip(rows, wanted, strict=True)
        if (one := _the_same(row, people.get(key, {})))
    }
    told = {row.row: meant[row.row] for row in rows if row.row in meant}
    by_id = _by_id(told.values())
    return known | {row: by_id[one] for row, one in told.items() if one in by_id}


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
