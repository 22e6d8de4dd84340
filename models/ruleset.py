"""What is law is data: versions of the regulation, and the days on which nobody works."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Numbered, Referenced, Table, Versioned
from models.types import UtcTime

_KEPT = text("discarded_at IS NULL")


class RuleSet(Referenced, Versioned, Table):
    """One version of the regulation; letters, liaisons and changes remember the one they were made under (BR-19)."""

    __tablename__ = "rule_set"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_it_begins"),
        CheckConstraint("discarded_at IS NULL OR valid_from IS NULL", name="law_is_not_discarded"),
        Index("uq_rule_set_code", "code", unique=True, sqlite_where=_KEPT, postgresql_where=_KEPT),
    )

    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date | None] = mapped_column(index=True)
    """The first day on which it is in force; a draft has none."""
    valid_to: Mapped[date | None]
    """The first day on which it is not in force any more."""
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set.id"))
    """The version from which a draft was begun."""
    discarded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """When a draft was given up: it is out of sight from then on."""
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Its provisions, as in reference/regulation-213.toml."""

    @property
    def is_draft(self) -> bool:
        """Whether no day has been set for it yet."""
        return self.valid_from is None


class Holiday(Numbered, Table):
    """A public holiday; deadlines in working days skip it (BR-15)."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(120))
