"""Two records that look like one person and are two: said once, so that nobody asks again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Table
from models.member import Member
from models.types import UtcTime


class Distinction(Numbered, Audited, Table):
    """That two members are not one person; the one on the register for longer is named first."""

    __tablename__ = "distinction"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id", name="uq_distinction_once"),
        CheckConstraint("first_id < second_id", name="in_order"),
        Index("ix_distinction_second_id", "second_id"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    said_at: Mapped[datetime] = mapped_column(UtcTime)

    first: Mapped[Member] = relationship(foreign_keys=first_id, lazy="raise_on_sql")
    second: Mapped[Member] = relationship(foreign_keys=second_id, lazy="raise_on_sql")
    said_by: Mapped[Account | None] = relationship(lazy="raise_on_sql")
