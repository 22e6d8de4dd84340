"""What an evaluation sheet says once it is signed (Guidance 33), frozen with the wording of its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from domain.rules import Criterion
from domain.signatories import body_of
from models.vocabulary import EvaluationPurpose, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion as it stands on the paper: all its levels, and which of them was ticked."""

    name: str
    levels: tuple[str, ...]
    ticked: int | None
    """From 1 on; nothing on the sheet of a newcomer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """The sheet as it was signed. Days are ISO text; a birth may be known in part."""

    superior: str | None
    issuer: str
    commune: str
    place: str
    signed_on: str
    title: str
    opening: str
    year: int
    purpose: EvaluationPurpose
    start: str
    end: str
    """The days it is about; a member who moved is evaluated until then."""
    name: str
    born: str
    member_cell: str
    member_committee: str | None
    residence: str | None
    met_on: str
    minutes: str
    """Number of the minutes of the meeting that agreed on it."""
    lines: tuple[Line, ...]
    remarks: str | None
    duties: tuple[str, ...]
    unassessable_because: str | None
    has_committee: bool
    office: Office
    signer: str

    @property
    def day(self) -> date:
        """The day of the signature."""
        return date.fromisoformat(self.signed_on)

    @property
    def meeting_day(self) -> date:
        """The day of the meeting."""
        return date.fromisoformat(self.met_on)

    @property
    def signs_for(self) -> str:
        """The body that signs (domain/signatories.py)."""
        return body_of(is_cell=True, has_committee=self.has_committee)

    def stored(self) -> dict[str, Any]:
        """The content as the version keeps it."""
        return asdict(self)


def lines_of(criteria: Sequence[Criterion], ticks: Mapping[int, int]) -> tuple[Line, ...]:
    """The criteria of a form with what was ticked; one whose heading is not known yet is told by its number."""
    return tuple(
        Line(name=one.name or f"Tiêu chí {one.number}", levels=one.levels, ticked=ticks.get(one.number))
        for one in criteria
    )


def ticks_from(stored: Mapping[str, int]) -> dict[int, int]:
    """Ticks as they are stored, by the number of the criterion."""
    return {int(number): level for number, level in stored.items()}


def content_from(stored: Mapping[str, Any]) -> SheetContent:
    """A stored content, to be read or printed."""
    lines = tuple(Line(**{**line, "levels": tuple(line["levels"])}) for line in stored["lines"])
    words = {"purpose": EvaluationPurpose(stored["purpose"]), "office": Office(stored["office"])}
    return SheetContent(**{**stored, **words, "lines": lines, "duties": tuple(stored["duties"])})
