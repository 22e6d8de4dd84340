"""A list held against the register of a commune, before anything is written."""

import pytest

from domain.errors import NotFound, Refused
from services.imports.checking import check
from tests.support.lists import TODAY, a_list, a_row
from tests.support.world import PROVINCE, THIRD_WARD, WARD

FIVE, SIX = "Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6"


def rows_in(*cells):
    """One row for each cell named, each about somebody else."""
    return [
        a_row(RESIDENCE_CELL=cell, BORN=f"{1950 + number}", CARD=None, PHONE=None)
        for number, cell in enumerate(cells)
    ]


def test_a_cell_that_the_committee_does_not_have_is_a_fault_that_names_one_that_it_has(world):
    roster = check(WARD, a_list(*rows_in(FIVE, "Chi bộ Tổ dân phố 55")), TODAY)

    (fault,) = roster.faults
    assert (fault.row, fault.column, fault.found) == (3, "L", "Chi bộ Tổ dân phố 55")
    assert fault.params == {"example": FIVE}
    assert not roster.founds_cells


def test_cells_are_known_in_any_spelling_and_with_or_without_chi_bo(world):
    roster = check(WARD, a_list(*rows_in("chi bộ tổ dân phố 5", "Tổ dân phố 6")), TODAY)

    assert [row.residence_cell for row in roster.rows] == [FIVE, SIX]


def test_the_first_list_of_a_commune_founds_the_cells_it_names(world):
    roster = check(THIRD_WARD, a_list(*rows_in("Chi bộ A", "Chi bộ B", "Chi bộ A")), TODAY)

    assert roster.founds_cells
    assert roster.faults == ()


def test_in_a_long_first_list_a_cell_named_once_looks_like_a_slip(world):
    cells = ["Chi bộ A"] * 12 + ["Chi bộ B"] * 12 + ["Chi bộ 99"]

    roster = check(THIRD_WARD, a_list(*rows_in(*cells)), TODAY)
    meant = check(THIRD_WARD, a_list(*rows_in(*cells)), TODAY, new_cells=True)

    assert [(fault.row, fault.column, fault.found) for fault in roster.faults] == [(26, "L", "Chi bộ 99")]
    assert len(roster.rows) == 24
    assert (meant.faults, len(meant.rows)) == ((), 25)


def test_new_cells_are_taken_when_they_are_meant(world):
    roster = check(WARD, a_list(*rows_in(FIVE, "Chi bộ Tổ dân phố 55")), TODAY, new_cells=True)

    assert (roster.founds_cells, roster.faults) == (True, ())


def test_columns_are_known_by_the_letter_of_excel(world):
    roster = check(WARD, a_list(*rows_in(FIVE)), TODAY)

    assert {column.name: at for column, at in roster.columns.items()}["RESIDENCE_CELL"] == (
        "L",
        "Chi bộ nơi cư trú",
    )


def test_a_province_or_an_unknown_code_takes_no_list(world):
    with pytest.raises(Refused, match="is a province"):
        check(PROVINCE, a_list(*rows_in(FIVE)), TODAY)
    with pytest.raises(NotFound, match="99999"):
        check("99999", a_list(*rows_in(FIVE)), TODAY)


def test_a_member_exempt_from_introduction_is_refused_without_a_name_wherever_the_words_stand(world):
    kept = a_row(FULL_NAME="Lê Văn Kín", RESIDENCE_CELL=FIVE, NOTE="Diện miễn giới thiệu theo HD 33")

    roster = check(WARD, a_list(kept, *rows_in(FIVE)), TODAY)

    assert [(fault.row, fault.found) for fault in roster.faults] == [(2, "miễn giới thiệu")]
    assert "Kín" not in repr((roster.faults, roster.notes, roster.rows))
