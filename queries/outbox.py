"""What could not leave the process."""

from __future__ import annotations

from sqlalchemy import literal, select

from access import Actor, Permission, require
from models import OutboxMessage, db
from models.vocabulary import OutboxState

MOST = 100
IS_GIVEN_UP = OutboxMessage.state == literal(
    OutboxState.GIVEN_UP, OutboxMessage.state.type, literal_execute=True
)
"""Written into the statement itself, or the planner would not see that the index of these few fits."""


def given_up(actor: Actor) -> list[OutboxMessage]:
    """The messages that were given up, the latest first, a hundred at most; they name nobody."""
    require(actor, Permission.MAIL_REPEAT)
    return list(
        db.session.scalars(
            select(OutboxMessage).where(IS_GIVEN_UP).order_by(OutboxMessage.id.desc()).limit(MOST)
        )
    )
