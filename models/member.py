"""Working Party members, with dated workplaces and residences; no more is held than Regulation 213 needs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table, Versioned
from models.organisation import Organisation
from models.place import Place
from models.types import UtcTime, bytewise, one_of
from models.vocabulary import Registration, Sex


class Member(Referenced, Versioned, Audited, Table):
    """A working member. Days that may be known only in part are text: 1975, 1975-03 or 1975-03-12."""

    __tablename__ = "member"
    __table_args__ = (
        Index("ix_member_workplace_id_sort_key", "workplace_id", "sort_key", "id"),
        Index("ix_member_folded_born", "folded", "born"),
    )

    full_name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(bytewise(120))
    sort_key: Mapped[str] = mapped_column(bytewise(600))
    sex: Mapped[Sex | None] = mapped_column(one_of(Sex))
    born: Mapped[str] = mapped_column(bytewise(10))
    admitted: Mapped[str | None] = mapped_column(bytewise(10))
    official: Mapped[str | None] = mapped_column(bytewise(10))
    """Empty for a probationary member."""
    card_number: Mapped[str | None] = mapped_column(String(20))
    card_digits: Mapped[str | None] = mapped_column(bytewise(20), index=True)
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    position: Mapped[str | None] = mapped_column(String(120))
    workplace_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The cell of Party life today; the history is in Workplace."""
    left_on: Mapped[date | None]
    """Died, left the Party or retired: no longer a working member from this day."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    """Found to be the same person as another record: kept as it was, out of everybody's sight."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    workplace: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def birth_year(self) -> int:
        """The year that tells homonyms apart."""
        return int(self.born[:4])


class Workplace(Numbered, Audited, Table):
    """A member's cell of Party life and post, from one day to another."""

    __tablename__ = "workplace"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    position: Mapped[str | None] = mapped_column(String(120))
    is_temporary: Mapped[bool] = mapped_column(default=False)
    """A secondment: the member comes home by himself or herself when it ends."""
    host: Mapped[str | None] = mapped_column(String(200))
    """Where a seconded or rotated member works, in words."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class Residence(Numbered, Audited, Table):
    """A member's home, from one day to another; `unit` is the residential group shown in lists."""

    __tablename__ = "residence"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
        Index("ix_residence_member_id", "member_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    unit: Mapped[str | None] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(String(200))
    registration: Mapped[Registration] = mapped_column(one_of(Registration), default=Registration.PERMANENT)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)

    place: Mapped[Place] = relationship(lazy="raise_on_sql")
