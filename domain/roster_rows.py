"""One row of a list: what it tells about a member, and what is to be said of its cells."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar, cast

from adapters.cells import EMPTY, Cell, Kind, Row, column_letter
from domain import roster_cells as cells
from domain.biography import contradictions
from domain.days import PartialDay
from domain.errors import Refused
from domain.names import fold
from domain.numbers import card_digits
from domain.roster_headings import Column, ListOf, Table
from models.vocabulary import Category, Sex, label

Value = TypeVar("Value")
_REPEATED = frozenset(
    {
        Column.SEX,
        Column.POSITION,
        Column.WORKPLACE_CELL,
        Column.WORKPLACE_COMMITTEE,
        Column.RESIDENCE_CELL,
        Column.CATEGORY,
        Column.BORN,
        Column.ADMITTED,
        Column.OFFICIAL,
    }
)
"""Columns that hold a few words, or a few thousand days, over and over."""
_UNREAD = object()
_BIRTHS = {Column.BORN_MALE: "Nam", Column.BORN_FEMALE: "Nữ"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a cell: Excel's row and column, what stands there, a sentence with its parameters."""

    row: int
    column: str
    """Excel's letter; empty when the whole row is meant."""
    heading: str
    found: str
    message: str
    params: Mapping[str, object]


class Fault(Remark):
    """Stops the import; the sentence says what to write."""


class Note(Remark):
    """Stops nothing; the sentence says what was understood, or what is worth a look."""


@dataclass(frozen=True, slots=True)
class Person:
    """By what a row is compared with others: folded name, birth, digits of the card, telephone."""

    folded: str
    born: str
    card_digits: str
    phone: str | None

    def may_be(self, other: Person) -> bool:
        """Whether card numbers leave it possible that two of the same name and birth are one."""
        return not (self.card_digits and other.card_digits) or self.card_digits == other.card_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A working member as one row of a list tells it; what the list leaves blank is None."""

    row: int
    person: Person
    full_name: str
    sex: Sex | None
    born: PartialDay
    admitted: PartialDay | None
    official: PartialDay | None
    card_number: str | None
    position: str | None
    workplace_cell: str
    workplace_committee: str
    address: str | None
    residence_cell: str
    phone: str | None
    category: Category | None
    """Told by a commune; a workplace does not say it here."""
    note: str | None


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a list is held against: today, the committee's cells, the columns in which a date cell stands out."""

    today: date
    cells: Mapping[str, str] | None = None
    """Names by `cell_words`; None while the committee has no cell, and the list founds those that it names."""
    odd_dates: frozenset[Column] = frozenset()
    written: Mapping[int, Mapping[Column, str]] = field(default_factory=dict)
    """What a person said should stand in a cell, by row and column."""
    sections: Mapping[int, str] = field(default_factory=dict)
    """The cell under whose title a row stands, in a list parted by cells."""
    of: ListOf = ListOf.RESIDENCE
    committee: str = ""
    """The workplace committee whose list it is."""
    seen: Mapping[Column, dict[Cell, object]] = field(
        default_factory=lambda: {column: {} for column in _REPEATED}
    )
    """What cells of the columns that repeat themselves were read as."""


@lru_cache(maxsize=8192)
def cell_words(name: str) -> str:
    """The words by which the name of a cell is known, with or without "chi bộ" in front."""
    return fold(name).removeprefix("chi bo ")


