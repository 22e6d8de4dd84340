"""The days of a member's life in the Party, held against each other."""

from datetime import date

import pytest

from domain.biography import contradictions
from domain.days import PartialDay

TODAY = date(2026, 3, 16)


def day(text: str | None) -> PartialDay | None:
    return PartialDay.from_stored(text) if text else None


def faults(born: str | None, admitted: str | None = None, official: str | None = None) -> list[str | None]:
    return [one.field for one in contradictions(day(born), day(admitted), day(official), TODAY)]


@pytest.mark.parametrize(
    ("born", "admitted", "official"),
    [
        ("1978-03-15", "2003-05-19", "2004-05-19"),
        ("1978", "2003", "2004"),
        ("1978-03", None, None),
        ("1978-03-15", "2003-05-19", None),
        ("1978-03-15", None, "2004-05-19"),
        ("1985-03-16", "2003-03-16", None),
        ("2008-02-29", "2026-03-01", None),
        ("1985", "2003-01-01", None),
        ("1985-12-31", "2003", None),
        ("1978-03-15", "2003-05-19", "2003-05-19"),
        ("1978-03-15", "2003-05", "2003"),
        ("1916", None, None),
        ("2026-03-16", None, None),
        (None, "2003-05-19", "2004-05-19"),
    ],
)
def test_a_life_that_can_be_is_taken(born, admitted, official):
    assert faults(born, admitted, official) == []


@pytest.mark.parametrize(
    ("born", "admitted", "official", "named"),
    [
        ("2026-03-17", None, None, ["born"]),
        ("2027", None, None, ["born"]),
        ("1915-12-31", None, None, ["born"]),
        ("1978", "2026-03-17", None, ["admitted"]),
        ("1978", "2003", "2026-04", ["official"]),
        ("1905-01-01", "1930-02-02", None, ["born", "admitted"]),
        (None, "1899", None, ["admitted"]),
        ("1985-03-16", "2003-03-15", None, ["admitted"]),
        ("1985", "2002", None, ["admitted"]),
        ("2008-02-29", "2026-02-28", None, ["admitted"]),
        ("1978", "2003-05-19", "2003-05-18", ["official"]),
        ("1978", "2003-05", "2003-04", ["official"]),
        ("2030", "2029", "2028", ["born", "admitted", "official", "admitted", "official"]),
    ],
)
def test_every_contradiction_stands_on_the_day_that_must_be_put_right(born, admitted, official, named):
    assert faults(born, admitted, official) == named
