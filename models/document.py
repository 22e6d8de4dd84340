"""Papers that left the office: what proves each, and who had it checked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table
from models.organisation import Organisation
from models.types import Ref, UtcTime, bytewise, one_of
from models.vocabulary import (
    BatchForm,
    BatchSource,
    BatchState,
    BatchTrouble,
    CheckWay,
    DocumentState,
    Paper,
)

CODE_LENGTH = 10
_VALID = text("state = 'valid'")


class IssuedDocument(Referenced, Audited, Table):
    """A paper as it was made: no word of it stands here, only what a change of one word would be noticed by."""

    __tablename__ = "issued_document"
    __table_args__ = (
        CheckConstraint("(state = 'valid') = (ended_on IS NULL)", name="ended_has_day"),
        CheckConstraint("state = 'replaced' OR replaced_by_id IS NULL", name="only_replaced_has_successor"),
        Index("ix_issued_document_issuer_id", "issuer_id", "id"),
        Index("ix_issued_document_subject", "kind", "subject_ref", "id"),
        Index(
            "uq_issued_document_valid",
            "kind",
            "subject_ref",
            unique=True,
            sqlite_where=_VALID,
            postgresql_where=_VALID,
        ),
    )

    kind: Mapped[Paper] = mapped_column(one_of(Paper))
    subject_ref: Mapped[str] = mapped_column(Ref)
    """The reference of the row that it is the paper of: a letter, a sheet, minutes."""
    edition: Mapped[int] = mapped_column(default=1)
    """Of a record that is amended: which version the paper is of."""
    issuer_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number_text: Mapped[str | None] = mapped_column(bytewise(40))
    issued_on: Mapped[date]
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    """What stands at the foot of each page; its last sign checks the others."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """A keyed hash of all its words."""
    lines: Mapped[list[str]] = mapped_column(JSON)
    """A keyed hash of each line, with which somebody who holds the paper can compare what stands there."""
    state: Mapped[DocumentState] = mapped_column(one_of(DocumentState), default=DocumentState.VALID)
    ended_on: Mapped[date | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("paper_wording.id"))
    """The version of the sentences it was made with, and is made with again."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    issuer: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class DocumentFile(Numbered, Table):
    """The hash of a file that was handed out for a paper; never the file."""

    __tablename__ = "document_file"
    __table_args__ = (UniqueConstraint("document_id", "digest", name="uq_document_file_once"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id"))
    digest: Mapped[str] = mapped_column(String(64))


class DocumentCheck(Numbered, Table):
    """Somebody checked a paper: when and how, never who."""

    __tablename__ = "document_check"
    __table_args__ = (Index("ix_document_check_document_id", "document_id", "id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    way: Mapped[CheckWay] = mapped_column(one_of(CheckWay))
    matched: Mapped[bool | None]
    """Whether what was compared is what the paper says; empty where only the code was looked up."""


class PaperBatch(Referenced, Table):
    """Many papers asked for as one file, made by the worker; gone after a day, with its file."""

    __tablename__ = "paper_batch"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (ready_at IS NOT NULL)", name="ready_has_time"),
        Index("ix_paper_batch_account_id", "account_id", "id"),
        Index("ix_paper_batch_asked_at", "asked_at"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    """Who asked; nobody else takes it away."""
    mandate_ref: Mapped[str | None] = mapped_column(Ref)
    """The office in which it was asked for: what it opens is looked at again by the worker and at each download."""
    source: Mapped[BatchSource] = mapped_column(one_of(BatchSource))
    subject_ref: Mapped[str] = mapped_column(Ref)
    """The act in which the letters were issued, or the round of the sheets."""
    form: Mapped[BatchForm] = mapped_column(one_of(BatchForm))
    state: Mapped[BatchState] = mapped_column(one_of(BatchState), default=BatchState.WAITING)
    trouble: Mapped[BatchTrouble | None] = mapped_column(one_of(BatchTrouble))
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    size: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcTime)
