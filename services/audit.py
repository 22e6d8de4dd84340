"""From the flush to the trail: every change of an audited table becomes a chained entry in the same transaction.

The chain: hash = HMAC(trail key, canonical entry with the hash before it). The head is locked while entries are
added, so the chain has no forks; `verify` names the first entry that does not fit.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.orm import PassiveFlag, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from access import Actor
from adapters import clock
from adapters.tools import tools
from models import AuditEntry, AuditHead, db
from models.base import Base

KEPT = "[kept]"
_PERSONAL = frozenset(
    [
        "full_name",
        "folded",
        "sort_key",
        "phone",
        "email",
        "born",
        "admitted",
        "official",
        "card_number",
        "card_digits",
        "address",
        "new_address",
        "position",
        "post",
        "title",
        "sanction_form",
        "until_on",
        "decision_number",
        "decided_by",
        "note",
        "content",
        "exemption_basis",
        "returned_because",
        "disputed_because",
        "withdrawn_because",
        "cancelled_because",
        "text",
        "agenda",
        "information",
        "theme",
        "discussion",
        "conclusions",
        "chair",
        "note_taker",
        "amended_because",
        "declined_because",
        "passed_to",
        "answer",
        "place",
        "link",
        "stands",
        "wanted",
        "extended_because",
        "now_says",
        "ticks",
        "remarks",
        "duties",
        "unassessable_because",
        "dissent",
        "people",
        "reference",
        "dossier_code",
        "purpose",
        "outcome",
        "file_name",
        "reason",
    ]
)
"""Columns whose values the trail does not repeat: it says that they changed, the row says what they are."""
_SILENT = frozenset({"id", "ref", "version"})
_FIRST = "0" * 64

_HEAD = select(AuditHead.entries, AuditHead.hash).where(AuditHead.id == 1).with_for_update()
_ADD = insert(AuditEntry)
_MOVED: dict[str, Any] = {"entries": bindparam("number"), "hash": bindparam("last")}
_MOVE_HEAD = update(AuditHead).where(AuditHead.id == 1).values(_MOVED)
_FIRST_HEAD = insert(AuditHead).values({"id": 1} | _MOVED)


@dataclass(slots=True)
class Trail:
    """What one use case leaves behind, gathered until its end."""

    actor: Actor
    action: str
    entries: list[dict[str, Any]] = field(default_factory=list)


_trail: ContextVar[Trail | None] = ContextVar("the trail of the use case at work", default=None)


def begin(actor: Actor, action: str) -> Trail:
    """Start to gather what a use case changes."""
    trail = Trail(actor, action)
    _trail.set(trail)
    return trail


def end() -> None:
    """Stop gathering."""
    _trail.set(None)


def note(subject: str, subject_id: int | None, organisation_id: int | None = None, **detail: Any) -> None:
    """Add an entry by hand: a look, or a row written in bulk that no flush has seen."""
    trail = _trail.get()
    if trail is None:
        raise RuntimeError("an entry of the trail belongs to a use case")
    trail.entries.append(
        {"subject": subject, "subject_id": subject_id, "detail": detail, "organisation_id": organisation_id}
    )


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: UOWTransaction) -> None:
    trail = _trail.get()
    if trail is None:
        return
    for row in session.new:
        if isinstance(row, Base) and row.__audited__:
            trail.entries.append(_entry(row, "+", _values(row)))
    for row in session.dirty:
        if isinstance(row, Base) and row.__audited__ and (changed := _changes(row)):
            trail.entries.append(_entry(row, "~", changed))
    for row in session.deleted:
        if isinstance(row, Base) and row.__audited__:
            trail.entries.append(_entry(row, "-", {}))


def _entry(row: Base, sign: str, detail: dict[str, Any]) -> dict[str, Any]:
    return {
        "subject": row.__tablename__,
        "subject_id": getattr(row, "id", None),
        "detail": {"": sign, **detail},
        "organisation_id": None,
    }


def _columns(row: Base) -> Iterator[str]:
    return (attribute.key for attribute in row.__mapper__.column_attrs if attribute.key not in _SILENT)


def _values(row: Base) -> dict[str, Any]:
    given = ((name, getattr(row, name)) for name in _columns(row))
    return {name: _told(name, value) for name, value in given if value is not None}


def _changes(row: Base) -> dict[str, Any]:
    changed = {}
    for name in _columns(row):
        history = get_history(row, name, PassiveFlag.PASSIVE_OFF)
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            changed[name] = [_told(name, old), _told(name, new)]
    return changed


def _told(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _PERSONAL:
        return KEPT
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else KEPT


def write(trail: Trail) -> None:
    """Chain the entries gathered; part of the transaction, so a change without its entry cannot be."""
    if not trail.entries:
        return
    connection = db.session.connection()  # past the unit of work, whose care for objects is not needed here
    head = connection.execute(_HEAD).one_or_none()
    number, previous = (head.entries, head.hash) if head else (0, _FIRST)
    rows = []
    for entry in trail.entries:
        number += 1
        row = _row(trail, entry, number, previous)
        row["hash"] = previous = _hash(row)
        rows.append(row)
    connection.execute(_ADD, rows)
    connection.execute(_MOVE_HEAD if head else _FIRST_HEAD, {"number": number, "last": previous})


def _row(trail: Trail, entry: dict[str, Any], number: int, previous: str) -> dict[str, Any]:
    actor = trail.actor
    return {
        "id": number,
        "at": clock.now(),
        "account_id": actor.account_id,
        "organisation_id": entry["organisation_id"] or actor.organisation_id,
        "office": actor.office,
        "action": trail.action,
        "subject": entry["subject"],
        "subject_id": entry["subject_id"],
        "detail": json.dumps(entry["detail"], ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "previous": previous,
    }


def _hash(row: dict[str, Any]) -> str:
    told = [
        row[name]
        for name in (
            "id",
            "account_id",
            "organisation_id",
            "office",
            "action",
            "subject",
            "subject_id",
            "detail",
        )
    ]
    words = json.dumps(
        [row["at"].isoformat(), row["previous"], *told], ensure_ascii=False, separators=(",", ":")
    )
    return hmac.new(tools().keys.trail, words.encode(), hashlib.sha256).hexdigest()


def verify(chunk: int = 2000) -> int | None:
    """The number of the first entry that does not fit the chain, or `None` when the trail is whole.

    Notices an edited entry, a missing one, and a trail that was cut at its end.
    """
    number, previous = 0, _FIRST
    while True:
        entries = db.session.execute(
            select(AuditEntry.__table__).where(AuditEntry.id > number).order_by(AuditEntry.id).limit(chunk)
        ).mappings()
        rows = [dict(entry) for entry in entries]
        if not rows:
            break
        for row in rows:
            if row["id"] != number + 1 or row["previous"] != previous or row["hash"] != _hash(row):
                return number + 1
            number, previous = row["id"], row["hash"]
    head = db.session.execute(select(AuditHead.entries, AuditHead.hash)).one_or_none()
    whole = (number, previous) == ((head.entries, head.hash) if head else (0, _FIRST))
    return None if whole else number + 1
