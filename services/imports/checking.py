"""Holds a list against the register before anything is written: every row, every reason at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from adapters.cells import Sheet, column_letter
from domain.errors import Refused
from domain.roster_answers import NO_ANSWERS, Answers
from domain.roster_headings import Column, ListOf, find_table
from domain.roster_rows import Fault, Note, RosterRow, cell_words
from domain.rosters import CheckedRoster, check_roster
from models import Organisation
from models.vocabulary import PlaceKind, label
from queries import places
from queries.organisations import names_of_cells, names_of_residence_cells

_WELL_FILLED = 5
"""Where the cells of a list have so many members on average, a cell with a single one looks like a slip."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that was held against the register of one commune."""

    unit_code: str
    founds_cells: bool
    columns: Mapping[Column, tuple[str, str]]
    """Excel's letter and the heading of each column of the list."""
    sheet: str
    heading_row: int
    rows: Sequence[RosterRow]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def check(
    unit_code: str,
    sheets: Sequence[Sheet],
    today: date,
    *,
    new_cells: bool = False,
    answers: Answers = NO_ANSWERS,
) -> Roster:
    """The list with its faults and notes; raises `Refused` or `NotFound` where there is no such list or commune.

    While the committee has no cell, the list founds those that it names; later an unknown cell is a fault, unless
    `new_cells` says that they are meant.
    """
    if places.in_force(unit_code).kind is PlaceKind.PROVINCE:
        raise Refused("%(code)s is a province. Write the code of a commune or ward.", code=unit_code)
    known = names_of_residence_cells(unit_code)
    founds = new_cells or not known
    roster = check_roster(sheets, today, None if founds else known, answers)
    table = find_table(sheets, answers.layout)
    columns = {one: (column_letter(place), table.headings[one]) for one, place in table.places.items()}
    columns.setdefault(Column.RESIDENCE_CELL, ("", Column.RESIDENCE_CELL.value))
    if founds and not new_cells:
        roster = _without_lonely_cells(roster, *columns[Column.RESIDENCE_CELL])
    return Roster(
        unit_code,
        founds,
        columns,
        table.sheet,
        table.heading_row,
        roster.rows,
        roster.faults,
        roster.notes,
    )


def check_at_work(
    committee: Organisation, sheets: Sequence[Sheet], today: date, *, answers: Answers = NO_ANSWERS
) -> Roster:
    """The list of a workplace committee with its faults and notes; founds the cells it names while there are none."""
    known = names_of_cells(committee.id)
    of = ListOf.WORKPLACE
    roster = check_roster(sheets, today, known or None, answers, of=of, committee=committee.name)
    table = find_table(sheets, answers.layout, of)
    columns = {one: (column_letter(place), table.headings[one]) for one, place in table.places.items()}
    for one in (Column.WORKPLACE_CELL, Column.RESIDENCE_CELL):
        columns.setdefault(one, ("", one.value))
    return Roster(
        "", not known, columns, table.sheet, table.heading_row, roster.rows, roster.faults, roster.notes
    )


def _without_lonely_cells(roster: CheckedRoster, letter: str, heading: str) -> CheckedRoster:
    """Take out the rows whose cell no other row names: such a cell would be founded by a slip of the pen."""
    members = Counter(cell_words(row.residence_cell) for row in roster.rows)
    lonely = {cell for cell, count in members.items() if count == 1}
    if not lonely or len(roster.rows) < _WELL_FILLED * len(members):
        return roster
    message = label(
        "No other row names this cell. Write one of the other cells; if it is right, found the cell first."
    )
    alone = {row.row: row for row in roster.rows if cell_words(row.residence_cell) in lonely}
    faults = [Fault(row.row, letter, heading, row.residence_cell, message, {}) for row in alone.values()]
    return replace(
        roster,
        rows=tuple(row for row in roster.rows if row.row not in alone),
        faults=tuple(sorted((*roster.faults, *faults), key=lambda fault: fault.row)),
    )
