"""Requests of members to have their own record put right, and which organisations were told of a correction."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Referenced, Table, Versioned
from models.member import Member
from models.organisation import Organisation
from models.types import REF_LENGTH, UtcTime, one_of
from models.vocabulary import CorrectionLine, CorrectionState

_OPEN = text("state IN ('asked', 'received')")


class Correction(Referenced, Versioned, Audited, Table):
    """One line that a member asks to have put right (Law 91/2025, article 13; Decree 356/2025, article 5).

    `owner_id` is the organisation whose data it is, and which decides.
    """

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('done', 'refused') OR decided_at IS NOT NULL", name="decided_has_time"
        ),
        CheckConstraint("state <> 'refused' OR answer IS NOT NULL", name="refused_has_reason"),
        CheckConstraint("state <> 'received' OR received_at IS NOT NULL", name="received_has_time"),
        Index("ix_correction_owner_state", "owner_id", "state", "due_on", "id"),
        Index("ix_correction_member_id", "member_id", "id"),
        Index("ix_correction_waiting", "due_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    line: Mapped[CorrectionLine] = mapped_column(one_of(CorrectionLine))
    about_ref: Mapped[str | None] = mapped_column(String(REF_LENGTH))
    """Which change, contact or meeting, where the line is one of several."""
    about_on: Mapped[date | None]
    """The day of that."""
    stands: Mapped[str | None] = mapped_column(String(400))
    """What stood there when the member asked."""
    wanted: Mapped[str] = mapped_column(String(1000))
    """What it should be, in the member's own words."""
    is_restricted: Mapped[bool] = mapped_column(default=False)
    """It is about a sanction."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who recorded the change that it is about."""
    state: Mapped[CorrectionState] = mapped_column(one_of(CorrectionState))
    asked_on: Mapped[date]
    receipt_due_on: Mapped[date]
    due_on: Mapped[date]
    received_at: Mapped[datetime | None] = mapped_column(UtcTime)
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    extended_because: Mapped[str | None] = mapped_column(String(500))
    """Why the answer takes longer; only once."""
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str | None] = mapped_column(String(1000))
    now_says: Mapped[str | None] = mapped_column(String(400))
    """What stands there since it was put right."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    owner: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    received_by: Mapped[Account | None] = relationship(foreign_keys=received_by_id, lazy="raise_on_sql")
    decided_by: Mapped[Account | None] = relationship(foreign_keys=decided_by_id, lazy="raise_on_sql")


class CorrectionTold(Referenced, Table):
    """An organisation that had received the old value, and was told of the new one; never changed afterwards."""

    __tablename__ = "correction_told"
    __table_args__ = (
        UniqueConstraint("correction_id", "organisation_id", name="uq_correction_told_once"),
        Index("ix_correction_told_organisation_id", "organisation_id", "id"),
    )

    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    told_at: Mapped[datetime] = mapped_column(UtcTime)

    correction: Mapped[Correction] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
