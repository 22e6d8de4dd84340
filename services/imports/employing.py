"""Writes the list of a workplace committee: who works in its cells; blanks are filled, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from adapters import clock
from domain.names import sort_key
from domain.roster_headings import ListOf
from domain.roster_rows import RosterRow
from models import Member, Organisation, Workplace, db
from services import audit
from services.imports import bulk
from services.imports import rows as tables
from services.imports.checking import Roster
from services.imports.founding import OwnCells
from services.imports.recognising import NOBODY, Known, recognise_each
from services.imports.writing import CHUNK, Added, Applied

_FILLED = ("sex", "admitted", "official", "card_number", "phone", "position")
"""What a list may complete; who somebody is (name, birth) is corrected on the record alone."""


def write_members(
    committee: Organisation, roster: Roster, meant: Mapping[int, int] = NOBODY
) -> tuple[Applied, Added]:
    """Admit the members of a list to their cells in the transaction that is open; who works elsewhere is left there.

    A member who was there keeps every value; what the record lacks and the list tells is filled in.
    """
    writer = _Writer(committee)
    if roster.founds_cells:
        writer.applied.cells = len(writer.cells.found(roster.rows))
    known = recognise_each(roster.rows, meant, writer.cells.of)
    for rows in bulk.chunks(roster.rows, CHUNK):
        writer.write(rows, known)
    writer.added.organisations = list(writer.cells.founded)
    return writer.applied, writer.added


class _Writer:
    def __init__(self, committee: Organisation) -> None:
        self._committee = committee
        self.applied, self.added = Applied(committee.name), Added()
        self.cells = OwnCells(committee, ListOf.WORKPLACE)

    def write(self, rows: Sequence[RosterRow], known: Mapping[int, Known]) -> None:
        """Admit those who are new, complete those who are here."""
        new = [row for row in rows if row.row not in known]
        self._admit(new)
        here = {
            known[row.row].member_id: row
            for row in rows
            if row.row in known and known[row.row].workplace_id in self.cells.names
        }
        self._complete(here)
        self.applied.known += len(rows) - len(new)

    def _admit(self, rows: Sequence[RosterRow]) -> None:
        if not rows:
            return
        ids = bulk.reserve(Member, len(rows))
        at = clock.now()
        people = [(one, row, self.cells.of(row) or 0) for one, row in zip(ids, rows, strict=True)]
        bulk.write(
            Member,
            [tables.person(one, row, sort_key(row.full_name), cell, at) for one, row, cell in people],
        )
        bulk.write(Workplace, [tables.post(one, cell, row.position) for one, row, cell in people])
        audit.note("member", None, self._committee.id, ids=bulk.ranges(ids))
        self.added.members.extend(ids)
        self.added.homes.update(cell for _one, _row, cell in people)
        self.applied.members += len(ids)

    def _complete(self, here: Mapping[int, RosterRow]) -> None:
        """Fill what a record lacks, row by row: there are few, and the trail tells each."""
        found = select(Member).where(Member.id.in_(list(here))).order_by(Member.id)
        for member in db.session.scalars(found) if here else ():
            told = _told(here[member.id])
            blanks = [name for name in _FILLED if getattr(member, name) is None and told[name] is not None]
            for name in blanks:
                setattr(member, name, told[name])
            if "card_number" in blanks:
                member.card_digits = here[member.id].person.card_digits
            if blanks:
                db.session.flush()
                self.added.filled.append((member.id, member.version, blanks))
                self.applied.changed += 1


def _told(row: RosterRow) -> dict[str, Any]:
    return {
        "sex": row.sex,
        "admitted": row.admitted and row.admitted.stored,
        "official": row.official and row.official.stored,
        "card_number": row.card_number,
        "phone": row.phone,
        "position": row.position,
    }
