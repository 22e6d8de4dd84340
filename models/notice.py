"""One change told to one organisation, with its receipt and its steps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table
from models.change import Change
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, one_of
from models.vocabulary import NoticeEffect, NoticeState, Step

_WAITING = text("state = 'sent'")


class Notice(Referenced, Audited, Table):
    """A notice waits at its receiver until a named holder of the office acknowledges it."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by_id IS NULL)", name="acknowledged_by_name"
        ),
        CheckConstraint("state <> 'disputed' OR disputed_because IS NOT NULL", name="dispute_has_reason"),
        Index("uq_notice_change_id_receiver_id", "change_id", "receiver_id", unique=True),
        Index(
            "ix_notice_receiver_waiting",
            "receiver_id",
            "sent_at",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_notice_due_waiting", "due_on", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_notice_receiver_id_sent_at", "receiver_id", "sent_at", "id"),
        Index("ix_notice_sender_id_sent_at", "sender_id", "sent_at", "id"),
        Index("ix_notice_member_id", "member_id"),
        Index("ix_notice_escalated_to_id", "escalated_to_id"),
        Index(
            "ix_notice_in_force",
            "member_id",
            "id",
            sqlite_where=text("is_restricted = 1 AND lapsed_at IS NULL"),
            postgresql_where=text("is_restricted AND lapsed_at IS NULL"),
        ),
    )

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    escalated_to_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The commune committee, once the ladder has reached it."""
    is_restricted: Mapped[bool] = mapped_column(default=False)
    """A sanction: read by few, told outside the application as nothing but a waiting notice."""
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState), default=NoticeState.SENT)
    rung: Mapped[int] = mapped_column(default=0)
    """How many rungs of the ladder it has climbed; each rung rings once."""
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_on: Mapped[date]
    due_on: Mapped[date]
    counted_from: Mapped[date]
    """The day from which the ladder counts: the sending, or the answer to a question about it."""
    asks: Mapped[NoticeEffect] = mapped_column(one_of(NoticeEffect, name="asks"), default=NoticeEffect.NONE)
    """What the change asks of the liaison, proposed to the receiver as the one next thing."""
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    disputed_because: Mapped[str | None] = mapped_column(String(500))
    processed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    effect: Mapped[NoticeEffect | None] = mapped_column(one_of(NoticeEffect))
    lapsed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """The sanction it told of is no longer in force: out of sight at the residence."""
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)

    change: Mapped[Change] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    sender: Mapped[Organisation] = relationship(foreign_keys=sender_id, lazy="raise_on_sql")
    receiver: Mapped[Organisation] = relationship(foreign_keys=receiver_id, lazy="raise_on_sql")
    acknowledged_by: Mapped[Account | None] = relationship(
        foreign_keys=acknowledged_by_id, lazy="raise_on_sql"
    )


class NoticeStep(Numbered, Table):
    """What happened to a notice, when and by whom; never changed afterwards."""

    __tablename__ = "notice_step"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    step: Mapped[Step] = mapped_column(one_of(Step))
    at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    note: Mapped[str | None] = mapped_column(String(500))

    by: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
