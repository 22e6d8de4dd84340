"""The report of differences between an exchange file and the register: its lines, their words, its spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from access import Actor
from domain.days import PartialDay
from domain.errors import Refused
from domain.exchange import Column as Told
from domain.exchange import ExchangeFile, Line, Result, compare
from domain.names import clean
from models.vocabulary import Category, ExemptionReason, LiaisonState, Registration, Sex, Word
from queries import exchange
from queries.paging import PAGE, Lines
from ui.spreadsheets import Column, Sheet

Value = str | Word | PartialDay
_WORDS: dict[Told, type[Word]] = {
    Told.SEX: Sex,
    Told.REGISTRATION: Registration,
    Told.STATE: LiaisonState,
    Told.CATEGORY: Category,
    Told.EXEMPTION_REASON: ExemptionReason,
}
_DAYS = (
    Told.BORN,
    Told.ADMITTED,
    Told.OFFICIAL,
    Told.EXEMPT_FROM,
    Told.EXEMPT_REVIEW,
    Told.STARTED,
    Told.LAST_CONTACT,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the report as it is read; `ref` leads to the record, where the member stands in the register."""

    ref: str | None
    full_name: str
    born: Value
    result: Result
    column: Told | None
    here: Value
    there: Value


@dataclass(frozen=True, slots=True)
class Report:
    """What the comparison found: how many members are the same, how many stand on each side, and the lines."""

    same: int
    counts: dict[Result, int]
    lines: Sequence[Shown]

    def page(self, after: str | None) -> Lines[Shown]:
        """The lines behind the one with this number."""
        start = int(after) if after and after.isascii() and after.isdigit() and len(after) < 9 else 0
        end = start + PAGE
        return Lines(self.lines[start:end], str(end) if end < len(self.lines) else None)


def report_on(actor: Actor, file: ExchangeFile, only: Result | None = None) -> Report:
    """Hold the file against what the actor reads of the register; of all lines, or of `only` one result."""
    own = exchange.register(actor)
    refs = {id(row): ref for ref, row in own}
    found = compare([row for _ref, row in own], file.rows, exchange.closed(actor))
    counts = {
        Result.ONLY_HERE: len(found.only_here),
        Result.ONLY_THERE: len(found.only_there),
        Result.DIFFERS: len(found.differing),
    }
    lines = [_shown(line, refs.get(id(line.who))) for line in found.lines() if only in (None, line.result)]
    return Report(found.same, counts, lines)


def sheet() -> Sheet:
    """The report as a spreadsheet."""
    return Sheet(
        "exchange.differences",
        _l("Two registers compared"),
        (
            Column(_l("Full name"), lambda line: line.full_name, 28),
            Column(_l("Date of birth"), lambda line: line.born, 14),
            Column(_l("Result"), lambda line: line.result, 20),
            Column(_l("Column"), lambda line: line.column, 26),
            Column(_l("Here"), lambda line: line.here, 36),
            Column(_l("In the file"), lambda line: line.there, 36),
        ),
        about=lambda line: line.ref,
    )


def in_words(value: Value) -> str:
    """A value as the page says it."""
    if isinstance(value, PartialDay):
        return value.shown
    return gettext(value.text) if isinstance(value, Word) else value


def _shown(line: Line, ref: str | None) -> Shown:
    here, there = (_read(line.column, value) for value in (line.here, line.there))
    name, born = clean(line.who[Told.FULL_NAME]), _read(Told.BORN, line.who[Told.BORN])
    return Shown(ref, name, born, line.result, line.column, here, there)


def _read(column: Told | None, text: str) -> Value:
    """The value in its kind; what another program wrote in another way stays as it stands there."""
    try:
        if text and column in _WORDS:
            return _WORDS[column](text)
        if text and column in _DAYS:
            return PartialDay.from_stored(text)
    except (ValueError, Refused):
        pass
    return clean(text)
