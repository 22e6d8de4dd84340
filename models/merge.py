"""Two records of one person put together: what was chosen, what was moved, and how to take it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Referenced, Table
from models.member import Member
from models.types import UtcTime


class Merge(Referenced, Audited, Table):
    """`away` was found to be the same person as `kept`; its row stays, out of sight, as it was."""

    __tablename__ = "member_merge"
    __table_args__ = (
        CheckConstraint("kept_id <> away_id", name="two_records"),
        Index("ix_member_merge_kept_id", "kept_id", "id"),
    )

    kept_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    away_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    reason: Mapped[str] = mapped_column(String(500))
    """Why they are one person, in words."""
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the kept record said."""
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What it says since."""
    moved: Mapped[dict[str, dict[str, list[int]]]] = mapped_column(JSON)
    """Which rows of which table came to the kept record, and which went to the other one."""
    closed: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The liaison that ended because the person has another, as it was."""
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    kept: Mapped[Member] = relationship(foreign_keys=kept_id, lazy="raise_on_sql")
    away: Mapped[Member] = relationship(foreign_keys=away_id, lazy="raise_on_sql")
    by: Mapped[Account] = relationship(foreign_keys=by_id, lazy="raise_on_sql")
