"""Who has died or left the Party, and since when somebody is gone from working life, as the changes say."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from models import Change, db
from models.vocabulary import ChangeKind


def has_departed(member_id: int) -> bool:
    """Whether a death, or leaving the Party, stands on the record and is in effect."""
    found = select(Change.id).where(
        Change.member_id == member_id, Change.kind == ChangeKind.DEPARTURE, _stands()
    )
    return db.session.scalar(found.limit(1)) is not None


def gone_since(member_id: int, but: Change) -> date | None:
    """The day on which a change other than `but` took a member out of working life, if one did and stands."""
    goes = or_(
        Change.kind.in_((ChangeKind.RETIREMENT, ChangeKind.DEPARTURE)),
        and_(Change.kind == ChangeKind.TRANSFER, Change.to_organisation_id.is_(None)),
    )
    found = select(Change.effective_on).where(
        Change.member_id == member_id, Change.id != but.id, goes, _stands()
    )
    return db.session.scalar(found.order_by(Change.effective_on.desc()).limit(1))


def _stands() -> ColumnElement[bool]:
    return and_(Change.applied_at.is_not(None), Change.superseded_at.is_(None), Change.withdrawn_at.is_(None))
