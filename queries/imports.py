"""Lists that a committee brought in: the history, one of them, and whether the same file came before."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible
from domain.errors import NotFound
from models import ImportBatch, db
from models.vocabulary import ImportState
from queries.paging import PAGE, Lines, before


def history(actor: Actor, after: str | None = None) -> Lines[ImportBatch]:
    """The lists of the committee in sight, the latest first."""
    order = (ImportBatch.made_at, ImportBatch.id)
    found = visible(actor, Permission.LIST_IMPORT, ImportBatch).where(
        ImportBatch.organisation_id == actor.organisation_id
    )
    start = before(ImportBatch, order, after)
    found = found if start is None else found.where(start)
    newest = (ImportBatch.made_at.desc(), ImportBatch.id.desc())
    rows = db.session.scalars(found.order_by(*newest).limit(PAGE + 1).options(joinedload(ImportBatch.by)))
    return Lines.of(rows.all(), PAGE, lambda batch: batch.ref)


def one(actor: Actor, ref: str) -> ImportBatch:
    """A list in sight; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.LIST_IMPORT, ImportBatch)
        .where(ImportBatch.ref == ref)
        .options(joinedload(ImportBatch.by))
    )
    if found is None:
        raise NotFound
    return found


def written_before(actor: Actor, batch: ImportBatch) -> ImportBatch | None:
    """The same file, written earlier by the same committee and not undone."""
    found: ImportBatch | None = db.session.scalar(
        visible(actor, Permission.LIST_IMPORT, ImportBatch)
        .where(
            ImportBatch.organisation_id == batch.organisation_id,
            ImportBatch.file_hash == batch.file_hash,
            ImportBatch.state == ImportState.WRITTEN,
            ImportBatch.id != batch.id,
        )
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )
    return found
