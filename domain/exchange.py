"""The exchange file: a register as text that any program can read, checked by its sum, compared with another.

The first line says what follows, the second names the columns, each further line is a member (docs/exchange.md).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.errors import Refused
from domain.names import fold
from domain.numbers import card_digits
from models.vocabulary import Word, label

NAME, VERSION = "liaison-exchange", "1"
FORMAT = f"{NAME}/{VERSION}"
_MARK = "\ufeff"
_RUNS = ("=", "+", "-", "@", "'", "\t", "\r")
"""Beginnings that a spreadsheet program reads as a formula; an apostrophe in front of them takes that away."""


_CHANGED = label("The file was changed after it was written: its check sum does not fit. Fetch it once more.")


class Column(Word):
    """What is told of a member, in the order of the file."""

    FULL_NAME = "full_name", label("Full name")
    SEX = "sex", label("Sex")
    BORN = "born", label("Date of birth")
    ADMITTED = "admitted", label("Admitted to the Party")
    OFFICIAL = "official", label("Official member since")
    CARD = "card_number", label("Party card number")
    PHONE = "phone", label("Phone number")
    POSITION = "position", label("Position")
    WORKPLACE_COMMITTEE = "workplace_committee", label("Workplace committee")
    WORKPLACE_CELL = "workplace_cell", label("Workplace Party cell")
    RESIDENCE_CELL = "residence_cell", label("Residence Party cell")
    UNIT = "unit", label("Residential unit")
    ADDRESS = "address", label("Address")
    REGISTRATION = "registration", label("Registration")
    STATE = "state", label("State")
    CATEGORY = "category", label("Category")
    EXEMPTION_REASON = "exemption_reason", label("Reason of the exemption")
    EXEMPTION_BASIS = "exemption_basis", label("Paper that bases the exemption")
    EXEMPT_FROM = "exempt_from", label("Exempt from")
    EXEMPT_REVIEW = "exempt_review_on", label("Review on")
    STARTED = "started_on", label("In liaison since")
    LAST_CONTACT = "last_contact_on", label("Last contact")


Row = Mapping[Column, str]
"""One member; what is not known is empty. Days as 1988-05-12, 1988-05 or 1988, words as their values."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: of which commune, of what day, how many members."""

    unit_code: str
    taken_on: date
    rows: int


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file that was read and found whole."""

    head: Head
    rows: tuple[Row, ...]


def written(unit_code: str, taken_on: date, rows: Iterable[Row]) -> bytes:
    """The file of a register, with the sum of all that follows its first line."""
    lines = [
        [column.value for column in Column],
        *([_safe(row.get(one, "")) for one in Column] for row in rows),
    ]
    body = _csv(lines)
    head = [FORMAT, unit_code, taken_on.isoformat(), str(len(lines) - 1), _sum(body)]
    return (_MARK + _csv([head]) + body).encode()


def read(data: bytes) -> ExchangeFile:
    """The file, or the refusal with what is wrong: another kind of file, another version, cut, changed."""
    text = _text(data)
    first, _break, body = text.partition("\n")
    told = _told(first)
    name, _slash, version = (told[0] if told else "").partition("/")
    if name != NAME:
        raise Refused("This is no exchange file: its first line does not begin with %(name)s.", name=NAME)
    if version != VERSION:
        raise Refused(
            "The file is of version %(version)s; this program reads version %(own)s.",
            version=version,
            own=VERSION,
        )
    head, expected = _head(told)
    lines = _lines(body)
    if len(lines) - 1 < head.rows:
        raise Refused(
            "The file is cut: %(rows)s members were written and %(found)s are left. Fetch it once more.",
            rows=head.rows,
            found=max(len(lines) - 1, 0),
        )
    if _sum(body) != expected:
        raise Refused(_CHANGED)
    return ExchangeFile(head, tuple(_rows(lines)))


def _text(data: bytes) -> str:
    try:
        return data.decode().removeprefix(_MARK)
    except UnicodeDecodeError as error:
        raise Refused(
            "The file is not in Unicode (UTF-8). Fetch it once more and do not open it in between."
        ) from error


def _told(line: str) -> list[str]:
    """The fields of the first line, also of a file that is something else altogether."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:  # lines that end in a bare return, or a field beyond all measure
        return line.split(",")


def _lines(body: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(body, newline="")))
    except csv.Error as error:  # a field without end, as in a file that is something else
        raise Refused(_CHANGED) from error


