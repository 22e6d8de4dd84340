"""Many papers as one file: asked for on a page, made by the worker, fetched for a day by whoever asked.

The worker looks at the papers as that person, in the office held then, and once more before the file is kept; so does
each download. A worker that dies leaves no half file: the promise is taken up again and the file begun anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from sqlalchemy import delete, select, update

from access import Actor, Permission, require
from adapters import clock, files, papers
from adapters.files import DiskFull
from adapters.tools import tools
from domain.errors import NotFound, Refused
from domain.papers.blocks import Paper
from models import PaperBatch, db
from models.vocabulary import BatchForm, BatchSource, BatchState, BatchTrouble
from queries import batches as queries
from queries import evaluations, letters
from services import audit, outbox
from services.documents import HandedOut, Issue, keep_digest, proven
from services.dossiers import open_list
from services.letter_papers import issues_of
from services.sheet_papers import sheet_issue
from services.unit import use_case

TOPIC = "papers"
LIFE = timedelta(hours=24)
STEP = 20
"""Papers between two signs of progress."""
_S = BatchState


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForPapers:
    """Which papers, and as one PDF or a ZIP."""

    kind: BatchForm


class RightLost(Exception):
    """The office does not open these papers any more."""


@use_case
def ask_for_letters(actor: Actor, batch_ref: str, ask: AskForPapers) -> PaperBatch:
    """Ask for the letters of one act."""
    require(actor, Permission.MEMBER_ADDRESS)
    return _ask(actor, BatchSource.LETTERS, batch_ref, ask.kind)


@use_case
def ask_for_sheets(actor: Actor, round_ref: str, ask: AskForPapers) -> PaperBatch:
    """Ask for the signed sheets of a round."""
    require(actor, Permission.EVALUATION_READ)
    return _ask(actor, BatchSource.SHEETS, round_ref, ask.kind)


def make_batch(actor: Actor, key: str, payload: dict[str, Any]) -> None:
    """What the worker does with a promise: gather, lay out, keep; raises when it must be tried again."""
    batch = db.session.scalar(select(PaperBatch).where(PaperBatch.ref == payload["batch"]))
    if batch is None or batch.state in (_S.READY, _S.FAILED):
        return
    ref, form = batch.ref, batch.form
    try:
        person, issues = _sources(batch)
        advance(actor, ref, 0, len(issues))
        made = proven(person, issues)
        _write(actor, person, ref, form, made)
        if _in_sight(_person(batch), batch) < len(made):  # a right was lost: the file is not kept
            raise RightLost
    except RightLost:
        _drop(ref, form)
        fail(actor, ref, BatchTrouble.RIGHT_LOST)
    except NotFound:
        fail(actor, ref, BatchTrouble.NOTHING)
    except DiskFull:
        wait_for_room(actor, ref)
        raise
    else:
        finish(actor, ref, path_of(ref, form).stat().st_size)


def count_of(actor: Actor, source: BatchSource, subject_ref: str) -> int:
    """How many papers there are to gather; raises `NotFound` where what they belong to is out of sight."""
    return _IN_SIGHT[source](actor, subject_ref)


def file_of(actor: Actor, ref: str) -> tuple[PaperBatch, Path]:
    """The file that somebody asked for, while it is kept and while the office still opens each of its papers."""
    batch = queries.one(actor, ref)
    if batch.state is not _S.READY or batch.ready_at is None or batch.ready_at + LIFE <= clock.now():
        raise NotFound
    if _in_sight(actor, batch) < batch.total:
        raise Refused(BatchTrouble.RIGHT_LOST.text)
    path = path_of(batch.ref, batch.form)
    if not path.is_file():
        raise NotFound
    return batch, path


def path_of(ref: str, form: BatchForm) -> Path:
    """Where the file of a batch lies."""
    return files.path_of(tools().instance, f"{ref}.{form}")


@use_case
def advance(actor: Actor, ref: str, done: int, total: int) -> None:
    """Show how far it has come; the worker keeps the promise in its hands meanwhile."""
    outbox.hold_on(queries.promise_of(ref))
    _set(ref, state=_S.MAKING, trouble=None, done=done, total=total)


@use_case
def finish(actor: Actor, ref: str, size: int) -> None:
    """The file is there."""
    _set(ref, state=_S.READY, trouble=None, size=size, ready_at=clock.now(), done=PaperBatch.total)


@use_case
def fail(actor: Actor, ref: str, trouble: BatchTrouble) -> None:
    """No file will be made, and why."""
    _set(ref, state=_S.FAILED, trouble=trouble)


@use_case
def wait_for_room(actor: Actor, ref: str) -> None:
    """The disk is full: it is tried again."""
    _set(ref, state=_S.WAITING, trouble=BatchTrouble.DISK_FULL, done=0)


@use_case
def sweep_batches(actor: Actor, today: date) -> int:
    """Forget files of many papers a day after they were asked for, and what a killed worker left."""
    db.session.execute(delete(PaperBatch).where(PaperBatch.asked_at < clock.now() - 2 * LIFE))
    return files.sweep(tools().instance, clock.now() - LIFE)


def _ask(actor: Actor, source: BatchSource, subject_ref: str, form: BatchForm) -> PaperBatch:
    count = count_of(actor, source, subject_ref)  # out of sight is refused at once
    if not count:
        raise Refused(BatchTrouble.NOTHING.text)
    batch = PaperBatch(
        account_id=actor.account_id,
        mandate_ref=actor.mandate_ref,
        source=source,
        subject_ref=subject_ref,
        form=form,
        asked_at=clock.now(),
    )
    db.session.add(batch)
    db.session.flush()
    audit.note("paper_batch", batch.id, source=source.value, of=subject_ref, count=count)
    outbox.post(TOPIC, queries.promise_of(batch.ref), {"batch": batch.ref})
    return batch


def _person(batch: PaperBatch) -> Actor:
    """Whoever asked, in the office held then; raises `RightLost` where it is held no more."""
    person = queries.acting_again(batch.account_id, batch.mandate_ref, clock.today())
    if person is None:
        raise RightLost
    return person


def _in_sight(actor: Actor, batch: PaperBatch) -> int:
    """How many of the papers somebody still opens; none where what they belong to is out of sight."""
    try:
        return count_of(actor, batch.source, batch.subject_ref)
    except NotFound:
        return 0


def _sources(batch: PaperBatch) -> tuple[Actor, list[Issue]]:
    """The person who asked, as he or she stands today, and the papers in sight."""
    person = _person(batch)
    try:
        return person, _GATHER[batch.source](person, batch.subject_ref)
    except NotFound:
        if batch.total:
            raise RightLost from None
        raise


def _letters(actor: Actor, batch_ref: str) -> list[Issue]:
    require(actor, Permission.MEMBER_ADDRESS)
    return issues_of(letters.batch(actor, batch_ref))


def _sheets(actor: Actor, round_ref: str) -> list[Issue]:
    issues = []
    for sheet in queries.sheets_of_round(actor, round_ref):
        paper = evaluations.paper(sheet)
        shown = evaluations.in_sight(actor, sheet, paper)
        if shown:
            issues.append(sheet_issue(sheet, shown[0], paper.replies))
    if not issues:
        raise NotFound
    return issues


_GATHER: dict[BatchSource, Callable[[Actor, str], list[Issue]]] = {
    BatchSource.LETTERS: _letters,
    BatchSource.SHEETS: _sheets,
}


_IN_SIGHT: dict[BatchSource, Callable[[Actor, str], int]] = {
    BatchSource.LETTERS: queries.letters_in_sight,
    BatchSource.SHEETS: queries.sheets_in_sight,
}


def _write(actor: Actor, person: Actor, ref: str, form: BatchForm, made: Sequence[Paper]) -> None:
    open_list(person, "documents.batch")
    with files.written(tools().instance, f"{ref}.{form}") as file:
        if form is BatchForm.PDF:
            whole = papers.pdf([one.described() for one in made])
            keep_digest(person, [HandedOut.of(made, whole)])
            file.write(whole)
        else:
            _zip(actor, person, ref, made, file)


def _zip(actor: Actor, person: Actor, ref: str, made: Sequence[Paper], file: BinaryIO) -> None:
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for start in range(0, len(made), STEP):
            handed_out = []
            for number, paper in enumerate(made[start : start + STEP], start + 1):
                one = papers.pdf([paper.described()])
                handed_out.append(HandedOut.of([paper], one))
                archive.writestr(f"{number:04d}-{paper.file_name}.pdf", one)
            keep_digest(person, handed_out)
            advance(actor, ref, start + len(handed_out), len(made))


def _drop(ref: str, form: BatchForm) -> None:
    path_of(ref, form).unlink(missing_ok=True)


def _set(ref: str, **values: Any) -> None:
    db.session.execute(
        update(PaperBatch)
        .where(PaperBatch.ref == ref)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
