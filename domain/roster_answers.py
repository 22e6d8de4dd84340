"""What a person said about a list on the way: what should stand in a cell, which rows are one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from domain.roster_headings import Column, Layout
from models.vocabulary import Word, label


class Verdict(Word):
    """Whether two that look alike are one."""

    SAME = "same", label("The same person")
    OTHER = "other", label("Another person")


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one list; kept as plain values, so that they can lie in the database."""

    written: Mapping[int, Mapping[Column, str]] = field(default_factory=lambda: MappingProxyType({}))
    """What should stand in a cell, by row and column."""
    doubles: Mapping[tuple[int, str], Verdict] = field(default_factory=lambda: MappingProxyType({}))
    """Of a row and another one (by its number, or by the reference of a member): whether they are one person."""

    layout: Layout | None = None
    """Where the list stands and which column tells what, where a person said so."""

    @property
    def left_out(self) -> frozenset[int]:
        """The rows that repeat another row of the list."""
        return frozenset(
            row for (row, other), is_ in self.doubles.items() if is_ is Verdict.SAME and other.isdigit()
        )

    def are_apart(self, row: int, other: int) -> bool:
        """Whether a person said that two rows are two people."""
        pairs = ((row, str(other)), (other, str(row)))
        return any(self.doubles.get(pair) is Verdict.OTHER for pair in pairs)

    def apart_from(self, rows: Collection[int]) -> set[int]:
        """The rows of which a person said that they are other people than some of these."""
        apart = (pair for pair, is_ in self.doubles.items() if is_ is Verdict.OTHER)
        told = [(row, int(other)) for row, other in apart if other.isdigit()]
        return {one for row, other in told for one, two in ((row, other), (other, row)) if two in rows}

    def known_as(self, row: int) -> str | None:
        """The reference of the member of the register who is meant by a row, where a person said so."""
        found = (other for (at, other), is_ in self.doubles.items() if at == row and is_ is Verdict.SAME)
        return next((other for other in found if not other.isdigit()), None)

    def kept(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "written": {
                str(row): {column.name: text for column, text in cells.items()}
                for row, cells in self.written.items()
            },
            "doubles": [[row, other, verdict.value] for (row, other), verdict in self.doubles.items()],
            "layout": self.layout and layout_kept(self.layout),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Answers:
        """Back from plain values."""
        return cls(
            {
                int(row): {Column[name]: text for name, text in cells.items()}
                for row, cells in kept.get("written", {}).items()
            },
            {(row, other): Verdict(word) for row, other, word in kept.get("doubles", [])},
            layout_of(kept["layout"]) if kept.get("layout") else None,
        )


def layout_kept(layout: Layout) -> dict[str, Any]:
    """A layout as plain values."""
    columns = {str(place): column.name for place, column in layout.columns.items()}
    return {"sheet": layout.sheet, "heading_row": layout.heading_row, "columns": columns}


def layout_of(kept: Mapping[str, Any]) -> Layout:
    """A layout back from plain values."""
    columns = {int(place): Column[name] for place, name in kept["columns"].items()}
    return Layout(kept["sheet"], kept["heading_row"], columns)


NO_ANSWERS = Answers()
