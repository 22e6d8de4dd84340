"""Who looked: opening a record or a list leaves its mark, committed before the page is sent (BR-17)."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Select, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from access import Actor, prepared
from adapters import clock
from models import AccessEntry, db
from services import audit
from services.unit import use_case

_MARK = insert(AccessEntry)
"""Added past the unit of work: every look at a record waits for it."""


def open_dossier(actor: Actor, member_id: int, page: str) -> None:
    """Leave the mark that the actor opened one member's record; looking at one's own leaves none."""
    if actor.member_id != member_id:
        _look(actor, member_id=member_id, listed_id=None, page=page)


def open_list(actor: Actor, page: str) -> None:
    """Leave the mark that the actor opened a list of his or her organisation, once a day."""
    if actor.organisation_id is None:
        return
    if _seen_today(actor, page=page, on=clock.today()).first() is not None:
        return
    with suppress(IntegrityError):  # opened twice at the same moment: the other mark stands for both
        _look(actor, member_id=None, listed_id=actor.organisation_id, page=page)


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
def _look(actor: Actor, member_id: int | None, listed_id: int | None, page: str) -> None:
    if actor.account_id is None:
        return
    db.session.connection().execute(
        _MARK,
        {
            "at": clock.now(),
            "on": clock.today(),
            "account_id": actor.account_id,
            "as_organisation_id": actor.organisation_id,
            "office": actor.office,
            "member_id": member_id,
            "listed_id": listed_id,
            "page": page,
        },
    )
    audit.note("look", member_id, page=page, listed=listed_id)
