"""The days of a member's life in the Party, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.days import PartialDay, years_later
from domain.errors import Refused

FOUNDING = date(1930, 2, 3)
"""The Party was founded on this day: nobody was admitted before it."""
YOUNGEST = 18
"""Years of age at admission (Charter of the Party, art. 1)."""
OLDEST = 110


def contradictions(
    born: PartialDay | None, admitted: PartialDay | None, official: PartialDay | None, today: date
) -> Iterator[Refused]:
    """Every contradiction between birth, admission and full membership, each on the day that must be put right.

    A day known only in part contradicts another only when no day that it can be would fit.
    """
    if born is not None and (born.earliest > today or born.latest.year < today.year - OLDEST):
        yield Refused(
            "The date of birth cannot be %(born)s. Write it as on the papers.", field="born", born=born
        )
    for name, day in (("admitted", admitted), ("official", official)):
        if day is not None and day.earliest > today:
            yield Refused("%(day)s is still to come. Write a day up to today.", field=name, day=day)
    if admitted is not None and admitted.latest < FOUNDING:
        yield Refused(
            "Nobody was admitted before 3/2/1930. Write the date of admission again.", field="admitted"
        )
    elif born is not None and admitted is not None and admitted.latest < years_later(born.earliest, YOUNGEST):
        yield Refused(
            "At %(admitted)s the member was not yet 18 years old. Check the date of birth and the date of admission.",
            field="admitted",
            admitted=admitted,
        )
    if admitted is not None and official is not None and official.latest < admitted.earliest:
        yield Refused("The date of full membership is before the date of admission.", field="official")
