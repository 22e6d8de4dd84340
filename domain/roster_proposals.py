"""What a list probably means where it does not say so: proposed with its kind, accepted by a person, never silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain import days
from domain import roster_cells as cells
from domain.days import typed_day, years_later
from domain.roster_headings import IN_TWO_COLUMNS, Column
from domain.roster_rows import Remark
from models.vocabulary import Word, label

GROWN_UP = 18
"""Nobody is admitted to the Party before this age (Party Statute, article 1)."""


class ProposalKind(Word):
    """Why something else is proposed than what stands there."""

    OLD_LETTERS = "old_letters", label("Letters of an old font (TCVN3, VNI)")
    ODD_LETTERS = "odd_letters", label("Letters that look odd")
    TIDIED_NAME = "tidied_name", label("Spaces or marks in a name put in order")
    PHONE = "phone", label("Old telephone numbers, or a zero lost in Excel")
    LOST_ZEROS = "lost_zeros", label("Card numbers without their zeros")
    CENTURY = "century", label("Years of two digits")
    DAY_FIRST = "day_first", label("Month written before the day")
    DATE_CELL = "date_cell", label("Dates that Excel may have turned round")
    DAY_NUMBER = "day_number", label("Numbers that Excel shows for a date")
    ABBREVIATION = "abbreviation", label("Abbreviations")


_MEANT: dict[str, tuple[ProposalKind, tuple[str, ...]]] = {
    cells.OLD_LETTERS: (ProposalKind.OLD_LETTERS, ("text",)),
    cells.ODD_LETTERS: (ProposalKind.ODD_LETTERS, ("text",)),
    cells.TIDIED_NAME: (ProposalKind.TIDIED_NAME, ("kept",)),
    cells.CHANGED_PHONE: (ProposalKind.PHONE, ("number",)),
    cells.LOST_ZEROS: (ProposalKind.LOST_ZEROS, ("number",)),
    cells.DATE_CELL: (ProposalKind.DATE_CELL, ("day",)),
    cells.DAY_NUMBER: (ProposalKind.DAY_NUMBER, ("day",)),
    cells.ABBREVIATION: (ProposalKind.ABBREVIATION, ("words",)),
    days.FOUR_DIGITS: (ProposalKind.CENTURY, ("earlier", "later")),
    days.DAY_FIRST: (ProposalKind.DAY_FIRST, ("example",)),
}
"""What is said of a cell → the kind, and which parameters hold what may be meant."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be meant in one cell; a person takes one of the readings, or puts the file right."""

    row: int
    column: Column
    letter: str
    heading: str
    found: str
    kind: ProposalKind
    readings: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether there is one reading, which may be accepted together with others of its kind."""
        return len(self.readings) == 1


def proposals(
    remarks: Iterable[Remark], columns: Mapping[Column, tuple[str, str]], today: date
) -> Iterator[Proposal]:
    """The proposals that faults and notes hold, in their order; a cell that lets nothing be proposed has none."""
    by_letter = {letter: column for column, (letter, _heading) in columns.items()}
    for remark in remarks:
        meant = _MEANT.get(remark.message)
        column = by_letter.get(remark.column)
        if meant is None or column is None:
            continue
        kind, names = meant
        readings = tuple(str(remark.params[name]) for name in names)
        if kind is ProposalKind.CENTURY:
            readings = tuple(day for day in readings if _may_be(column, day, today))
        if readings:
            yield Proposal(remark.row, column, remark.column, remark.heading, remark.found, kind, readings)


def _may_be(column: Column, day: str, today: date) -> bool:
    """Whether the day can be one of this column: nobody is born, or admitted, in days to come."""
    is_birth = column in (Column.BORN, *IN_TWO_COLUMNS)
    latest = years_later(today, -GROWN_UP) if is_birth else today
    return typed_day(day, today) <= latest
