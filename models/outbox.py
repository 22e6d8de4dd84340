"""Work promised in the same transaction as its cause, and the clock of the daily round."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Numbered, Referenced, Table
from models.types import UtcTime, one_of
from models.vocabulary import OutboxState

_WAITING, _GIVEN_UP = text("state = 'waiting'"), text("state = 'given_up'")


class OutboxMessage(Referenced, Table):
    """Something that must leave the process; its key is unique and, for e-mail, the Message-ID."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_waiting", "not_before", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_outbox_given_up", "id", sqlite_where=_GIVEN_UP, postgresql_where=_GIVEN_UP),
    )

    topic: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[OutboxState] = mapped_column(one_of(OutboxState), default=OutboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    not_before: Mapped[datetime] = mapped_column(UtcTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_error: Mapped[str | None] = mapped_column(String(300))


class Schedule(Numbered, Table):
    """When something periodic is due next; claimed like a message, so it runs once however many workers there are."""

    __tablename__ = "schedule"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    next_at: Mapped[datetime] = mapped_column(UtcTime)
