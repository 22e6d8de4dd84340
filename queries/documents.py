"""Papers that an organisation issued, and when somebody had them checked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, visible
from domain.errors import NotFound
from models import DocumentCheck, IssuedDocument, db
from queries.paging import PAGE, Lines

MOST = 50
"""Checks shown of one paper."""


def listed(actor: Actor, after: str | None) -> Lines[IssuedDocument]:
    """A page of papers, the latest first."""
    found = visible(actor, Permission.DOCUMENT_READ, IssuedDocument).order_by(IssuedDocument.id.desc())
    if after:
        last = aliased(IssuedDocument)
        found = found.where(IssuedDocument.id < select(last.id).where(last.ref == after).scalar_subquery())
    rows = db.session.scalars(found.limit(PAGE + 1)).all()
    return Lines.of(rows, PAGE, lambda row: row.ref)


def one(actor: Actor, ref: str) -> IssuedDocument:
    """A paper in scope with its issuer; raises `NotFound` otherwise."""
    document = db.session.scalar(
        visible(actor, Permission.DOCUMENT_READ, IssuedDocument)
        .where(IssuedDocument.ref == ref)
        .options(joinedload(IssuedDocument.issuer))
    )
    if document is None:
        raise NotFound
    return document


def checks_of(document: IssuedDocument) -> list[DocumentCheck]:
    """The latest checks of a paper in sight, the newest first."""
    found = select(DocumentCheck).where(DocumentCheck.document_id == document.id)
    return list(db.session.scalars(found.order_by(DocumentCheck.id.desc()).limit(MOST)))
