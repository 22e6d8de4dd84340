"""What a spreadsheet holds, as plain values that need no library: sheets, rows, cells, and why one was not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What Excel keeps in a cell; a day typed as text is text."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    BROKEN = "broken"
    """An error such as #REF!, which is then the value."""


class Cell(NamedTuple):
    """A cell's value and kind; `formula` is its text where the value was computed, or could not be.

    A tuple, because long lists hold a million of them.
    """

    value: str | float | date | bool | None = None
    kind: Kind = Kind.EMPTY
    formula: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there: no value and no formula; spaces alone are nothing."""
        if self.kind is Kind.TEXT:
            return not str(self.value).strip() and self.formula is None
        return self.kind is Kind.EMPTY and self.formula is None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank, under Excel's own number, which counts from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet with its rows from top to bottom, the blank ones left out."""

    name: str
    rows: tuple[Row, ...]


class Form(StrEnum):
    """How a list is kept in a file, as its first bytes tell."""

    WORKBOOK = "workbook"
    TEXT = "text"
    """A text with a separator, .csv."""


class Flaw(StrEnum):
    """Why a file was not read."""

    EMPTY = "empty"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_FORMAT = "old_format"
    PROTECTED = "protected"
    MACROS = "macros"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_HEAVY = "too_heavy"
    """More parts, unpacked bytes, memory or time than a list takes."""
    SUSPICIOUS = "suspicious"
    """Parts that only an attack has: paths that climb, a document type definition."""
    BROKEN = "broken"


class UnreadableWorkbook(Exception):
    """The file was not read, because of one flaw."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


EMPTY = Cell()


def column_letter(index: int) -> str:
    """Excel's name of a column counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
