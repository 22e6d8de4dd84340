"""Lists that a committee brought in: the history, one of them, and whether the same file came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible
from domain.errors import NotFound
from domain.lifecycles import IN_LIAISON
from models import ImportBatch, Liaison, Member, Organisation, Residence, db
from models.vocabulary import ImportState
from queries.paging import PAGE, Lines, before


@dataclass(frozen=True, slots=True)
class Entered:
    """A member as the register has him or her: the liaison, and the home."""

    liaison: Liaison
    residence: Residence | None


def entered(actor: Actor) -> list[Entered]:
    """The members at the cells of the committee, by cell and in Vietnamese order, for a list to be filled in."""
    found = db.session.execute(
        visible(actor, Permission.LIAISON_READ, Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .outerjoin(Residence, (Residence.member_id == Member.id) & Residence.ends_on.is_(None))
        .add_columns(Residence)
        .where(Liaison.state.in_(IN_LIAISON))
        .options(
            joinedload(Liaison.member).joinedload(Member.workplace).joinedload(Organisation.parent),
            joinedload(Liaison.residence),
        )
        .order_by(Liaison.residence_id, Liaison.sort_key, Liaison.id)
    ).all()
    first = {liaison.id: Entered(liaison, home) for liaison, home in reversed(found)}
    return list(reversed(first.values()))


def cells_of(actor: Actor) -> Sequence[str]:
    """The names of the residence cells of the committee."""
    return db.session.scalars(
        select(Organisation.name)
        .where(Organisation.parent_id == actor.organisation_id, Organisation.dissolved_on.is_(None))
        .order_by(Organisation.sort_key, Organisation.id)
    ).all()


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
