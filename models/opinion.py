"""Opinions and proposals: raised, passed on, answered, told to the person who raised them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table, Versioned
from models.meeting import Meeting
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, one_of
from models.vocabulary import OpinionState


class Opinion(Referenced, Versioned, Audited, Table):
    """What a member, or the people at a meeting, put to the cell (article 2, duties 3 and 4).

    `holder_id` is whose move it is: the cell, or the commune committee to which the cell passed it on. A body outside
    the register is named in `passed_to` alone; the cell then remains the holder and writes down the answer.
    """

    __tablename__ = "opinion"
    __table_args__ = (
        CheckConstraint("state <> 'passed_on' OR passed_to IS NOT NULL", name="passed_to_somebody"),
        CheckConstraint("member_id IS NOT NULL OR NOT is_by_member", name="written_by_somebody"),
        CheckConstraint("state NOT IN ('answered', 'told') OR answer IS NOT NULL", name="answered_in_words"),
        CheckConstraint("(state = 'told') = (told_on IS NOT NULL)", name="told_has_day"),
        Index("ix_opinion_holder_state", "holder_id", "state", "due_on"),
        Index("ix_opinion_cell_on", "cell_id", "raised_on", "id"),
        Index("ix_opinion_member_id", "member_id"),
        Index("ix_opinion_meeting_id", "meeting_id"),
    )

    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    """Who raised it; empty for what residents said at a people's meeting, whose names are not held."""
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[OpinionState] = mapped_column(one_of(OpinionState))
    text: Mapped[str] = mapped_column(String(2000))
    raised_on: Mapped[date]
    is_by_member: Mapped[bool] = mapped_column(default=False)
    """Written by the member, not by the cell for the member."""
    passed_to: Mapped[str | None] = mapped_column(String(200))
    due_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(String(4000))
    answered_on: Mapped[date | None]
    told_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    cell: Mapped[Organisation] = relationship(foreign_keys=cell_id, lazy="raise_on_sql")
    holder: Mapped[Organisation] = relationship(foreign_keys=holder_id, lazy="raise_on_sql")
    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")


class OpinionStep(Numbered, Table):
    """What happened to an opinion, when, by whom and for which organisation; never changed afterwards."""

    __tablename__ = "opinion_step"

    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), index=True)
    state: Mapped[OpinionState] = mapped_column(one_of(OpinionState))
    at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    note: Mapped[str | None] = mapped_column(String(4000))
    """To whom it was passed on, or what was answered: an answer that did not suffice stays readable."""

    by: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
