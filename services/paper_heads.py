"""The head of a paper of a cell or committee, and in whose name it is signed (36-HD/VPTW)."""

from __future__ import annotations

from datetime import date

from domain.letters import bare_place, party_of
from domain.numbering import document_date
from domain.papers.blocks import Letterhead
from domain.papers.letter import dateline
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


def signs_for(has_committee: bool) -> str:
    """T/M CHI ỦY, or T/M CHI BỘ where the cell has no cell committee."""
    return "T/M CHI ỦY" if has_committee else "T/M CHI BỘ"


def signs_for_body(body: Organisation) -> str:
    """The same for any organisation: T/M ĐẢNG ỦY for a committee."""
    return signs_for(body.has_committee) if body.kind.is_cell else "T/M ĐẢNG ỦY"
