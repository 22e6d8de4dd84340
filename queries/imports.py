"""Lists that a committee brought in: the history, one of them, and whether the same file came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible
from domain.errors import NotFound
from domain.lifecycles import IN_LIAISON
from models import ImportBatch, Liaison, Member, Organisation, Residence, db
from models.vocabulary import ImportState, Side
from queries.paging import PAGE, Lines, before


@dataclass(frozen=True, slots=True)
class Entered:
    """A member as the register has him or her: the home, and the liaison where there is one."""

    member: Member
    residence: Residence | None
    liaison: Liaison | None


def entered(actor: Actor) -> list[Entered]:
    """The members of the committee, by cell and in Vietnamese order, for a list to be filled in."""
    is_at_work = actor.side is Side.WORKPLACE
    cell = Member.workplace_id if is_at_work else Liaison.residence_id
    bond = and_(Liaison.member_id == Member.id, Liaison.state.in_(IN_LIAISON))
    found = db.session.execute(
        visible(actor, Permission.MEMBER_READ, Member)
        .join(Liaison, bond, isouter=is_at_work)
        .outerjoin(Residence, (Residence.member_id == Member.id) & Residence.ends_on.is_(None))
        .add_columns(Residence, Liaison)
        .where(Member.left_on.is_(None))
        .options(joinedload(Member.workplace).joinedload(Organisation.parent), joinedload(Liaison.residence))
        .order_by(cell, Member.sort_key, Member.id)
    ).all()
    first = {member.id: Entered(member, home, liaison) for member, home, liaison in reversed(found)}
    return list(reversed(first.values()))


def cells_of(actor: Actor) -> Sequence[str]:
    """The names of the cells of the committee."""
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