class RowReader:
    """Reads one row; gathers its faults and notes on the way."""

    __slots__ = ("_cells", "_expected", "_instead", "_row", "_table", "_written", "faults", "notes", "person")

    def __init__(self, table: Table, row: Row, expected: Expectations) -> None:
        self._table, self._row, self._expected = table, row, expected
        filled = len(row.cells)
        self._cells = {column: row.cells[at] for column, at in table.places.items() if at < filled}
        self._written = expected.written.get(row.number, {})
        if row.number in expected.sections:
            self._cells[expected.of.cell] = Cell(expected.sections[row.number], Kind.TEXT)
        self._cells |= {column: Cell(text, Kind.TEXT) for column, text in self._written.items()}
        self._instead = self._two_columns_of_birth()  # of what a person said stands there, if anything
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self.person: Person | None = None

    @property
    def number(self) -> int:
        """Excel's number of the row."""
        return self._row.number

    def read(self) -> RosterRow | None:
        """The member, or None when something must be put right first; every reason is then among the faults."""
        for column in (Column.CATEGORY, Column.NOTE):
            if cells.is_never_entered(self._cell(column)):
                self._refuse_entry(column)
                return None
        name, born = self._value(Column.FULL_NAME, cells.name), self._born()
        admitted, official = self._day(Column.ADMITTED), self._day(Column.OFFICIAL)
        self._compare(born, admitted, official)
        sex = self._value(Column.SEX, cells.sex)
        card_number = self._value(Column.CARD, cells.card)
        position = self._value(Column.POSITION, cells.text, longest=120)
        is_at_work = self._expected.of is ListOf.WORKPLACE
        workplace_cell = self._value(
            Column.WORKPLACE_CELL, self._own_cell if is_at_work else cells.organisation
        )
        workplace_committee = self._value(
            Column.WORKPLACE_COMMITTEE, self._own_committee if is_at_work else cells.organisation
        )
        address = self._value(Column.ADDRESS, cells.text, longest=200)
        residence_cell = self._home() if is_at_work else self._value(Column.RESIDENCE_CELL, self._own_cell)
        phone = self._value(Column.PHONE, cells.phone)
        has_category = not (is_at_work and self._cell(Column.CATEGORY).is_blank)
        category = self._value(Column.CATEGORY, cells.category) if has_category else None
        note = self._value(Column.NOTE, cells.text, longest=500)
        if name and born:
            self.person = Person(fold(name), born.stored, card_digits(card_number or ""), phone)
        if not (name and born and workplace_cell and workplace_committee and residence_cell is not None):
            return None
        if not (is_at_work or (residence_cell and category)):
            return None
        if self.faults or not self.person:
            return None
        return RosterRow(
            row=self._row.number,
            person=self.person,
            full_name=name,
            sex=sex,
            born=born,
            admitted=admitted,
            official=official,
            card_number=card_number,
            position=position,
            workplace_cell=workplace_cell,
            workplace_committee=workplace_committee,
            address=address,
            residence_cell=residence_cell,
            phone=phone,
            category=category,
            note=note,
        )

    def _two_columns_of_birth(self) -> Column | None:
        """Where men's and women's days of birth stand in two columns: which one this row fills, and hence the sex."""
        filled = [one for one in _BIRTHS if not self._cells.get(one, EMPTY).is_blank]
        if Column.BORN in self._table.places or not filled:
            return None
        self._cells[Column.BORN] = self._cells[filled[0]]
        if self._cells.get(Column.SEX, EMPTY).is_blank:
            self._cells[Column.SEX] = Cell(_BIRTHS[filled[0]], Kind.TEXT)
        return filled[0]

    def _standing_in(self, column: Column) -> Column:
        """The column of the file in which that of the day of birth is told; any other is itself."""
        return self._instead if column is Column.BORN and self._instead is not None else column

    def _cell(self, column: Column) -> Cell:
        return self._cells.get(column, EMPTY)

    def _value(self, column: Column, read: Callable[..., Value], **how: object) -> Value | None:
        """The value of a cell; a refusal becomes a fault and None. Words read well once are not read again."""
        cell = self._cell(column)
        seen = self._expected.seen[column] if column in _REPEATED else None
        if seen is not None and (known := seen.get(cell, _UNREAD)) is not _UNREAD:
            return cast(Value, known)
        said = len(self.notes)
        try:
            value = read(cell, partial(self.say, column), **how)
        except Refused as refusal:
            self.refuse(column, refusal)
            return None
        if seen is not None and len(self.notes) == said:
            seen[cell] = value
        return value

    def _day(self, column: Column) -> PartialDay | None:
        is_odd = self._standing_in(column) in self._expected.odd_dates
        return self._value(column, cells.day, today=self._expected.today, is_odd=is_odd)

    def _born(self) -> PartialDay | None:
        """The day of birth, without which nobody is recognised."""
        if sum(not self._cell(one).is_blank for one in _BIRTHS) > 1:
            self.refuse(Column.BORN, Refused("Two dates of birth stand here. Keep the one that is right."))
        if self._cell(Column.BORN).is_blank:
            self.refuse(Column.BORN, Refused("Write the date of birth, or at least the year."))
        return self._day(Column.BORN)

    def _compare(
        self, born: PartialDay | None, admitted: PartialDay | None, official: PartialDay | None
    ) -> None:
        """Hold the days against each other; a missing day of admission is only noted."""
        columns = {"born": Column.BORN, "admitted": Column.ADMITTED, "official": Column.OFFICIAL}
        for refusal in contradictions(born, admitted, official, self._expected.today):
            self.refuse(columns[refusal.field or "born"], refusal)
        if self._cell(Column.ADMITTED).is_blank:
            self.say(Column.ADMITTED, label("The date of admission is missing; letters will need it."))

    def _own_cell(self, cell: Cell, say: cells.Say) -> str:
        """The committee's own name of the cell; refused when it has no such cell."""
        written, known = cells.organisation(cell, say), self._expected.cells
        if known is None:
            return written
        words = cell_words(written)
        if words not in known:
            alike = difflib.get_close_matches(words, known, n=1, cutoff=0) or list(known)[:1]
            raise Refused(
                "The committee has no such cell. Write one of its cells, for example %(example)s.",
                example=known[alike[0]],
            )
        return known[words]

    def _own_committee(self, cell: Cell, say: cells.Say) -> str:
        """The workplace committee itself, which the list need not name; refused when it names another one."""
        own = self._expected.committee
        if cell.is_blank or fold(cells.organisation(cell, say)) == fold(own):
            return own
        raise Refused("This is not your committee. Write %(own)s, or leave the cell empty.", own=own)

    def _home(self) -> str | None:
        """The residence cell in the words of a workplace, which may not know it."""
        if self._cell(Column.RESIDENCE_CELL).is_blank:
            return ""
        return self._value(Column.RESIDENCE_CELL, cells.organisation)

    def _refuse_entry(self, column: Column) -> None:
        """The one fault of somebody who is entered nowhere; nothing else of the row is quoted."""
        refusal = Refused(
            "Members exempt from introduction are not entered. Delete the row (Guidance 33-HD/BTCTW)."
        )
        at = self._fault(column, refusal)
        self.faults.append(Fault(at.row, at.column, at.heading, "miễn giới thiệu", at.message, at.params))

    def refuse(self, column: Column, refusal: Refused) -> None:
        """Add a fault found elsewhere, by comparing rows."""
        self.faults.append(self._fault(column, refusal))

    def say(self, column: Column, message: str, /, **params: object) -> None:
        """Add a note on a cell; the sentence is marked with `label`."""
        if self._standing_in(column) not in self._written:  # what a person has said needs no word more
            self.notes.append(Note(*self._at(column), message, params))

    def _fault(self, column: Column, refusal: Refused) -> Fault:
        return Fault(*self._at(column), refusal.message, refusal.params)

    def _at(self, column: Column) -> tuple[int, str, str, str]:
        """Where a remark belongs: row, letter, heading as written, what stands there."""
        column = self._standing_in(column)
        place = self._table.places.get(column)
        letter = "" if place is None else column_letter(place)
        heading = self._table.headings.get(column, column.value)
        return self._row.number, letter, heading, cells.quoted(self._cell(column))
