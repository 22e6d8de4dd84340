"""What could not leave the process."""

from __future__ import annotations

from sqlalchemy import select

from access import Actor, Permission, require
from models import OutboxMessage, db
from models.vocabulary import OutboxState

MOST = 100


def given_up(actor: Actor) -> list[OutboxMessage]:
    """The messages that were given up, the latest first, a hundred at most; they name nobody."""
    require(actor, Permission.MAIL_REPEAT)
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.state == OutboxState.GIVEN_UP)
            .order_by(OutboxMessage.id.desc())
            .limit(MOST)
        )
    )
