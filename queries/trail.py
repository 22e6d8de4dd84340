"""Who looked at whom, and what happened under whose name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible
from domain.paths import ids_in
from models import AccessEntry, AuditEntry, Liaison, Organisation, Workplace, db
from models.vocabulary import Office, label

PURPOSES: dict[str, str] = {
    "members.show": label("Opened the record"),
    "members.edit": label("Corrected the record"),
    "members.index": label("Opened the list of members"),
    "letters.index": label("Opened the list of introduction letters"),
    "letters.show": label("Opened the introduction letter"),
    "letters.print": label("Printed the introduction letter"),
    "letters.new": label("Prepared an introduction letter"),
    "changes.index": label("Opened the list of changes"),
    "liaisons.index": label("Opened the list of newly introduced members"),
    "liaisons.show": label("Opened the liaison with its history"),
    "changes.new": label("Recorded a change"),
    "changes.show": label("Read a change"),
    "notices.index": label("Opened the list of change notices"),
    "notices.sent": label("Followed the notices sent"),
    "notices.show": label("Read a change notice"),
}
"""Page → why it was opened, in words a member understands."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the member's record or at a list with the member on it."""

    at: datetime
    person: str
    office: Office | None
    organisation: str | None
    purpose: str


def who_looked(actor: Actor, since: date, limit: int) -> list[Look]:
    """Who opened the actor's own record, and the lists with the actor on them, the latest first; nobody else's."""
    if actor.member_id is None:
        return []
    condition = or_(AccessEntry.member_id == actor.member_id, *_lists_with(actor.member_id))
    found = db.session.scalars(
        select(AccessEntry)
        .where(condition, AccessEntry.on >= since, AccessEntry.account_id != actor.account_id)
        .order_by(AccessEntry.at.desc(), AccessEntry.id.desc())
        .limit(limit)
        .options(joinedload(AccessEntry.account), joinedload(AccessEntry.as_organisation))
    )
    return [
        Look(
            entry.at,
            entry.account.full_name,
            entry.office,
            entry.as_organisation.name if entry.as_organisation else None,
            PURPOSES.get(entry.page, entry.page),
        )
        for entry in found
    ]


def _lists_with(member_id: int) -> list[ColumnElement[bool]]:
    """The lists on which the member stood, each with the days during which he or she did."""
    homes = select(Organisation.path, Liaison.created_at, Liaison.ended_on).join(
        Liaison, Liaison.residence_id == Organisation.id
    )
    works = select(Organisation.path, Workplace.starts_on, Workplace.ends_on).join(
        Workplace, Workplace.organisation_id == Organisation.id
    )
    conditions = []
    for path, since, until in (
        *db.session.execute(homes.where(Liaison.member_id == member_id)),
        *db.session.execute(works.where(Workplace.member_id == member_id)),
    ):
        start = since.date() - timedelta(days=1) if isinstance(since, datetime) else since
        listed = AccessEntry.listed_id.in_(ids_in(path))
        bounds = [AccessEntry.on >= start] if start else []
        bounds += [AccessEntry.on <= until] if until else []
        conditions.append(and_(listed, *bounds))
    return conditions


def entries(actor: Actor, before: int | None, limit: int = 100) -> list[AuditEntry]:
    """The trail of the actor's organisations, the latest first, from below a number on."""
    found = visible(actor, Permission.TRAIL_READ, AuditEntry).options(
        joinedload(AuditEntry.account), joinedload(AuditEntry.organisation)
    )
    if before is not None:
        found = found.where(AuditEntry.id < before)
    return list(db.session.scalars(found.order_by(AuditEntry.id.desc()).limit(limit)))