def _head(told: Sequence[str]) -> tuple[Head, str]:
    try:
        _format, unit_code, taken_on, rows, check = told
        head = Head(unit_code, date.fromisoformat(taken_on), int(rows))
        if head.rows < 0:
            raise ValueError(rows)
    except ValueError as error:
        raise Refused("The first line of the file is damaged. Fetch it once more.") from error
    return head, check


def _rows(lines: Sequence[Sequence[str]]) -> Iterator[Row]:
    names = [column.value for column in Column]
    if lines[0] != names:
        raise Refused("The columns of the file are not those of %(format)s.", format=FORMAT)
    for number, line in enumerate(lines[1:], 3):
        if len(line) != len(names):
            raise Refused("Line %(line)s has %(found)s columns instead of %(wanted)s.", line=number, found=len(line),
                          wanted=len(names))  # fmt: skip
        yield {column: _bare(value) for column, value in zip(Column, line, strict=True)}


def _csv(lines: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(lines)
    return file.getvalue()


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _safe(value: str) -> str:
    """Text that no spreadsheet program runs."""
    return f"'{value}" if value.startswith(_RUNS) else value


def _bare(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].startswith(_RUNS) else value


@dataclass(frozen=True, slots=True)
class Differing:
    """One member who stands in both, and the columns in which they differ: here, there."""

    here: Row
    there: Row
    columns: tuple[Column, ...]


class Result(Word):
    """What a comparison finds of a member."""

    ONLY_HERE = "here", label("only here")
    ONLY_THERE = "there", label("only in the file")
    DIFFERS = "differs", label("differs")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: a member who stands in one register alone, or one field in which the two differ."""

    result: Result
    who: Row
    column: Column | None = None
    here: str = ""
    there: str = ""


@dataclass(slots=True)
class Differences:
    """Two registers side by side."""

    same: int = 0
    only_here: list[Row] = field(default_factory=list)
    only_there: list[Row] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """The report line by line: who stands in one alone, then what differs, field by field."""
        for row in self.only_here:
            yield Line(Result.ONLY_HERE, row)
        for row in self.only_there:
            yield Line(Result.ONLY_THERE, row)
        for one in self.differing:
            for column in one.columns:
                yield Line(Result.DIFFERS, one.here, column, one.here[column], one.there[column])


def compare(
    here: Sequence[Row], there: Sequence[Row], closed: Container[Column] = frozenset()
) -> Differences:
    """Who stands in one register alone, and in what those in both differ.

    A member is recognised by the card number, else by folded name and date of birth; a field that the other side
    leaves empty altogether differs from nothing, and so does one that is `closed` to whoever asks.
    """
    told = {column for column in Column if column not in closed and any(row.get(column) for row in there)}
    found, left = Differences(), _Waiting(here)
    for theirs in there:
        ours = left.take(theirs)
        if ours is None:
            found.only_there.append(theirs)
            continue
        columns = tuple(one for one in Column if one in told and ours.get(one, "") != theirs.get(one, ""))
        if columns:
            found.differing.append(Differing(ours, theirs, columns))
        else:
            found.same += 1
    found.only_here.extend(left.rest())
    return found


class _Waiting:
    """The members of one register who have not been found in the other yet."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = dict(enumerate(rows))
        self._by_card: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, row in self._rows.items():
            if row.get(Column.CARD):
                self._by_card[card_digits(row[Column.CARD])].append(number)
            self._by_name[_name(row)].append(number)

    def take(self, row: Row) -> Row | None:
        """The same member, who then waits no more: of several the one that differs least."""
        digits = card_digits(row[Column.CARD]) if row.get(Column.CARD) else ""
        numbers = [one for one in self._by_card.get(digits, ()) if one in self._rows] if digits else []
        numbers = numbers or [one for one in self._by_name[_name(row)] if self._may_be(one, digits)]
        if not numbers:
            return None
        return self._rows.pop(min(numbers, key=lambda one: _distance(self._rows[one], row)))

    def rest(self) -> list[Row]:
        """Those who were not found."""
        return list(self._rows.values())

    def _may_be(self, number: int, digits: str) -> bool:
        if number not in self._rows:
            return False
        own = self._rows[number].get(Column.CARD)
        return not (own and digits) or card_digits(own) == digits


def _name(row: Row) -> tuple[str, str]:
    return fold(row.get(Column.FULL_NAME, "")), row.get(Column.BORN, "")


def _distance(one: Row, other: Row) -> int:
    return sum(one.get(column, "") != other.get(column, "") for column in Column)
