"""What a version of the regulation says, as a value: terms, the ladder of reminders, duties, sheets (BR-19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from models.vocabulary import Category, Milestone, Paper, Part, Standing, Term

RUNGS = ("reminder", "deputy", "committee", "ring")
_LADDER = {rung: Term(f"ladder_{rung}") for rung in RUNGS}
_SHEETS = {
    Category.FULL: (Part.FULL_SHEET, Paper.FULL_SHEET),
    Category.EXEMPT: (Part.EXEMPT_SHEET, Paper.EXEMPT_SHEET),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the member (Regulation 213, article 2); no text where the official wording must still be entered."""

    number: int
    name: str
    source: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of an evaluation sheet; a sheet keeps the number of the criterion and of the level chosen."""

    number: int
    name: str | None
    """Empty where the official heading must still be entered."""
    levels: tuple[str, ...]
    """The words of level 1, 2, 3 …, the highest first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evaluation sheet of a category: its criteria and nothing above them (Guidance 33; BR-23)."""

    title: str
    opening: str
    """What stands above the criteria."""
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a yearly round, each as (month, day)."""

    opens: tuple[int, int]
    cells_by: tuple[int, int]
    confirm_by: tuple[int, int]
    return_by: tuple[int, int]

    def in_year(self, year: int) -> dict[Milestone, date]:
        """The days proposed for the round of a year, in their order."""
        return {one: date(year, *getattr(self, one.value)) for one in Milestone}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The figures of one rule set; what is a working day is said in each name or sentence."""

    notice_days: int
    """Working days in which a residence organisation should acknowledge a notice."""
    ladder: Mapping[str, int]
    """Working days from the sending to each of `RUNGS`."""
    letter_arrival_days: int
    """Calendar days after which an issued letter counts as not arrived."""
    exemption_review_months: int
    retirement_transfer_days: int
    """Working days to transfer Party life to the residence (294-QĐ/TW, BR-16)."""
    retirement_letter_days: int
    """Working days to present the letter of that transfer (294-QĐ/TW, BR-16)."""
    presence_first_above: int
    """Names above which the attendance page starts with nobody present."""
    check_in_before: int
    """Minutes before a meeting from which members may check in by themselves."""
    check_in_after: int
    """Minutes after its beginning until which they may."""
    meeting_alarm_days: int
    """Days before the end of a half-year from which cells that have not met stand on the committee's first page."""
    silent_months: int
    """Months without meeting or contact after which a liaison counts as silent."""
    opinion_days: int
    """Working days proposed for the answer to an opinion that was passed on."""
    slip_days: int
    """Calendar days for which an activation slip can be used."""
    request_days: int
    """Working days proposed for the return of an evaluation that is asked for on need."""
    newcomer_months: int
    """Months of liaison below which the cell may say that it cannot evaluate a member yet."""
    read_days: int
    """Calendar days in which the member should read the returned sheet."""
    objection_days: int
    """Working days, from the reading, in which the member may reply or ask for reconsideration."""
    objection_answer_days: int
    """Working days to answer a request for reconsideration."""
    closing_days: int
    """Calendar days after the day of return, after which a round that nobody closed closes by itself."""
    draft_days: int
    """Calendar days after the end of a round for which its draft sheets are kept."""
    correction_receipt_days: int
    """Working days to tell a member that a request for correction came (Decree 356/2025, article 5)."""
    correction_days: int
    """Calendar days to decide on it (Decree 356/2025, article 5)."""
    correction_extension_days: int
    """Calendar days by which that may be extended, once, with the reason (Decree 356/2025, article 5)."""
    duties: tuple[Duty, ...]
    exempt_duties: frozenset[int]
    """Numbers of the duties that remain for a member exempt from residence activities (Guidance 33)."""
    sheets: Mapping[Category, Sheet]
    calendar: Calendar
    symbols: Mapping[Paper, str]
    """The symbol of each kind of numbered document, as GGT in 01-GGT/ĐU."""
    missing: int
    """How many provisions are still to be completed from the official text."""


def read_rules(content: Mapping[str, Any]) -> Rules:
    """The rules of a document like reference/regulation-213.toml; raises `ValueError` naming what is wrong."""
    terms = {term: _whole(content, Part.TERMS, term) for term in Term}
    ladder = {rung: terms.pop(term) for rung, term in _LADDER.items()}
    if list(ladder.values()) != sorted(ladder.values()):
        raise ValueError("the ladder must climb")
    return Rules(
        **{term.value: count for term, count in terms.items()},
        ladder=MappingProxyType(ladder),
        duties=_duties(content),
        exempt_duties=frozenset(_item(content, Part.CATEGORIES, Category.EXEMPT)["value"]),
        sheets=MappingProxyType({category: _sheet(content, *of) for category, of in _SHEETS.items()}),
        calendar=_calendar(content),
        symbols=MappingProxyType(
            {Paper(name): one["value"] for name, one in content[Part.SYMBOLS].items() if one.get("value")}
        ),
        missing=sum(
            one["standing"] == Standing.MISSING for part in Part for one in content[part.value].values()
        ),
    )


def _item(content: Mapping[str, Any], part: Part, key: str) -> Mapping[str, Any]:
    found = content.get(part.value, {}).get(str(key))
    if not isinstance(found, Mapping):
        raise ValueError(f"{part.value}.{key} is missing")
    return found


def _whole(content: Mapping[str, Any], part: Part, key: str) -> int:
    value = _item(content, part, key).get("value")
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{part.value}.{key} must be a whole number from 1 on")
    return value


def _numbered(content: Mapping[str, Any], part: Part) -> list[tuple[int, Mapping[str, Any]]]:
    return sorted((int(key), one) for key, one in content.get(part.value, {}).items())


def _duties(content: Mapping[str, Any]) -> tuple[Duty, ...]:
    return tuple(
        Duty(number, one.get("name") or "", one["source"], one.get("text"))
        for number, one in _numbered(content, Part.DUTIES)
    )


def _sheet(content: Mapping[str, Any], part: Part, paper: Paper) -> Sheet:
    head = _item(content, Part.FORMS, paper)
    criteria = tuple(
        Criterion(number, one.get("name"), tuple(one["value"])) for number, one in _numbered(content, part)
    )
    if not criteria:
        raise ValueError(f"{part.value} has no criterion")
    return Sheet(head.get("name") or "", head.get("text") or "", criteria)


def _calendar(content: Mapping[str, Any]) -> Calendar:
    days = [_month_and_day(content, one) for one in Milestone]
    if days != sorted(days):
        raise ValueError("the days of the calendar must follow each other")
    return Calendar(*days)


def _month_and_day(content: Mapping[str, Any], one: Milestone) -> tuple[int, int]:
    day, _, month = str(_item(content, Part.CALENDAR, one).get("value")).partition("/")
    try:
        found = date(2027, int(month), int(day))  # no leap year: the day must exist in each
    except ValueError:
        raise ValueError(f"{Part.CALENDAR}.{one} must be a day and a month") from None
    return found.month, found.day
