"""The head of a paper of a cell or committee, and the body that signs it (36-HD/VPTW)."""

from __future__ import annotations

from datetime import date

from domain.letters import bare_place, party_of
from domain.numbering import document_date
from domain.papers.blocks import Letterhead
from domain.papers.letter import dateline
from domain.signatories import body_of
from models import Organisation


def head_of_cell(cell: Organisation, day: date | None = None, number: str | None = None) -> Letterhead:
    """The Party organisation above, the cell, the number, the place and day; the cell comes with what is above it."""
    above = cell.parent
    place = cell.place or (above.place if above else None)
    return Letterhead(
        issuer=cell.name,
        superior=party_of(above.name) if above else None,
        number=number,
        dateline=dateline(bare_place(place.name) if place else "", document_date(day)) if day else None,
    )


def body_signing(body: Organisation) -> str:
    """The body in whose name a paper of an organisation is signed (domain/signatories.py)."""
    return body_of(is_cell=body.kind.is_cell, has_committee=body.has_committee)
