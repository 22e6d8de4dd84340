"""The contact log: one dated line on a liaison."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Referenced, Table, Versioned
from models.liaison import Liaison
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, one_of
from models.vocabulary import ContactKind, ContactState


class Contact(Referenced, Versioned, Audited, Table):
    """A visit, a call, a message, a letter, help given or an opinion brought; a payment is no contact."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name="confirmed_has_time"),
        CheckConstraint("state <> 'declined' OR declined_because IS NOT NULL", name="declined_has_reason"),
        CheckConstraint("duty IS NULL OR duty > 0", name="duty_numbered"),
        CheckConstraint("kind NOT IN ('help', 'opinion') OR text IS NOT NULL", name="said_what"),
        Index("ix_contact_liaison_on", "liaison_id", "on"),
        Index("ix_contact_member_on", "member_id", "on"),
        Index("ix_contact_cell_on", "cell_id", "on", "id"),
        Index("ix_contact_cell_state", "cell_id", "state"),
        Index("ix_contact_on", "on"),
    )

    liaison_id: Mapped[int] = mapped_column(ForeignKey("liaison.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[ContactKind] = mapped_column(one_of(ContactKind))
    state: Mapped[ContactState] = mapped_column(one_of(ContactState))
    on: Mapped[date]
    text: Mapped[str | None] = mapped_column(String(500))
    """One line; of a call, a meeting or a message nothing more need be said."""
    duty: Mapped[int | None]
    """Number of the duty it served, in the rule set of the contact."""
    is_by_member: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    declined_because: Mapped[str | None] = mapped_column(String(500))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    liaison: Mapped[Liaison] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    cell: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[Account] = relationship(foreign_keys=recorded_by_id, lazy="raise_on_sql")
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=confirmed_by_id, lazy="raise_on_sql")
