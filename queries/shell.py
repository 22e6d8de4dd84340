"""What the shell of every page shows beside the page: how many wait, in one statement."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, literal, select

from access import Actor, Permission, may, prepared, within
from models import Notice, Notification
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
    row = _counts(actor).one()
    return Counts(row[0], row[1])


@prepared
def _counts(actor: Actor) -> Select[int, int]:
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
    wait = notices.scalar_subquery() if may(actor, Permission.NOTICE_ACKNOWLEDGE) else literal(0)
    return select(wait, bells.scalar_subquery())
