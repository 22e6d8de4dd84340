"""Writes a checked list into the register: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.eligibility import review_day
from domain.errors import Conflict, NotAllowed, Refused
from domain.names import sort_key
from domain.roster_rows import Note, RosterRow
from domain.rules import read_rules
from models import Liaison, LiaisonStep, Member, Organisation, Residence, Workplace, db
from queries import rulesets
from services import audit
from services.imports import bulk
from services.imports import rows as tables
from services.imports.checking import Roster
from services.imports.founding import Homes, Workplaces
from services.imports.recognising import Placed, differences, recognise
from services.imports.rows import Bond, Entry
from services.organisations import committee_of_code
from services.unit import use_case

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
    cells: int = 0
    workplaces: int = 0
    notes: list[Note] = field(default_factory=list)


@use_case
def import_roster(actor: Actor, roster: Roster) -> Applied:
    """Write a list without faults: organisations, members, residences and one liaison each, source "import".

    For the command line. Members already known are not changed; what differs is noted. An exemption whose reason the
    list does not tell is written as "not stated", to be completed.
    """
    if not actor.is_worker:
        raise NotAllowed("Your office does not allow this.")
    if roster.faults:
        raise Refused("The list has faults; nothing of it was written.")
    commune = committee_of_code(roster.unit_code)
    writer = _Writer(_entry(actor, commune), roster, Applied(commune.name))
    if roster.founds_cells:
        writer.applied.cells = writer.homes.found(roster.rows)
    for rows in bulk.chunks(roster.rows, CHUNK):
        writer.write(rows)
    return writer.applied


def _entry(actor: Actor, commune: Organisation) -> Entry:
    today = clock.today()
    rule_set = rulesets.in_force(today)
    months = read_rules(rule_set.rules).exemption_review_months
    return Entry(commune, rule_set.id, today, clock.now(), review_day(today, months), actor.account_id)


class _Writer:
    """Writes a list chunk by chunk and counts what it wrote."""

    def __init__(self, entry: Entry, roster: Roster, applied: Applied) -> None:
        self._entry, self._roster, self.applied = entry, roster, applied
        self.homes = Homes(entry.commune)
        self._workplaces = Workplaces(db.session.get_one(Organisation, entry.commune.parent_id))

    def write(self, rows: Sequence[RosterRow]) -> None:
        """Admit the members that are new, open the liaisons that are missing, note what differs."""
        known = recognise(rows)
        new = [row for row in rows if row.row not in known]
        self.applied.workplaces += self._workplaces.found(new)
        placed = [
            Placed(row, known[row.row], self.homes.of(row), self._workplaces.of(row))
            for row in rows
            if row.row in known
        ]
        missing = _unbound(placed)
        bonds = [*self._admit(new), *missing]
        self._open(bonds, _housed(bond.member_id for bond in missing))
        self.applied.members += len(new)
        self.applied.linked += len(missing)
        self.applied.known += len(placed) - len(missing)
        self.applied.exempt += sum(bond.is_exempt for bond in bonds)
        self.applied.notes.extend(differences(self._roster, placed))

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
                _there(self._workplaces.of(row)),
                _there(self.homes.of(row)),
            )
            for member_id, row in zip(ids, rows, strict=True)
        ]
        bulk.write(Member, [tables.member(self._entry, bond) for bond in bonds])
        bulk.write(Workplace, [tables.workplace(bond) for bond in bonds])
        audit.note("member", None, self._entry.commune.id, ids=bulk.ranges(ids))
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


def _unbound(placed: Iterable[Placed]) -> list[Bond]:
    """Liaisons for members whom a workplace had entered and nobody has introduced yet."""
    return [
        Bond(one.row, one.known.member_id, one.known.sort_key, one.known.workplace_id, _there(one.home_id))
        for one in placed
        if one.known.state is None and one.known.left_on is None
    ]


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
