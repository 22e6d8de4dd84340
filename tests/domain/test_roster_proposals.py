"""What is proposed for a cell of a list: readings that can be, in the column in which it stands."""

from datetime import date

import pytest

from domain.days import FOUR_DIGITS
from domain.roster_headings import Column
from domain.roster_proposals import proposals
from domain.roster_rows import Fault

YEARS = {"earlier": "31/12/1915", "later": "31/12/2015"}


@pytest.mark.parametrize(
    ("column", "readings"),
    [
        (Column.BORN, ("31/12/1915",)),
        (Column.BORN_MALE, ("31/12/1915",)),
        (Column.BORN_FEMALE, ("31/12/1915",)),
        (Column.ADMITTED, ("31/12/1915", "31/12/2015")),
    ],
)
def test_no_day_of_birth_is_proposed_on_which_nobody_grown_up_was_born(column, readings):
    fault = Fault(5, "D", column.value, "31.12.15", FOUR_DIGITS, YEARS)

    [proposal] = proposals([fault], {column: ("D", column.value)}, date(2026, 11, 28))

    assert (proposal.column, proposal.readings) == (column, readings)
