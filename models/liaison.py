"""The tie between a working member and the cell where he or she lives."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table, Versioned
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, bytewise, one_of
from models.vocabulary import Category, ExemptionReason, LiaisonEnd, LiaisonSource, LiaisonState

_OPEN = text("state <> 'ended'")


class Liaison(Referenced, Versioned, Audited, Table):
    """One member, one workplace cell, one holder on the residence side. A member has at most one that is open (BR-01).

    `residence_id` is who holds it there today: the commune committee until a cell is assigned, then the cell.
    """

    __tablename__ = "liaison"
    __table_args__ = (
        CheckConstraint("(state = 'ended') = (ended_on IS NOT NULL)", name="ended_has_day"),
        CheckConstraint("(state = 'ended') = (ended_because IS NOT NULL)", name="ended_has_reason"),
        CheckConstraint("state IN ('drafted', 'returned', 'ended') OR residence_id IS NOT NULL", name="held"),
        CheckConstraint("state <> 'returned' OR returned_because IS NOT NULL", name="returned_has_reason"),
        CheckConstraint("state <> 'exempted' OR category = 'exempt'", name="exempted_has_category"),
        CheckConstraint("state <> 'active' OR category = 'full'", name="active_has_category"),
        CheckConstraint(
            "category <> 'exempt' OR (exemption_reason IS NOT NULL AND exempt_from IS NOT NULL)",
            name="exemption_reasoned",
        ),
        Index("uq_liaison_one_open", "member_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_liaison_residence_sort",
            "residence_id",
            "sort_key",
            "id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_liaison_residence_state", "residence_id", "state"),
        Index("ix_liaison_workplace_state", "workplace_id", "state"),
        Index("ix_liaison_commune_state", "commune_id", "state"),
        Index("ix_liaison_member_id", "member_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    workplace_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    commune_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    residence_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    proposed_cell_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[LiaisonState] = mapped_column(one_of(LiaisonState))
    source: Mapped[LiaisonSource] = mapped_column(one_of(LiaisonSource))
    category: Mapped[Category] = mapped_column(one_of(Category))
    exemption_reason: Mapped[ExemptionReason | None] = mapped_column(one_of(ExemptionReason))
    exemption_basis: Mapped[str | None] = mapped_column(String(200))
    exempt_from: Mapped[date | None]
    exempt_review_on: Mapped[date | None]
    sort_key: Mapped[str] = mapped_column(bytewise(600))
    """The member's sort key, copied: a cell's list is one walk along one index."""
    last_contact_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_because: Mapped[LiaisonEnd | None] = mapped_column(one_of(LiaisonEnd))
    returned_because: Mapped[str | None] = mapped_column(String(500))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("liaison.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    workplace: Mapped[Organisation] = relationship(foreign_keys=workplace_id, lazy="raise_on_sql")
    commune: Mapped[Organisation] = relationship(foreign_keys=commune_id, lazy="raise_on_sql")
    residence: Mapped[Organisation | None] = relationship(foreign_keys=residence_id, lazy="raise_on_sql")
    proposed_cell: Mapped[Organisation | None] = relationship(
        foreign_keys=proposed_cell_id, lazy="raise_on_sql"
    )


class LiaisonStep(Numbered, Table):
    """What happened to a liaison, when, by whom and for which organisation; never changed afterwards."""

    __tablename__ = "liaison_step"

    liaison_id: Mapped[int] = mapped_column(ForeignKey("liaison.id"), index=True)
    state: Mapped[LiaisonState] = mapped_column(one_of(LiaisonState))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    reason: Mapped[str | None] = mapped_column(String(500))

    by: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=organisation_id, lazy="raise_on_sql"
    )
    cell: Mapped[Organisation | None] = relationship(foreign_keys=cell_id, lazy="raise_on_sql")
