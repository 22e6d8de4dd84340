"""Sessions, activated devices, and the counters that slow down guessing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Referenced, Table
from models.types import RowId, UtcTime


class Device(Referenced, Table):
    """A device activated for one account; a device that serves several accounts has a row for each."""

    __tablename__ = "device"
    __table_args__ = (Index("uq_device_token_hash_account_id", "token_hash", "account_id", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    takes_pin: Mapped[bool] = mapped_column(default=False)
    """Activated by a slip: the PIN is accepted here. Other devices are only known, for the throttle and the list."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)


class SignIn(Referenced, Table):
    """One session. The cookie holds a random value, this row its hash; ending the row ends the session."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"), index=True)
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    """The office in which the person acts; none means as a member."""
    browser: Mapped[str] = mapped_column(String(80), default="")
    pages: Mapped[str] = mapped_column(Text, default="{}")
    """What one page leaves for the next (a message to show once), as JSON."""
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    last_seen_at: Mapped[datetime] = mapped_column(UtcTime)
    fresh_at: Mapped[datetime] = mapped_column(UtcTime)
    """When the person last proved who he or she is; acts of weight ask for at most ten minutes."""


class Attempt(Table):
    """Failures counted per account and device, or per code form; stored, so that every process counts alike."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(UtcTime)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
