"""The board of data quality: the records in sight with what is to be put right, and those that may be of one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from access import Actor, Permission, prepared, within
from domain.likeness import Likeness, Person
from domain.names import title_key
from domain.quality import Fault, Record, alike, faults
from models import Distinction, Liaison, Member, Organisation, Residence
from models.vocabulary import LiaisonState, Side
from queries.members import HELD, present_home

MOST = 20_000
"""Records that a board looks at: more than any commune or committee has."""
_work, _holder, _commune = aliased(Organisation), aliased(Organisation), aliased(Organisation)


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One record of the board, with what is to be put right in it."""

    id: int
    ref: str
    bond_ref: str | None
    position: str | None
    workplace: str
    holder: str | None
    keeper_ref: str | None
    """The cell under which the record stands on the board: that of the reader's own side."""
    keeper: str | None
    card_number: str | None
    record: Record
    faults: tuple[Fault, ...]

    @property
    def full_name(self) -> str:
        """Who it is."""
        return self.record.full_name

    @property
    def born(self) -> str:
        """As much of the birth date as is known, as it is stored."""
        return self.record.born

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.record.born[:4]

    @property
    def person(self) -> Person:
        """What is compared with other records."""
        of = self.record
        return Person(of.full_name, of.born, of.card_digits, of.phone)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person, and why."""

    one: QualityLine
    other: QualityLine
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many records of one cell have something to be put right, out of how many."""

    ref: str
    name: str
    with_faults: int
    records: int


@dataclass(frozen=True)
class Board:
    """What was found, with the number of records that were looked at."""

    lines: tuple[QualityLine, ...]
    apart: frozenset[frozenset[int]]

    @cached_property
    def counts(self) -> Counter[Fault]:
        """How many records have each fault."""
        return Counter(fault for line in self.lines for fault in line.faults)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs worth asking about, the likeliest first."""
        at = {line.id: number for number, line in enumerate(self.lines)}
        apart = {frozenset(at[one] for one in pair) for pair in self.apart if pair <= at.keys()}
        found = alike([line.person for line in self.lines], apart)
        return tuple(Pair(self.lines[one.one], self.lines[one.other], one.likeness) for one in found)

    @property
    def told_apart(self) -> tuple[Pair, ...]:
        """The pairs that somebody has told apart, as far as both are on this board."""
        by_id = {line.id: line for line in self.lines}
        known = [sorted(pair) for pair in self.apart if pair <= by_id.keys()]
        return tuple(Pair(by_id[one], by_id[other], Likeness()) for one, other in sorted(known))

    @property
    def cells(self) -> list[CellCount]:
        """Each cell with its numbers, by name."""
        records = Counter(line.keeper_ref for line in self.lines if line.keeper_ref)
        faulty = Counter(line.keeper_ref for line in self.lines if line.faults)
        names = {line.keeper_ref: line.keeper for line in self.lines}
        found = [CellCount(ref, names[ref] or "", faulty[ref], count) for ref, count in records.items()]
        return sorted(found, key=lambda cell: title_key(cell.name))

    def of(self, fault: Fault, cell_ref: str | None = None) -> list[QualityLine]:
        """The records with one fault, of all cells or of one."""
        here = [line for line in self.lines if cell_ref is None or line.keeper_ref == cell_ref]
        return [line for line in here if fault in line.faults]


def board(actor: Actor, today: date, silent_since: date | None = None, *, compares: bool = True) -> Board:
    """The records in sight, in the order of the given names; contact is looked at by the residence alone.

    Who compares no records with each other need not know which have been told apart.
    """
    at_home = actor.side is Side.RESIDENCE
    since = silent_since if at_home else None
    lines = tuple(_line(row, at_home, today, since) for row in _records(actor, at_home))
    pairs = _distinctions(actor).all() if compares else ()
    return Board(lines, frozenset(frozenset(pair) for pair in pairs))


def _line(row: Any, at_home: bool, today: date, since: date | None) -> QualityLine:
    (
        member_id,
        ref,
        bond_ref,
        position,
        work_ref,
        work,
        holder_ref,
        holder,
        card_number,
        latest,
        started,
        *of,
    ) = row
    record = Record(**dict(zip(_LOOKED_AT, of, strict=True)), latest_contact_on=latest or started)
    keeper_ref, keeper = (holder_ref, holder) if at_home else (work_ref, work)
    found = faults(record, today, since)
    return QualityLine(
        member_id, ref, bond_ref, position, work, holder, keeper_ref, keeper, card_number, record, found
    )


_RECORD: dict[str, Any] = {
    "full_name": Member.full_name,
    "born": Member.born,
    "admitted": Member.admitted,
    "official": Member.official,
    "card_digits": Member.card_digits,
    "phone": Member.phone,
    "workplace_id": Member.workplace_id,
    "unit": Residence.unit,
    "home_place_id": Residence.place_id,
    "state": Liaison.state,
    "category": Liaison.category,
    "exemption_reason": Liaison.exemption_reason,
    "exemption_basis": Liaison.exemption_basis,
    "exempt_review_on": Liaison.exempt_review_on,
    "bond_workplace_id": Liaison.workplace_id,
    "bond_place_id": _commune.place_id,
}
_LOOKED_AT = tuple(_RECORD)


@prepared
def _records(actor: Actor, at_home: bool) -> Select[*tuple[Any, ...]]:
    columns = (
        Member.id,
        Member.ref,
        Liaison.ref,
        Member.position,
        _work.ref,
        _work.name,
        _holder.ref,
        _holder.name,
        Member.card_number,
        Liaison.last_contact_on,
        Liaison.started_on,
        *_RECORD.values(),
    )
    is_open = and_(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED)
    if at_home:
        found = select(*columns).select_from(Liaison).join(Member, Member.id == Liaison.member_id)
        found = found.where(within(actor, Permission.LIAISON_READ, Liaison), Liaison.state.in_(HELD))
        order: tuple[Any, ...] = (Liaison.sort_key, Liaison.id)
    else:
        found = select(*columns).select_from(Member).outerjoin(Liaison, is_open)
        found = found.where(within(actor, Permission.MEMBER_READ, Member), Member.left_on.is_(None))
        order = (Member.sort_key, Member.id)
    return (
        found.join(_work, _work.id == Member.workplace_id)
        .outerjoin(_holder, _holder.id == Liaison.residence_id)
        .outerjoin(_commune, _commune.id == Liaison.commune_id)
        .outerjoin(Residence, Residence.id == present_home(Residence.id))
        .order_by(*order)
        .limit(MOST)
    )


@prepared
def _distinctions(actor: Actor) -> Select[int, int]:
    """The pairs of which both records are in sight."""
    mine = select(Member.id).where(within(actor, Permission.MEMBER_READ, Member))
    return select(Distinction.first_id, Distinction.second_id).where(
        Distinction.first_id.in_(mine), Distinction.second_id.in_(mine)
    )
