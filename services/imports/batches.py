"""What becomes of an upload: written as one, taken back as one within a day, or set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from adapters.kept_files import forget, sweep
from domain.errors import Conflict, NotAllowed, Refused
from domain.events import ListUndone, ListWritten
from domain.lifecycles import IMPORT, step
from domain.roster_answers import Answers, Verdict
from models import ImportBatch, Member, Organisation, db
from models.vocabulary import ImportState, Side
from services.announcements import announce
from services.imports import bulk
from services.imports.checking import Roster
from services.imports.employing import write_members
from services.imports.kept import folder
from services.imports.questions import judged
from services.imports.taking_back import take_back
from services.imports.writing import Added, Applied, write_roster
from services.organisations import committee_of_code
from services.unit import use_case

UNDO_TERM = timedelta(hours=24)
FILES_KEPT = timedelta(days=7)
_SWEPT = FILES_KEPT + timedelta(days=1)
"""After so long nothing is kept, whoever may know of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteList:
    """Which state of the check page was confirmed."""

    version: int


@use_case
def write_list(actor: Actor, import_ref: str, confirmed: WriteList) -> ImportBatch:
    """Write the rows of a list that need no correction: all of them or, on any trouble, none.

    What a row leaves blank changes nothing; members already on the register stay as they are.
    """
    batch = fetch(actor, Permission.LIST_IMPORT, ImportBatch, import_ref)
    written = step(IMPORT, batch.state, ImportState.WRITTEN)
    if batch.version != confirmed.version:
        raise Conflict
    found = judged(actor, batch)
    if not found.ready.rows:
        raise Refused("No row can be written yet. Put the list right and upload it again.")
    applied, added = _write(actor, batch, found.ready)
    batch.state, batch.written_at = written, clock.now()
    batch.members, batch.linked, batch.known = applied.members, applied.linked, applied.known
    batch.changed = applied.changed
    batch.cells, batch.workplaces = applied.cells, applied.workplaces
    batch.left_out = found.wrong + found.waiting
    batch.written = _as_kept(added)
    for cell_id in sorted(added.homes):
        announce(ListWritten(organisation_id=cell_id, import_ref=batch.ref))
    return batch


@use_case
def undo_list(actor: Actor, import_ref: str) -> ImportBatch:
    """Take a written list back as one, within 24 hours and while nobody has worked on what it added."""
    batch = fetch(actor, Permission.LIST_IMPORT, ImportBatch, import_ref)
    undone = step(IMPORT, batch.state, ImportState.UNDONE)
    if not may_be_undone(batch):
        raise Refused("The 24 hours in which a list can be undone are over.")
    homes = take_back(batch)
    batch.state, batch.undone_at, batch.written = undone, clock.now(), {}
    for cell_id in homes:
        announce(ListUndone(organisation_id=cell_id, import_ref=batch.ref))
    return batch


@use_case
def drop_list(actor: Actor, import_ref: str) -> ImportBatch:
    """Set an upload aside; its file is deleted at once."""
    batch = fetch(actor, Permission.LIST_IMPORT, ImportBatch, import_ref)
    batch.state = step(IMPORT, batch.state, ImportState.DROPPED)
    batch.has_files = False
    _forget(batch)
    return batch


@use_case
def forget_lists(actor: Actor, today: date) -> None:
    """Delete files seven days after they came, and what was noted for an undoing that is no longer possible."""
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    old = select(ImportBatch).where(ImportBatch.made_at < clock.now() - FILES_KEPT, ImportBatch.has_files)
    for batch in db.session.scalars(old.limit(1000)):
        batch.has_files, batch.written, batch.answers = False, {}, {}
        if batch.state is ImportState.READ:
            batch.state = ImportState.DROPPED
        _forget(batch)
    sweep(folder(), clock.now() - _SWEPT)  # what a killed process left, which nobody knows


def may_be_undone(batch: ImportBatch) -> bool:
    """Whether the day in which a list can be taken back is not over."""
    return batch.written_at is not None and clock.now() - batch.written_at <= UNDO_TERM


def _write(actor: Actor, batch: ImportBatch, ready: Roster) -> tuple[Applied, Added]:
    """Write the rows for the side whose list it is; the lock lets two lists at once found no cell twice."""
    meant = _meant(Answers.of(batch.answers))
    if actor.side is Side.WORKPLACE:
        lock = select(Organisation).where(Organisation.id == batch.organisation_id).with_for_update()
        return write_members(db.session.scalars(lock).one(), ready, meant)
    commune = committee_of_code(ready.unit_code)
    return write_roster(commune, ready, actor.account_id, is_told_elsewhere=False, meant=meant)


def _meant(answers: Answers) -> dict[int, int]:
    """The members of the register whom rows mean, as a person has said."""
    refs = {
        row: other
        for (row, other), verdict in answers.doubles.items()
        if verdict is Verdict.SAME and not other.isdigit()
    }
    found = db.session.execute(select(Member.ref, Member.id).where(Member.ref.in_(list(refs.values()))))
    ids = dict(found.all())
    return {row: ids[ref] for row, ref in refs.items() if ref in ids}


def _forget(batch: ImportBatch) -> None:
    """Delete the file and its rows, each unless another upload, of whichever committee, has the same."""
    others = select(ImportBatch.id).where(
        ImportBatch.made_at >= clock.now() - _SWEPT,  # of older ones nothing is left
        ImportBatch.has_files,
        ImportBatch.id != batch.id,
    )
    for name, column in (
        (batch.file_hash, ImportBatch.file_hash),
        (batch.rows_hash, ImportBatch.rows_hash),
    ):
        if db.session.scalars(others.where(column == name).limit(1)).first() is None:
            forget(folder(), name)


def _as_kept(added: Added) -> dict[str, Any]:
    """The row ids as people would note them, by what they are."""
    return {
        name: bulk.ranges(getattr(added, name)) for name in ("members", "housed", "liaisons", "organisations")
    } | {"homes": bulk.ranges(added.homes), "filled": added.filled}
