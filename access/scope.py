"""The one place where a right becomes a WHERE clause: lists, single pages, files and jobs all ask here."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from access.actor import Actor
from access.anchors import ANCHORS, LIMITS, OWN, SECRETS, Anchor
from access.offices import Reach, may, reach
from access.permissions import Permission
from domain.errors import NotAllowed, NotFound
from models import WRITING, Organisation, db
from models.base import Base

Row = TypeVar("Row", bound=Base)


def visible(actor: Actor, permission: Permission, table: type[Row]) -> Select[Row]:
    """The rows of a table on which the actor holds this right; an empty selection when the office has it nowhere."""
    return select(table).where(within(actor, permission, table))


def within(actor: Actor, permission: Permission, table: type[Base]) -> ColumnElement[bool]:
    """The condition under which a row of the table is in the actor's reach."""
    far = reach(actor, permission)
    if far is None:
        return false()
    if far is Reach.SELF:
        return and_(OWN[table] == actor.member_id, *_limit(actor, permission, table))
    anchor = ANCHORS.get((table, actor.side)) if actor.side else None
    if anchor is None:
        return false()
    return and_(_hangs(anchor, actor, far), *_open(actor, table), *_limit(actor, permission, table))


def fetch(actor: Actor, permission: Permission, table: type[Row], ref: str, *options: Any) -> Row:
    """One row by its reference, locked when a use case is at work.

    Raises `NotAllowed` when the office has no such right at all, `NotFound` when the row is absent or out of sight,
    also when a colleague took it out of sight at that moment: the form tells who had it in sight (ui/forms.py).
    """
    require(actor, permission)
    found = visible(actor, permission, table).where(_ref(table) == ref).options(*options)
    if db.session.connection().get_execution_options().get(WRITING):
        found = found.with_for_update(of=table).execution_options(populate_existing=True)
    row: Row | None = db.session.scalars(found).one_or_none()
    if row is None:
        raise NotFound
    return row


def require(actor: Actor, permission: Permission) -> None:
    """Raise `NotAllowed` unless the actor's office has this right."""
    if not may(actor, permission):
        raise NotAllowed("Your office does not allow this.")


def organisations_below(actor: Actor) -> Select[int]:
    """Ids of the actor's organisation and of all below it: one range of the path index."""
    low, high = actor.below
    return select(Organisation.id).where(Organisation.path >= low, Organisation.path < high)


def _hangs(anchor: Anchor, actor: Actor, far: Reach) -> ColumnElement[bool]:
    def in_reach(column: Any) -> ColumnElement[bool]:
        if far is Reach.HERE:
            return column == actor.organisation_id  # type: ignore[no-any-return]
        return column.in_(organisations_below(actor))  # type: ignore[no-any-return]

    condition = (
        or_(*map(in_reach, anchor.columns)) if len(anchor.columns) > 1 else in_reach(anchor.columns[0])
    )
    if anchor.when is not None:
        condition = and_(condition, anchor.when)
    if anchor.through is None:
        return condition
    own, other = anchor.through
    return own.in_(select(other).where(condition))


def _open(actor: Actor, table: type[Base]) -> list[ColumnElement[bool]]:
    secret = SECRETS.get(table)
    if secret is None or may(actor, Permission.SANCTION_READ):
        return []
    return [or_(secret.is_secret.is_(False), secret.own == actor.account_id)]


def _limit(actor: Actor, permission: Permission, table: type[Base]) -> list[ColumnElement[bool]]:
    limit = LIMITS.get((table, permission))
    return [limit(actor)] if limit is not None else []


def _ref(table: type[Base]) -> Any:
    return table.ref  # type: ignore[attr-defined]
