"""The values of provisions: how each kind is typed, kept and written again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from domain.errors import Refused, refuse_if_any


class Kind(Enum):
    """What the value of a provision is."""

    COUNT = "count"
    DAY = "day"
    LINE = "line"
    LINES = "lines"
    NUMBERS = "numbers"
    NOTHING = "nothing"

    @property
    def field(self) -> str:
        """The field of a form in which it is typed: several lines need more room."""
        return "levels" if self is Kind.LINES else "value"


def read_value(kind: Kind, typed: str | None) -> Any:
    """The value that somebody typed; raises `Refused` on the field `value`. Nothing typed is None."""
    if kind is Kind.NOTHING or not typed:
        return None
    if kind is Kind.COUNT:
        return _count(typed)
    if kind is Kind.DAY:
        return _day(typed)
    if kind is Kind.NUMBERS:
        return _numbers(typed)
    return _lines(typed) if kind is Kind.LINES else typed


def write_value(value: Any) -> str | None:
    """A value as people type it."""
    if isinstance(value, list):
        return (", " if all(isinstance(one, int) for one in value) else "\n").join(map(str, value)) or None
    return None if value is None else str(value)


def _count(typed: str) -> int:
    if re.fullmatch(r"[0-9]{1,4}", typed) and int(typed) > 0:
        return int(typed)
    raise Refused("Write a whole number, for example 12.", field="value")


def _day(typed: str) -> str:
    found = re.fullmatch(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})", typed)
    try:
        day = date(2027, int(found[2]), int(found[1])) if found else None  # no leap year: it exists in each
    except ValueError:
        day = None
    if day is None:
        raise Refused("Write a day and a month, for example 20/11.", field="value")
    return f"{day:%d/%m}"


def _numbers(typed: str) -> list[int]:
    found = re.split(r"[\s,;]+", typed.strip(" ,;"))
    if not all(re.fullmatch(r"[0-9]{1,2}", one) for one in found):
        raise Refused("Write the numbers of the duties, for example 1, 2, 5, 6, 7.", field="value")
    return sorted({int(one) for one in found})


def _lines(typed: str) -> list[str]:
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    refuse_if_any(_objections_to_levels(lines))
    return lines


def _objections_to_levels(lines: list[str]) -> Iterator[Refused]:
    if not 2 <= len(lines) <= 5:
        yield Refused("Write two to five levels, one a line, the highest first.", field="levels")
    if len({line.casefold() for line in lines}) < len(lines):
        yield Refused("Two levels have the same words.", field="levels")
    if any(len(line) > 100 for line in lines):
        yield Refused("A level has at most 100 characters.", field="levels")
