"""The introduction letter (form 1-213) and the series that numbers documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table
from models.liaison import Liaison
from models.organisation import Organisation
from models.types import Ref, UtcTime, bytewise

_LIVE = text("cancelled_on IS NULL")


class IntroductionLetter(Referenced, Audited, Table):
    """An issued letter. What it says is frozen in `content`; a returned one is cancelled, its number never reused."""

    __tablename__ = "introduction_letter"
    __table_args__ = (
        CheckConstraint("received_on IS NULL OR received_on >= issued_on", name="received_after_issue"),
        Index("uq_introduction_letter_number", "issuer_id", "term", "number", unique=True),
        Index(
            "uq_introduction_letter_live",
            "liaison_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    liaison_id: Mapped[int] = mapped_column(ForeignKey("liaison.id"), index=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    commune_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    batch: Mapped[str] = mapped_column(Ref, index=True)
    """Random, shared by the letters that were issued in one act: they are printed together."""
    term: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    number_text: Mapped[str] = mapped_column(bytewise(40))
    issued_on: Mapped[date]
    due_on: Mapped[date]
    """The last day on which it should be received, by the rule set it was issued under."""
    issued_at: Mapped[datetime] = mapped_column(UtcTime)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_on: Mapped[date | None]
    assigned_on: Mapped[date | None]
    assigned_cell_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[str | None] = mapped_column(String(500))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))

    liaison: Mapped[Liaison] = relationship(lazy="raise_on_sql")
    issuer: Mapped[Organisation] = relationship(foreign_keys=issuer_id, lazy="raise_on_sql")
    commune: Mapped[Organisation] = relationship(foreign_keys=commune_id, lazy="raise_on_sql")
    assigned_cell: Mapped[Organisation | None] = relationship(
        foreign_keys=assigned_cell_id, lazy="raise_on_sql"
    )


class NumberSeries(Numbered, Table):
    """The last number given, per committee, term and type of document (BR-12)."""

    __tablename__ = "number_series"
    __table_args__ = (Index("uq_number_series", "organisation_id", "term", "document", unique=True),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    term: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(String(20))
    last: Mapped[int] = mapped_column(default=0)
