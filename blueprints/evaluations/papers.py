"""The head of a paper of the cell about an evaluation, and in whose name it is signed (36-HD/VPTW)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.letters import bare_place, party_of
from models import EvaluationAgreement


@dataclass(frozen=True, slots=True)
class Head:
    """The Party organisation above, the cell, the place before the date, who signs."""

    superior: str | None
    issuer: str
    place: str
    signs_for: str


def head_of(agreement: EvaluationAgreement) -> Head:
    """The head of the minutes of an agreement."""
    cell, above = agreement.cell, agreement.cell.parent
    place = cell.place or (above.place if above else None)
    return Head(
        superior=party_of(above.name) if above else None,
        issuer=cell.name,
        place=bare_place(place.name) if place else "",
        signs_for="CHI ỦY" if agreement.has_committee else "CHI BỘ",
    )
