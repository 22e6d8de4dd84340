"""Checks a list as a ward keeps it: every row, every reason at once, under Excel's own numbers.

Nothing is guessed: what cannot be taken as it stands is a fault that says what to write; what was understood in another
way than written is a note. Persons exempt from introduction are named nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice, pairwise

from adapters.cells import Kind, Row, Sheet
from domain.errors import Refused
from domain.roster_answers import NO_ANSWERS, Answers
from domain.roster_cells import quoted
from domain.roster_headings import Column, ListOf, Table, find_table, section_of
from domain.roster_rows import Expectations, Fault, Note, Person, Remark, RosterRow, RowReader, cell_words
from models.vocabulary import label

_DAYS = (Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE, Column.ADMITTED, Column.OFFICIAL)
_ASIDE = (Column.ORDINAL, Column.NOTE)
SAME_MEMBER = label(
    "The same member stands in row %(row)s. Keep one of the two rows; "
    "if they are two people, write both card numbers."
)
_FEWEST_IN_LAST_ROW = 3
"""A list ends with the last row that fills so many columns; totals and signatures stand below."""


@dataclass(frozen=True, slots=True)
class CheckedRoster:
    """A list read through: its good rows, and what is to be said of the others, in the order of the sheet."""

    sheet: str
    rows: tuple[RosterRow, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def check_roster(
    sheets: Sequence[Sheet],
    today: date,
    known_cells: Iterable[str] | None,
    answers: Answers = NO_ANSWERS,
    *,
    of: ListOf = ListOf.RESIDENCE,
    committee: str = "",
) -> CheckedRoster:
    """Read the one list of a workbook; Refused when it has none.

    `known_cells` are the names of the committee's own cells; while it has none, None, and the list founds those that it
    names. `committee` is the name of a workplace committee, which its list need not repeat.
    """
    table = find_table(sheets, answers.layout, of)
    lines, others = _lines(table, of)
    lines = [line for line in lines if line.number not in answers.left_out]
    sections = {} if of.cell in table.places else _sections(table, lines)
    known = {cell_words(name): name for name in known_cells or ()}
    expected = Expectations(
        today, known or None, _odd_dates(table, lines), answers.written, sections, of, committee
    )
    rows: list[RosterRow] = []
    faults: list[Fault] = []
    notes: list[Note] = []
    compared = _Compared(answers)
    for line in lines:
        reader = RowReader(table, line, expected)
        row = reader.read()
        compared.compare(reader)
        if row and not reader.faults:
            rows.append(row)
        faults.extend(reader.faults)
        notes.extend(reader.notes)
    return CheckedRoster(
        table.sheet,
        tuple(rows),
        tuple(sorted(faults, key=_place)),
        tuple(sorted([*notes, *_passed_over(lines, others, bool(sections))], key=_place)),
    )


def _place(remark: Remark) -> tuple[int, int, str]:
    """Top to bottom, left to right; Z stands before AA."""
    return remark.row, len(remark.column), remark.column


def _lines(table: Table, of: ListOf) -> tuple[list[Row], list[Row]]:
    """The rows of members, and the lines between and below them that tell something else."""
    places = [place for column, place in table.places.items() if column not in _ASIDE]
    filled = {row.number: _filled(row, places) for row in table.rows}
    last = max((number for number, count in filled.items() if count >= _FEWEST_IN_LAST_ROW), default=0)
    is_parted = of.cell not in table.places
    members = [
        row
        for row in table.rows
        if row.number <= last
        and _is_member(table, row, filled[row.number])
        and not (is_parted and section_of(row))
    ]
    if not members:
        raise Refused("The list has no rows below its headings.")
    taken = {row.number for row in members}
    others = [
        row
        for row in table.rows
        if row.number not in taken and ((is_parted and section_of(row)) or not _is_only_numbered(table, row))
    ]
    return members, others


def _sections(table: Table, lines: Sequence[Row]) -> dict[int, str]:
    """For each row of a member the cell whose title stands above it."""
    members = {line.number for line in lines}
    found: dict[int, str] = {}
    now = ""
    for row in table.rows:
        if row.number in members:
            found[row.number] = now
        else:
            now = section_of(row) or now
    return found


def _filled(row: Row, places: Sequence[int]) -> int:
    """How many of these places a row fills; beyond three it makes no difference."""
    cells = row.cells
    filled = (place for place in places if place < len(cells) and not cells[place].is_blank)
    return sum(1 for _ in islice(filled, _FEWEST_IN_LAST_ROW))


def _is_member(table: Table, row: Row, filled: int) -> bool:
    """Whether the row is about somebody: two columns, or one beside an ordinal number."""
    return filled >= 2 or (filled == 1 and not table.cell(row, Column.ORDINAL).is_blank)


def _is_only_numbered(table: Table, row: Row) -> bool:
    """Whether nothing but the ordinal number stands there, as in a form numbered in advance."""
    place = table.places.get(Column.ORDINAL)
    return all(cell.is_blank for at, cell in enumerate(row.cells) if at != place)


def _odd_dates(table: Table, lines: Sequence[Row]) -> frozenset[Column]:
    """The columns of which most days are text: there a date cell may be one that Excel turned round."""
    odd = []
    for column in _DAYS:
        kinds = [table.cell(line, column).kind for line in lines]
        if kinds.count(Kind.TEXT) > kinds.count(Kind.DATE):
            odd.append(column)
    return frozenset(odd)


def _passed_over(lines: Sequence[Row], others: Sequence[Row], is_parted: bool) -> Iterator[Note]:
    """A note for each stretch of blank rows within the list, and for each line that tells something else."""
    for row in others:
        if is_parted and section_of(row):
            continue
        text = next(quoted(cell) for cell in row.cells if not cell.is_blank)
        yield Note(row.number, "", "", text, label("This line is about no member and was not read."), {})
    numbers = sorted(row.number for row in (*lines, *others) if row.number <= lines[-1].number)
    for before, after in pairwise(numbers):
        if after == before + 2:
            yield Note(before + 1, "", "", "", label("The row is blank and was passed over."), {})
        elif after > before + 2:
            message = label("The rows from here to %(last)s are blank and were passed over.")
            yield Note(before + 1, "", "", "", message, {"last": after - 1})


class _Compared:
    """Finds who stands in the list twice, a fault, and numbers that two members share, a question.

    Of the rows further up their numbers are kept, by what they are compared by, and no more: a list may be long. Those
    of one name and birth are found by card, too, so that a list of nothing but namesakes takes no longer.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._namesakes: dict[tuple[str, str], list[int]] = {}
        self._of_card: dict[tuple[str, str, str], list[int]] = {}
        self._by_phone: dict[str, int] = {}
        self._by_card: dict[str, int] = {}

    def compare(self, reader: RowReader) -> None:
        """Hold one more row against those above it."""
        person, number = reader.person, reader.number
        if person is None:
            return
        double = next(
            (one for one in self._that_may_be(person) if not self._answers.are_apart(one, number)), None
        )
        self._add(person, number)
        if double is not None:
            reader.refuse(Column.FULL_NAME, Refused(SAME_MEMBER, row=double))
            return
        if person.phone and (other := self._by_phone.setdefault(person.phone, number)) != number:
            message = label("The same number stands in row %(row)s; check that both use it.")
            reader.say(Column.PHONE, message, row=other)
        if person.card_digits and (other := self._by_card.setdefault(person.card_digits, number)) != number:
            message = label("The same card number stands in row %(row)s; check which is right.")
            reader.say(Column.CARD, message, row=other)

    def _that_may_be(self, person: Person) -> Iterable[int]:
        """The rows of which this may be told again, from the top: two cards that differ are two people."""
        name, born = person.folded, person.born
        if not person.card_digits:
            return self._namesakes.get((name, born), ())
        return merge(*(self._of_card.get((name, born, card), ()) for card in (person.card_digits, "")))

    def _add(self, person: Person, number: int) -> None:
        name, born = person.folded, person.born
        self._namesakes.setdefault((name, born), []).append(number)
        self._of_card.setdefault((name, born, person.card_digits), []).append(number)
