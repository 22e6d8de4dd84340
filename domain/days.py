"""Days as people type them, and days known only in part."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from domain.errors import Refused
from domain.names import fold
from models.vocabulary import label

_DAY = re.compile(r"(?:ngay )?(\d{1,2})(?: thang)? (\d{1,2})(?:(?: nam)? (\d{4}|\d{2}))?")
_CLOSED_UP = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})")
_MONTH = re.compile(r"(?:thang )?(\d{1,2})(?: nam)? (\d{4})")
_MONTH_LAST = re.compile(r"(\d{4}) (\d{1,2})")
_YEAR = re.compile(r"(?:nam )?(\d{4})")
FOUR_DIGITS = label("Write the year with four digits: %(earlier)s or %(later)s.")
DAY_FIRST = label("Write the day first, then the month: %(example)s.")
_SPOKEN = {"hom nay": 0, "today": 0, "hom qua": 1, "yesterday": 1}
_COMING = {"hom nay": 0, "today": 0, "ngay mai": 1, "mai": 1, "tomorrow": 1, "ngay kia": 2}
_YEARS = range(1000, 3000)
_WHOLE_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])/([12][0-9]{3})")
"""As nearly all lists have it; the other ways of writing take longer to understand."""


def typed_day(text: str, today: date, *, field: str | None = None) -> date:
    """The day that a person typed, day first: 5/3/2026, 5.3.2026, 15 tháng 3 năm 2026, hôm nay; else refused."""
    words = fold(text)
    if words in _SPOKEN:
        return today - timedelta(days=_SPOKEN[words])
    if typed := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(part) for part in typed.groups())
    elif typed := _CLOSED_UP.fullmatch(words) or _DAY.fullmatch(words):
        day, month = int(typed[1]), int(typed[2])
        year = _four_digits(day, month, typed[3], today.year, field)
    else:
        raise Refused("Write a real date, for example 15/3/2026.", field=field)
    return _real_day(day, month, year, field)


def coming_day(text: str, today: date, *, field: str | None = None) -> date:
    """A day to come, of which people leave the year out: 15/6 is the next 15 June, today included; ngày mai."""
    words = fold(text)
    if words in _COMING:
        return today + timedelta(days=_COMING[words])
    typed = _DAY.fullmatch(words)
    if typed is None or typed[3] is not None:
        return typed_day(text, today, field=field)
    day, month = int(typed[1]), int(typed[2])
    this_year = _real_day(day, month, today.year, field)
    return this_year if this_year >= today else _real_day(day, month, today.year + 1, field)


def _four_digits(day: int, month: int, year: str | None, this_year: int, field: str | None) -> int:
    """The year; refused when missing, or when two digits leave the century open."""
    if year is None:
        full = f"{day}/{month}/{this_year}"
        raise Refused("Write the year as well, for example %(example)s.", field=field, example=full)
    if len(year) < len("2026"):
        raise Refused(
            FOUR_DIGITS,
            field=field,
            earlier=f"{day}/{month}/19{year}",
            later=f"{day}/{month}/20{year}",
        )
    return int(year)


def _real_day(day: int, month: int, year: int, field: str | None) -> date:
    """The day with these numbers; refused, saying which number to change, when the calendar has none."""
    _check_month(month, year, field, day)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refused(
            "Month %(month)s has %(days)s days: write a day from 1 to %(days)s.",
            field=field,
            month=f"{month}/{year}",
            days=last,
        )
    return date(year, month, day)


def _check_month(month: int, year: int, field: str | None, day: int | None = None) -> None:
    """Refuse a month that no year has, with the swapped date where day and month changed places."""
    if year not in _YEARS:
        raise Refused("Write a real date, for example 15/3/2026.", field=field)
    if 1 <= month <= 12:
        return
    if day is not None and 1 <= day <= 12 < month <= 31:
        swapped = f"{month}/{day}/{year}"
        raise Refused(DAY_FIRST, field=field, example=swapped)
    raise Refused("Write the month as a number from 1 to 12.", field=field)


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day of birth or admission of which only the year, or the month, may be known; kept as text, 1975-03."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Self:
        """A day known in full."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str, today: date, *, field: str | None = None) -> Self:
        """What a person typed: 1975, 3/1975 or a whole day; zeros stand for what is not known (00/00/1975)."""
        if typed := _WHOLE_DAY.fullmatch(text):
            return cls.of(_real_day(int(typed[1]), int(typed[2]), int(typed[3]), field))
        words = re.sub(r"^(?:0{1,2} ){1,2}", "", fold(text))
        if typed := _YEAR.fullmatch(words):
            _check_month(1, int(typed[1]), field)
            return cls(int(typed[1]))
        if typed := _MONTH.fullmatch(words) or _MONTH_LAST.fullmatch(words):
            year, month = sorted((int(typed[1]), int(typed[2])), reverse=True)
            _check_month(month, year, field)
            return cls(year, month)
        return cls.of(typed_day(text, today, field=field))

    @classmethod
    def from_stored(cls, text: str) -> Self:
        """The day back from its stored text; ValueError for any other text."""
        return cls(*(int(part) for part in text.split("-")))

    def __str__(self) -> str:
        return self.shown

    @property
    def stored(self) -> str:
        """Text whose order is that of time: 1975, 1975-03 or 1975-03-12."""
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @property
    def shown(self) -> str:
        """As on the screen: 1975, 3/1975 or 12/3/1975."""
        return "/".join(str(part) for part in (self.day, self.month, self.year) if part)

    @property
    def is_full(self) -> bool:
        """Whether the day itself is known."""
        return self.day is not None

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def years_later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day some months later, earlier for a negative number; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
