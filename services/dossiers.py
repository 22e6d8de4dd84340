"""Who looked: opening or taking away leaves its mark, committed before the page or the file is sent (BR-17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import Select, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from access import Actor, prepared
from adapters import clock
from models import AccessEntry, Member, db
from services import audit
from services.unit import use_case

_MARK = insert(AccessEntry)
"""Added past the unit of work: every look at a record waits for it."""
_AT_ONCE = 500
"""References looked up in one statement: fewer than a statement has places."""


def open_dossier(actor: Actor, member_id: int, page: str) -> None:
    """Leave the mark that the actor opened one member's record; looking at one's own leaves none."""
    open_dossiers(actor, (member_id,), page)


def open_dossiers(actor: Actor, member_ids: Sequence[int], page: str) -> None:
    """Leave the marks of a page that shows the records of several members beside each other."""
    seen = [one for one in member_ids if one != actor.member_id]
    if seen:
        _look(actor, [(one, None) for one in seen], page)


def open_list(actor: Actor, page: str) -> None:
    """Leave the mark that the actor opened a list of his or her organisation, once a day."""
    if actor.organisation_id is None:
        return
    if _seen_today(actor, page=page, on=clock.today()).first() is not None:
        return
    with suppress(IntegrityError):  # opened twice at the same moment: the other mark stands for both
        _look(actor, [(None, actor.organisation_id)], page)


@prepared
def _seen_today(actor: Actor) -> Select[int]:
    return select(AccessEntry.id).where(
        AccessEntry.account_id == actor.account_id,
        AccessEntry.as_organisation_id == actor.organisation_id,
        AccessEntry.listed_id == actor.organisation_id,
        AccessEntry.page == bindparam("page"),
        AccessEntry.on == bindparam("on"),
    )


@use_case
def _look(actor: Actor, marks: Sequence[tuple[int | None, int | None]], page: str) -> None:
    """One mark for each pair of a member whose record, or an organisation whose list, was opened."""
    if actor.account_id is None:
        return
    rows = [_mark(actor, member_id, listed_id, page) for member_id, listed_id in marks]
    db.session.connection().execute(_MARK, rows)
    for member_id, listed_id in marks:
        audit.note("look", member_id, page=page, listed=listed_id)


@use_case
def take_list(actor: Actor, page: str, member_refs: Sequence[str]) -> None:
    """Leave the mark that the actor took a list away as a file: one for each member who stands on it."""
    if actor.account_id is None:
        return
    marks = [_mark(actor, one, None, page) for one in _ids_of(member_refs) if one != actor.member_id]
    if marks:
        db.session.connection().execute(_MARK, marks)
    audit.note("export", None, page=page, members=len(marks))


def _mark(actor: Actor, member_id: int | None, listed_id: int | None, page: str) -> dict[str, object]:
    return {
        "at": clock.now(),
        "on": clock.today(),
        "account_id": actor.account_id,
        "as_organisation_id": actor.organisation_id,
        "office": actor.office,
        "member_id": member_id,
        "listed_id": listed_id,
        "page": page,
    }


def _ids_of(member_refs: Sequence[str]) -> Iterator[int]:
    for start in range(0, len(member_refs), _AT_ONCE):
        some = member_refs[start : start + _AT_ONCE]
        yield from db.session.scalars(select(Member.id).where(Member.ref.in_(some)).order_by(Member.id))
