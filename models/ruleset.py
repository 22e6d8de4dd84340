"""What is law is data: versions of the regulation, and the days on which nobody works."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Numbered, Table


class RuleSet(Numbered, Table):
    """One version of the regulation; letters, liaisons and changes remember the one they were made under (BR-19)."""

    __tablename__ = "rule_set"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date] = mapped_column(index=True)
    valid_to: Mapped[date | None]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Deadlines, ladder, terms, as in reference/regulation-213.toml."""


class Holiday(Numbered, Table):
    """A public holiday; deadlines in working days skip it (BR-15)."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(120))
