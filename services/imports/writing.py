"""Writes the rows of a checked list into the register in bulk, chunk by chunk, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from adapters import clock
from domain.eligibility import review_day
from domain.errors import Conflict
from domain.names import sort_key
from domain.roster_headings import ListOf
from domain.roster_rows import Note, RosterRow
from domain.rules import read_rules
from models import Liaison, LiaisonStep, Member, Organisation, Residence, Workplace, db
from queries import rulesets
from services import audit
from services.imports import bulk
from services.imports import rows as tables
from services.imports.checking import Roster
from services.imports.founding import OwnCells, Workplaces
from services.imports.recognising import NOBODY, Known, Placed, differences, recognise_each
from services.imports.rows import Bond, Entry

CHUNK = 1_000
"""Members written at a time, so that memory and the length of statements stay bounded."""


@dataclass(slots=True)
class Applied:
    """What a list brought into the register: `linked` were there without a liaison, `known` with one."""

    committee: str
    members: int = 0
    linked: int = 0
    exempt: int = 0
    known: int = 0
    changed: int = 0
    cells: int = 0
    workplaces: int = 0
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Added:
    """The ids of the rows that a list added, so that it can be taken back as one."""

    members: list[int] = field(default_factory=list)
    housed: list[int] = field(default_factory=list)
    """Members who were there and were given a home."""
    bound: dict[int, int] = field(default_factory=dict)
    """The number of each row for which a liaison was opened, and that liaison."""
    organisations: list[int] = field(default_factory=list)
    filled: list[tuple[int, int, list[str]]] = field(default_factory=list)
    """Records that had blanks: the member, the version that came of it, the fields that were filled."""
    homes: set[int] = field(default_factory=set)
    """The cells that received somebody."""

    @property
    def liaisons(self) -> Collection[int]:
        """Those that were opened."""
        return self.bound.values()


def write_roster(
    commune: Organisation,
    roster: Roster,
    by_id: int | None,
    *,
    is_told_elsewhere: bool,
    meant: Mapping[int, int] = NOBODY,
) -> tuple[Applied, Added]:
    """Write the good rows of a list in the transaction that is open; gives what it brought and which rows it added.

    `is_told_elsewhere`: whether it is noted where the register has members whom the list has here. An office is not
    told of members out of its sight; who keeps the server may know. `meant`: members whom rows mean although name or
    birth differ, as a person has said.
    """
    writer = _Writer(_entry(commune, by_id), roster, is_told_elsewhere)
    if roster.founds_cells:
        writer.applied.cells = len(writer.homes.found(roster.rows))
    known = recognise_each(roster.rows, meant, writer.homes.of)
    for rows in bulk.chunks(roster.rows, CHUNK):
        writer.write(rows, known)
    writer.added.organisations = [*writer.homes.founded, *writer.workplaces.founded]
    return writer.applied, writer.added


def _entry(commune: Organisation, by_id: int | None) -> Entry:
    today = clock.today()
    rule_set = rulesets.in_force(today)
    months = read_rules(rule_set.rules).exemption_review_months
    return Entry(commune, rule_set.id, today, clock.now(), review_day(today, months), by_id)


class _Writer:
    """Writes a list chunk by chunk and counts what it wrote."""

    def __init__(self, entry: Entry, roster: Roster, is_told_elsewhere: bool) -> None:
        self._entry, self._roster, self._is_told_elsewhere = entry, roster, is_told_elsewhere
        self._bound: set[int] = set()
        self.applied, self.added = Applied(entry.commune.name), Added()
        self.homes = OwnCells(entry.commune, ListOf.RESIDENCE)
        self.workplaces = Workplaces(db.session.get_one(Organisation, entry.commune.parent_id))

    def write(self, rows: Sequence[RosterRow], known: Mapping[int, Known]) -> None:
        """Admit the members that are new, open the liaisons that are missing, note what differs."""
        new = [row for row in rows if row.row not in known]
        self.applied.workplaces += len(self.workplaces.found(new))
        placed = [
            Placed(row, known[row.row], self.homes.of(row), self.workplaces.of(row))
            for row in rows
            if row.row in known
        ]
        missing = self._unbound(placed)
        bonds = [*self._admit(new), *missing]
        housed = _housed(bond.member_id for bond in missing)
        self._open(bonds, housed)
        self.added.housed.extend(bond.member_id for bond in missing if bond.member_id not in housed)
        self.applied.members += len(new)
        self.applied.linked += len(missing)
        self.applied.known += len(placed) - len(missing)
        self.applied.exempt += sum(bond.is_exempt for bond in bonds)
        own = None if self._is_told_elsewhere else self.homes.names.keys()
        self.applied.notes.extend(differences(self._roster, placed, own))

    def _unbound(self, placed: Iterable[Placed]) -> list[Bond]:
        """Liaisons for members whom a workplace had entered and nobody has introduced yet, one for each."""
        bonds = []
        for one in placed:
            member_id = one.known.member_id
            if one.known.state is None and one.known.left_on is None and member_id not in self._bound:
                self._bound.add(member_id)
                home_id, workplace_id = _there(one.home_id), one.known.workplace_id
                bonds.append(Bond(one.row, member_id, one.known.sort_key, workplace_id, home_id))
        return bonds

    def _admit(self, rows: Sequence[RosterRow]) -> list[Bond]:
        """Write new members with their workplaces; gives the liaisons to be opened for them."""
        if not rows:
            return []
        ids = bulk.reserve(Member, len(rows))
        bonds = [
            Bond(
                row,
                member_id,
                sort_key(row.full_name),
                _there(self.workplaces.of(row)),
                _there(self.homes.of(row)),
            )
            for member_id, row in zip(ids, rows, strict=True)
        ]
        bulk.write(Member, [tables.member(self._entry, bond) for bond in bonds])
        bulk.write(Workplace, [tables.workplace(bond) for bond in bonds])
        audit.note("member", None, self._entry.commune.id, ids=bulk.ranges(ids))
        self.added.members.extend(ids)
        return bonds

    def _open(self, bonds: Sequence[Bond], housed: set[int]) -> None:
        """Write liaisons with their first step, and the residences of members who are not housed yet."""
        if not bonds:
            return
        ids = bulk.reserve(Liaison, len(bonds))
        pairs = list(zip(ids, bonds, strict=True))
        bulk.write(Liaison, [tables.liaison(self._entry, one, bond) for one, bond in pairs])
        bulk.write(LiaisonStep, [tables.step(self._entry, one, bond) for one, bond in pairs])
        bulk.write(
            Residence,
            [
                tables.residence(self._entry, bond, self.homes.names[bond.home_id])
                for bond in bonds
                if bond.member_id not in housed
            ],
        )
        audit.note("liaison", None, self._entry.commune.id, ids=bulk.ranges(ids))
        self.added.bound.update((bond.row.row, one) for one, bond in pairs)
        self.added.homes.update(bond.home_id for bond in bonds)


def _there(organisation_id: int | None) -> int:
    """The cell, which was there, or founded, a moment ago."""
    if organisation_id is None:
        raise Conflict("The cells have changed in the meantime. Start the import again.")
    return organisation_id


def _housed(member_ids: Iterable[int]) -> set[int]:
    """Those among the members who have a home in the register."""
    ids = list(member_ids)
    found = select(Residence.member_id).where(Residence.member_id.in_(ids), Residence.ends_on.is_(None))
    return set(db.session.scalars(found)) if ids else set()
