"""What members can do, what a cell needs, and the questions between them; no points, no ranking."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table, Versioned
from models.contact import Contact
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, one_of
from models.vocabulary import Competence, MatchState, NeedState


class Strength(Numbered, Table):
    """What a member says he or she knows and may be asked for; taken out at will, and then gone."""

    __tablename__ = "strength"
    __table_args__ = (UniqueConstraint("member_id", "competence", name="uq_strength_once"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    competence: Mapped[Competence] = mapped_column(one_of(Competence))
    words: Mapped[str | None] = mapped_column(String(200))
    said_at: Mapped[datetime] = mapped_column(UtcTime)

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Need(Referenced, Versioned, Audited, Table):
    """Something a residence cell needs people for, on a day."""

    __tablename__ = "need"
    __table_args__ = (
        CheckConstraint("people > 0", name="somebody"),
        Index("ix_need_cell_state", "cell_id", "state", "on"),
    )

    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    competence: Mapped[Competence] = mapped_column(one_of(Competence))
    text: Mapped[str] = mapped_column(String(500))
    on: Mapped[date]
    people: Mapped[int]
    state: Mapped[NeedState] = mapped_column(one_of(NeedState))
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    cell: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class Match(Referenced, Versioned, Audited, Table):
    """One member asked for one need; who declines gives no reason, and none is kept."""

    __tablename__ = "need_match"
    __table_args__ = (
        UniqueConstraint("need_id", "member_id", name="uq_need_match_once"),
        CheckConstraint("contact_id IS NULL OR state = 'certified'", name="contact_certifies"),
        Index("ix_need_match_member_state", "member_id", "state"),
    )

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    state: Mapped[MatchState] = mapped_column(one_of(MatchState))
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    """What was done, certified by the cell, is a contact; empty again once that is no longer kept."""

    need: Mapped[Need] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    contact: Mapped[Contact | None] = relationship(lazy="raise_on_sql")
