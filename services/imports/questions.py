"""A list as far as it is decided: which rows can be written, which wait for an answer, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from access import Actor
from adapters import clock
from domain.roster_answers import Answers
from domain.roster_proposals import Proposal, proposals
from domain.roster_rows import Fault, Note
from domain.rosters import SAME_MEMBER
from models import ImportBatch
from services.imports.checking import Roster
from services.imports.kept import checked
from services.imports.likely import Double, doubles


@dataclass(frozen=True, slots=True)
class Judged:
    """A list with everything that is to be said of it; `ready` holds the rows that can be written as they are."""

    roster: Roster
    ready: Roster
    faults: Sequence[Fault]
    """What only the office can put right, in its file."""
    notes: Sequence[Note]
    proposals: Sequence[Proposal]
    doubles: Sequence[Double]
    held_back: frozenset[int]
    """Rows that wait for a namesake from whom they were told apart: alone, the one might be taken for the other."""

    @property
    def wrong(self) -> int:
        """How many rows must be put right in the file."""
        return len({fault.row for fault in self.faults})

    @property
    def waiting(self) -> int:
        """How many rows wait for an answer and for nothing else."""
        asked = {one.row for one in self.proposals} | {one.row for one in self.doubles} | self.held_back
        return len(asked - {fault.row for fault in self.faults})


def judged(actor: Actor, batch: ImportBatch) -> Judged:
    """The list of a batch held against the register of today and the answers given so far."""
    roster, answers = checked(batch), Answers.of(batch.answers)
    asked = list(proposals((*roster.faults, *roster.notes), roster.columns, clock.today()))
    questions = doubles(actor, roster, answers)
    where = {(one.row, one.letter) for one in asked}
    faults = [fault for fault in roster.faults if not _is_asked(fault, where)]
    notes = [note for note in roster.notes if (note.row, note.column) not in where]
    open_rows = {one.row for one in asked} | {one.row for one in questions}
    open_rows |= {fault.row for fault in roster.faults}
    held_back = _held_back(answers, open_rows)
    rows = [row for row in roster.rows if row.row not in open_rows | held_back]
    ready = replace(roster, rows=rows, faults=())
    return Judged(roster, ready, faults, notes, asked, questions, held_back)


def _held_back(answers: Answers, open_rows: set[int]) -> frozenset[int]:
    """The rows told apart from one that cannot be written yet, and from one of these."""
    held: set[int] = set()
    while more := answers.apart_from(open_rows | held) - open_rows - held:
        held |= more
    return frozenset(held)


def _is_asked(fault: Fault, where: set[tuple[int, str]]) -> bool:
    """Whether a fault is put as a question."""
    return fault.message == SAME_MEMBER or (fault.row, fault.column) in where
