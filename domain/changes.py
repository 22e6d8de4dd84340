"""What a change must say: number, day and body of its decision, days in a sensible order (BR-22)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.days import years_later
from domain.errors import Refused
from domain.names import clean
from models.vocabulary import Category, ChangeKind, ChangeWord, ExemptionReason

DECIDED = frozenset(
    {
        ChangeKind.TRANSFER,
        ChangeKind.SECONDMENT,
        ChangeKind.APPOINTMENT,
        ChangeKind.REWARD,
        ChangeKind.SANCTION,
    }
)
"""Kinds for which number, day and issuing body of the decision are compulsory (BR-22)."""
_YEARS_BACK, _YEARS_AHEAD = 10, 1
_LONGEST_TERM = 10
"""Years: a term or a review that lies further on is a slip of the pen, not a decision."""
_WORD = re.compile(r"^(?:quyết định\s+)?(?:số\s*)?[:.]?\s*", re.IGNORECASE)
# The last of the three is the dash that Word makes of a hyphen.
_NUMBER = re.compile(r"\d+[\w.]*(?:/\d{4})?\s*[-/–]\s*[^\W\d].*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of a change is checked by rule; each kind fills in what it has."""

    word: ChangeWord
    effective_on: date
    decision_number: str | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    until_on: date | None = None
    review_on: date | None = None
    new_category: Category | None = None
    exemption_reason: ExemptionReason | None = None
    exemption_basis: str | None = None


def decision_number(text: str, *, field: str | None = "decision_number") -> str:
    """The number of a decision as it is quoted: 45/QĐ-UBND of the State, 45-QĐ/TU of the Party (BR-22).

    The words before the number are left out; whatever follows it is kept as written.
    """
    number = _WORD.sub("", clean(text)).replace("–", "-")
    if not _NUMBER.fullmatch(number):
        raise Refused("Write the decision number, for example 45/QĐ-UBND or 45-QĐ/TU.", field=field)
    return number


def objections(facts: Facts, today: date) -> Iterator[Refused]:
    """Everything that is missing or cannot be, each on its field."""
    yield from _decision(facts, today)
    yield from _effective_day(facts, today)
    yield from _term(facts)
    yield from _exemption(facts)


def _decision(facts: Facts, today: date) -> Iterator[Refused]:
    if facts.word.kind in DECIDED:
        if not facts.decision_number:
            yield Refused(
                "Write the decision number, for example 45/QĐ-UBND or 45-QĐ/TU.", field="decision_number"
            )
        if not facts.decided_on:
            yield Refused("Write the date of the decision, for example 15/3/2026.", field="decided_on")
        if not facts.decided_by:
            yield Refused("Write the body that issued the decision.", field="decided_by")
    if facts.decided_on and facts.decided_on > today:
        yield Refused("The date of the decision must be today or earlier.", field="decided_on")
    elif facts.decided_on and facts.decided_on < years_later(today, -_YEARS_BACK):
        yield Refused(
            "This is more than %(years)s years ago. Check the year.", field="decided_on", years=_YEARS_BACK
        )


def _effective_day(facts: Facts, today: date) -> Iterator[Refused]:
    if facts.word is ChangeWord.DEATH and facts.effective_on > today:
        yield Refused("This day must be today or earlier.", field="effective_on")
    elif facts.effective_on > years_later(today, _YEARS_AHEAD):
        yield Refused("This is more than a year ahead. Check the year.", field="effective_on")
    elif facts.effective_on < years_later(today, -_YEARS_BACK):
        yield Refused(
            "This is more than %(years)s years ago. Check the year.", field="effective_on", years=_YEARS_BACK
        )


def _term(facts: Facts) -> Iterator[Refused]:
    start = facts.effective_on
    for field, day in (("until_on", facts.until_on), ("review_on", facts.review_on)):
        if day and day <= start:
            yield Refused("Write a day after %(start)s, the first day.", field=field, start=start)
        elif day and day > years_later(start, _LONGEST_TERM):
            yield Refused(
                "This is more than %(years)s years after the first day. Check the year.",
                field=field,
                years=_LONGEST_TERM,
            )
    if facts.review_on and facts.until_on and facts.review_on > facts.until_on:
        yield Refused("Write a day up to %(end)s, the last day.", field="review_on", end=facts.until_on)


def _exemption(facts: Facts) -> Iterator[Refused]:
    if facts.new_category is not Category.EXEMPT:
        return
    if facts.exemption_reason in (None, ExemptionReason.NOT_STATED):
        yield Refused("Choose the reason of the exemption.", field="exemption_reason")
    if not facts.exemption_basis:
        yield Refused("Write the paper that bases the exemption.", field="exemption_basis")
