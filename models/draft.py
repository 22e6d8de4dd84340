"""Forms on their way: keys already handled, and what was typed when a session had ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Numbered, Table
from models.types import REF_LENGTH, UtcTime


class FormKey(Numbered, Table):
    """The one-time key of a form that was carried out; a second click gets the first answer."""

    __tablename__ = "form_key"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    result_ref: Mapped[str | None] = mapped_column(String(REF_LENGTH))
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Draft(Numbered, Table):
    """What a person had typed and not sent, as when the session ended; shown again on the same page, then deleted."""

    __tablename__ = "draft"
    __table_args__ = (Index("uq_draft_account_id_path", "account_id", "path", unique=True),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    path: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
