"""Lists that an office brings in: each upload by itself, from the reading to the undoing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table, Versioned
from models.organisation import Organisation
from models.types import UtcTime, bytewise, one_of
from models.vocabulary import ImportState


class ImportBatch(Referenced, Versioned, Audited, Table):
    """One upload of a list. The file and its rows as read lie in the instance folder, under the hash of their bytes."""

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint("state <> 'written' OR written_at IS NOT NULL", name="written_has_time"),
        CheckConstraint("state <> 'undone' OR undone_at IS NOT NULL", name="undone_has_time"),
        Index("ix_import_batch_organisation", "organisation_id", "made_at", "id"),
        Index("ix_import_batch_file", "organisation_id", "file_hash"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[str] = mapped_column(bytewise(64))
    rows_hash: Mapped[str] = mapped_column(bytewise(64))
    state: Mapped[ImportState] = mapped_column(one_of(ImportState))
    made_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    written_at: Mapped[datetime | None] = mapped_column(UtcTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)
    has_files: Mapped[bool] = mapped_column(default=True)
    """Whether file and rows are still kept: seven days."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What a person decided on the way: columns, proposals, doubles."""
    written: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the list added and changed, by row ids, for the undoing."""
    members: Mapped[int] = mapped_column(default=0)
    linked: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    cells: Mapped[int] = mapped_column(default=0)
    workplaces: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    by: Mapped[Account] = relationship(lazy="raise_on_sql")


class ImportMapping(Numbered, Audited, Table):
    """Which column of a committee's own list tells what, once a person has said so; known again by its headings."""

    __tablename__ = "import_mapping"
    __table_args__ = (Index("uq_import_mapping_headings", "organisation_id", "headings_hash", unique=True),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    headings_hash: Mapped[str] = mapped_column(bytewise(64))
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Place of a column, from 0 → what it tells."""
    at: Mapped[datetime] = mapped_column(UtcTime)
