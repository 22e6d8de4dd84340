"""The trail: every change and every look, chained so that editing or cutting it is noticed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Numbered, Referenced, Table, guard
from models.organisation import Organisation
from models.types import UtcTime, bytewise, one_of
from models.vocabulary import Office


class AuditEntry(Numbered, Table):
    """One changed row, or one look, under the name of the use case. `hash` covers the entry and the one before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_organisation_id", "organisation_id", "id"),)

    at: Mapped[datetime] = mapped_column(UtcTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    office: Mapped[Office | None] = mapped_column(one_of(Office))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text, default="{}")
    """Old and new values as JSON; `[kept]` stands for values that the trail must not repeat."""
    previous: Mapped[str] = mapped_column(bytewise(64))
    hash: Mapped[str] = mapped_column(bytewise(64), unique=True)

    account: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


guard(
    AuditEntry,
    {
        "sqlite": (
            "CREATE TRIGGER audit_entry_not_updated BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
            "CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
        ),
        "postgresql": (
            "CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'the trail is only added to' USING ERRCODE = 'restrict_violation'; END$$",
            "CREATE TRIGGER audit_entry_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()",
        ),
    },
)


class AuditHead(Table):
    """The end of the chain, one row; locked while an entry is added, so that the chain has no forks."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    entries: Mapped[int]
    hash: Mapped[str] = mapped_column(bytewise(64))


class AccessEntry(Referenced, Table):
    """Who looked: at one member's record, or at a list of an organisation (once a day)."""

    __tablename__ = "access_entry"
    __table_args__ = (
        Index("ix_access_entry_member_id_at", "member_id", "at"),
        Index("ix_access_entry_listed_id_at", "listed_id", "at"),
        Index(
            "uq_access_entry_list", "account_id", "as_organisation_id", "listed_id", "page", "on", unique=True
        ),
    )

    at: Mapped[datetime] = mapped_column(UtcTime)
    on: Mapped[date] = mapped_column(index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    as_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    office: Mapped[Office | None] = mapped_column(one_of(Office))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    listed_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    page: Mapped[str] = mapped_column(String(60))
    """Which page, as a word that queries/trail.py turns into a purpose in plain words."""

    account: Mapped[Account] = relationship(lazy="raise_on_sql")
    as_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=as_organisation_id, lazy="raise_on_sql"
    )
