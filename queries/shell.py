"""What the shell of every page shows beside the page: how many wait, in one statement."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from access import Actor, Permission, may, within
from models import Notice, Notification, db
from models.vocabulary import NoticeState


@dataclass(frozen=True, slots=True)
class Counts:
    """Notices that wait at the office, and bells that the person has not looked at."""

    notices: int
    bells: int


def counts(actor: Actor) -> Counts:
    """The numbers of the badges."""
    if actor.account_id is None:
        return Counts(0, 0)
    bells = (
        select(func.count())
        .select_from(Notification)
        .where(Notification.account_id == actor.account_id, Notification.seen_at.is_(None))
    )
    notices = (
        select(func.count())
        .select_from(Notice)
        .where(within(actor, Permission.NOTICE_ACKNOWLEDGE, Notice), Notice.state == NoticeState.SENT)
    )
    if not may(actor, Permission.NOTICE_ACKNOWLEDGE):
        return Counts(0, db.session.scalar(bells) or 0)
    row = db.session.execute(select(notices.scalar_subquery(), bells.scalar_subquery())).one()
    return Counts(row[0], row[1])
