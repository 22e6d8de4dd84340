"""Requests to put the own record right: whose data a line is, what a request and its answer must say, by when."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from domain.deadlines import add_working_days
from domain.errors import Refused
from domain.rules import Rules
from domain.secrecy import objections_to_marks
from models.vocabulary import CorrectionLine

_L = CorrectionLine
RECEIVED_MONTHS = 12
"""Whoever received the old value within so many months is told of the new one."""


class Keeper(Enum):
    """Who keeps a line of the record."""

    WORKPLACE = "workplace"
    COMMUNE = "commune"
    RECORDER = "recorder"
    """The organisation that wrote this row: the sender of a change, the cell of a contact or a meeting."""


KEEPERS = {
    _L.CELL: Keeper.COMMUNE,
    _L.CHANGE: Keeper.RECORDER,
    _L.CONTACT: Keeper.RECORDER,
    _L.MEETING: Keeper.RECORDER,
}
"""The lines that the workplace does not keep; all others are its own: who a member is, where he or she lives."""
TOLD_BY_NOTICE = (_L.WORKPLACE, _L.ADDRESS, _L.CATEGORY, _L.CHANGE)
"""Put right by a change, whose notices tell those who must know: nobody is told twice."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By when the member hears that the request came, and by when it is decided."""

    receipt_due_on: date
    due_on: date


def keeper(line: CorrectionLine) -> Keeper:
    """Who keeps a line, and therefore decides on it."""
    return KEEPERS.get(line, Keeper.WORKPLACE)


def terms(asked_on: date, rules: Rules, holidays: AbstractSet[date]) -> Terms:
    """The days of a request made on a day (Decree 356/2025, article 5)."""
    return Terms(
        add_working_days(asked_on, rules.correction_receipt_days, holidays),
        asked_on + timedelta(days=rules.correction_days),
    )


def objections_to_asking(wanted: str | None, stands: str | None) -> Iterator[Refused]:
    """Everything that is missing or makes no sense in a request."""
    if not wanted:
        yield Refused("Write what it should be.", field="wanted")
    elif wanted == stands:
        yield Refused("The record says exactly this already.", field="wanted")
    yield from objections_to_marks(wanted=wanted)


def objections_to_done(
    line: CorrectionLine, stood: str | None, stands: str | None, answer: str | None
) -> Iterator[Refused]:
    """A line counts as corrected when the record says something else than it did; of a contact, when words say how."""
    if line is _L.CONTACT:
        if not answer:
            yield Refused("Write what was corrected.", field="answer")
    elif stands == stood:
        yield Refused("The record still says the same. Correct it first, then come back to this page.")
    yield from objections_to_marks(answer=answer)


def objections_to_extension(due_on: date, today: date, *, is_extended: bool) -> Iterator[Refused]:
    """An answer may take longer once, and only while it is not overdue."""
    if is_extended:
        yield Refused("The term has been extended already; that is possible once.")
    elif today > due_on:
        yield Refused("The term ended on %(day)s and cannot be extended any more.", day=due_on)
