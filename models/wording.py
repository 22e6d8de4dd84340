"""What papers say and how they are laid out, version by version: a paper made again keeps the words it had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Numbered, Table
from models.types import UtcTime


class PaperWording(Numbered, Table):
    """One version of all sentences, symbols and margins; the newest is in force, and none is ever changed.

    Its id is the next number: of two people who write at the same moment one is told to press again.
    """

    __tablename__ = "paper_wording"
    __table_args__ = (Index("ix_paper_wording_mark", "mark", "id"),)

    mark: Mapped[str | None] = mapped_column(String(80))
    """What this version changed: letter.title, layout; nothing where the product brought other sentences."""
    original: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the product says, as in reference/papers.toml."""
    changed: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the office says instead, by its mark."""
    digest: Mapped[str] = mapped_column(String(64))
    """The mark of both: a process that has read words of this mark need not read them again."""
    at: Mapped[datetime] = mapped_column(UtcTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account | None] = relationship(lazy="raise_on_sql")
