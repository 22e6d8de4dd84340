"""What a spreadsheet holds, as plain values."""

from datetime import date

import pytest

from adapters.cells import Cell, Kind, column_letter


@pytest.mark.parametrize(
    ("index", "letter"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_are_named_as_in_excel(index, letter):
    assert column_letter(index) == letter


@pytest.mark.parametrize("cell", [Cell(), Cell("  ", Kind.TEXT)])
def test_spaces_alone_are_nothing(cell):
    assert cell.is_blank


@pytest.mark.parametrize(
    "cell",
    [
        Cell("An", Kind.TEXT),
        Cell(0.0, Kind.NUMBER),
        Cell(False, Kind.TRUTH),
        Cell(date(2026, 1, 1), Kind.DATE),
        Cell("#REF!", Kind.BROKEN),
        Cell(formula="=A1"),
    ],
)
def test_a_value_or_a_formula_is_something(cell):
    assert not cell.is_blank
