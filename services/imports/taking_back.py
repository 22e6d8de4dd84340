"""Takes a written list back: deletes what it added, as long as nobody has worked on any of it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, delete, select, update

from adapters import clock
from domain.errors import Refused
from models import (
    AccessEntry,
    Attendance,
    ImportBatch,
    Liaison,
    LiaisonStep,
    Match,
    Member,
    Opinion,
    Organisation,
    OrganisationName,
    Residence,
    Strength,
    Workplace,
    db,
)
from models.base import Base
from services import audit
from services.imports import bulk

CHUNK = 500
_IN_BULK = {"synchronize_session": False}
_NAMED = 5
"""So many of those whom somebody has worked on are named."""
_LIST_WROTE: tuple[type[Base], ...] = (Member, Workplace, Residence, Liaison, LiaisonStep)
_LOOKS: tuple[type[Base], ...] = (AccessEntry,)
"""To have looked at a record is no work on it."""


_WORK_OF_A_CELL: tuple[Any, ...] = (Attendance, Match, Opinion, Strength)
"""What speaks of a member, not of the liaison, and begins with it."""


def take_back(batch: ImportBatch) -> list[int]:
    """Delete the rows that a list added; gives the cells that had received somebody.

    Organisations that it founded are closed. Raises `Refused` with names when somebody has corrected, met, told or
    asked one of the members since, or has given one of the new cells an office, an account or a member.
    """
    members, housed = bulk.ids_of(batch.written.get("members")), bulk.ids_of(batch.written.get("housed"))
    liaisons = bulk.ids_of(batch.written.get("liaisons"))
    organisations = bulk.ids_of(batch.written.get("organisations"))
    filled = {one: (version, names) for one, version, names in batch.written.get("filled", [])}
    _refuse_if_worked_on(members, liaisons)
    _empty_again(filled)
    _delete(LiaisonStep, LiaisonStep.liaison_id, liaisons)
    _delete(Liaison, Liaison.id, liaisons)
    _delete(Residence, Residence.member_id, [*members, *housed])
    _delete(Workplace, Workplace.member_id, members)
    _delete(AccessEntry, AccessEntry.member_id, members)
    _delete(Member, Member.id, members)
    _dissolve(organisations)
    gone = set(organisations)
    if liaisons:
        audit.note("liaison", None, batch.organisation_id, **_deleted(liaisons))
    if members:
        audit.note("member", None, batch.organisation_id, **_deleted(members))
    if organisations:
        audit.note("organisation", None, batch.organisation_id, **_deleted(organisations))
    return [one for one in bulk.ids_of(batch.written.get("homes")) if one not in gone]


def _deleted(ids: Sequence[int]) -> dict[str, Any]:
    return {"": "-", "ids": bulk.ranges(ids)}


def _refuse_if_worked_on(members: Sequence[int], liaisons: Sequence[int]) -> None:
    """Say whose records were changed, or are spoken of elsewhere, since the list was written."""
    touched: set[int] = set()
    for ids in bulk.chunks(members, CHUNK):
        touched.update(db.session.scalars(select(Member.id).where(Member.id.in_(ids), Member.version > 1)))
        for column in _pointing_at(Member):
            touched.update(db.session.scalars(select(column).where(column.in_(ids)).distinct()))
    for ids in bulk.chunks(liaisons, CHUNK):
        whose = select(Liaison.member_id).where(Liaison.id.in_(ids))
        touched.update(db.session.scalars(whose.where(Liaison.version > 1)))
        for column in _pointing_at(Liaison):
            touched.update(db.session.scalars(whose.join(column.table, column == Liaison.id).distinct()))
        for table in _WORK_OF_A_CELL:  # of those whom the list only linked: before it, no cell had them
            touched.update(
                db.session.scalars(whose.join(table, table.member_id == Liaison.member_id).distinct())
            )
    if touched:
        some = (
            select(Member.full_name).where(Member.id.in_(sorted(touched)[:_NAMED])).order_by(Member.sort_key)
        )
        raise _worked_on(len(touched), db.session.scalars(some))


def _empty_again(filled: Mapping[int, tuple[int, list[str]]]) -> None:
    """Take out of records what the list had filled in; `Refused` with names where somebody has corrected one since."""
    changed: list[str] = []
    for ids in bulk.chunks(filled, CHUNK):
        for member in db.session.scalars(select(Member).where(Member.id.in_(ids)).order_by(Member.id)):
            version, names = filled[member.id]
            if member.version != version:
                changed.append(member.full_name)
                continue
            for name in names:
                setattr(member, name, None)
            if "card_number" in names:
                member.card_digits = None
    if changed:
        raise _worked_on(len(changed), changed[:_NAMED])


def _worked_on(count: int, names: Iterable[str]) -> Refused:
    return Refused(
        "Somebody has worked on %(count)s of these members since: %(names)s. The list can no longer be undone.",
        count=count,
        names=", ".join(names),
    )


def _pointing_at(table: type[Base]) -> Iterator[Column[Any]]:
    """The indexed columns that speak of a row of a table, save those that the list itself wrote and mere looks.

    Of the new organisations: whatever holds somebody or something, now that the members of the list are gone.
    """
    spared: tuple[type[Base], ...] = _LOOKS if table is Organisation else (*_LIST_WROTE, *_LOOKS)
    known: tuple[type[Base], ...] = (*spared, OrganisationName)
    own = {one.__table__ for one in known}
    for other in Base.metadata.sorted_tables:
        if other in own:
            continue
        for column in other.columns:
            leads = any(key.column.table is table.__table__ for key in column.foreign_keys)
            if leads and _is_indexed(other, column):
                yield column


def _is_indexed(table: Table, column: Column[Any]) -> bool:
    firsts = [index.columns[0] for index in table.indexes]
    firsts += [one.columns[0] for one in table.constraints if isinstance(one, UniqueConstraint)]
    return any(first is column for first in firsts) or bool(column.unique)


def _delete(table: type[Base], column: Any, ids: Sequence[int]) -> None:
    for some in bulk.chunks(ids, CHUNK):
        db.session.execute(delete(table).where(column.in_(some)), execution_options=_IN_BULK)


def _dissolve(organisations: Sequence[int]) -> None:
    """Close the organisations that the list founded, which nobody uses; they stay, like any that ended."""
    for some in bulk.chunks(organisations, CHUNK):
        for column in _pointing_at(Organisation):
            used = select(column).where(column.in_(some)).limit(1)
            if column.table is Organisation.__table__:
                used = used.where(Organisation.id.not_in(organisations), Organisation.dissolved_on.is_(None))
            if db.session.scalar(used) is not None:
                raise Refused(
                    "A cell or workplace that this list founded has been used since. "
                    "The list can no longer be undone."
                )
        over = update(Organisation).where(Organisation.id.in_(some)).values(dissolved_on=clock.today())
        db.session.execute(over, execution_options=_IN_BULK)
