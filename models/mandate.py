"""A dated office held at an organisation: the source of every right."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Referenced, Table
from models.organisation import Organisation
from models.types import UtcTime, one_of
from models.vocabulary import Office


class Mandate(Referenced, Audited, Table):
    """An account holds an office from `starts_on` until the day before `ends_on`."""

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
        Index("ix_mandate_organisation_id_office", "organisation_id", "office"),
        Index("ix_mandate_office", "office", "account_id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    office: Mapped[Office] = mapped_column(one_of(Office))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(UtcTime)

    account: Mapped[Account] = relationship(foreign_keys=account_id, lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
