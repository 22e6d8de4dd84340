"""The personal bell: one line for one person, without anything personal in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Referenced, Table
from models.types import UtcTime

_UNSEEN = text("seen_at IS NULL")


class Notification(Referenced, Table):
    """Rings at one account. `key` makes a second ring of the same thing impossible."""

    __tablename__ = "notification"
    __table_args__ = (
        Index("uq_notification_account_id_key", "account_id", "key", unique=True),
        Index("ix_notification_unseen", "account_id", "at", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
        Index("ix_notification_account_id_at", "account_id", "at", "id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The office for which it rings; none for the member's own matters."""
    event: Mapped[str] = mapped_column(String(60))
    """Name of the event in domain/events.py, which has its text in templates/messages/."""
    key: Mapped[str] = mapped_column(String(120))
    link: Mapped[str] = mapped_column(String(120))
    """Path inside the application that the line opens."""
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcTime)
