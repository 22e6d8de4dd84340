"""Lists as a ward keeps them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cells import Cell
from adapters.sheets import read_workbook
from domain.errors import Refused
from domain.roster_answers import Answers
from domain.roster_headings import USUAL
from domain.rosters import check_roster
from tests.support.lists import CELLS, HEADINGS, TODAY, a_cell, a_list, a_row, a_sheet

DATA = Path(__file__).parents[1] / "data"
WARD_CELLS = [f"Chi bộ Tổ dân phố {number}" for number in range(1, 31)]
BLOCKING = {
    14: ("D", "31/02/1970", "Month 2/1970 has 28 days: write a day from 1 to 28."),
    27: (
        "L",
        "Chi bộ Tổ dân phố 99",
        "The committee has no such cell. Write one of its cells, for example Chi bộ Tổ dân phố 9.",
    ),
    47: (
        "B",
        "TrÇn H÷u §¹t",
        "This is in the old TCVN3 (ABC) letters. If it reads “Trần Hữu Đạt”, write it so.",
    ),
    78: (
        "B",
        "Lữ Hữu Tiến",
        "The same member stands in row 77. Keep one of the two rows; "
        "if they are two people, write both card numbers.",
    ),
    108: ("B", "", "Write the full name, for example Nguyễn Văn An."),
    117: ("E", "15/08/1899", "Nobody was admitted before 3/2/1930. Write the date of admission again."),
    127: ("F", "01/01/1990", "The date of full membership is before the date of admission."),
    138: ("B", '=HYPERLINK("http://example.invalid","x")', "This is a formula. Write the value itself."),
}
NOTED = {
    40: ("", "The row is blank and was passed over."),
    62: ("M", "The number was changed: 0163 345 6789 → 033 345 6789."),
    67: ("M", "The number was changed: 900000061 → 0900 000 061."),
    87: ("B", "Spaces or marks were put in order; the name is kept as “Nguyễn Thị Kim Oanh”."),
    97: ("B", "Spaces or marks were put in order; the name is kept as “Nguyễn Quang Tiến”."),
    147: ("D", "Excel keeps this as a date: read as 12/3/1965, day before month."),
    157: ("D", "Excel shows the number of a day: read as 14/11/1984."),
    167: ("D", "Only part of the date is known: 1975."),
    177: ("N", "The abbreviation was read as “Miễn sinh hoạt”."),
}


def sentence(remark):
    return remark.message % remark.params


@pytest.fixture(scope="module")
def faulty():
    return read_workbook(DATA / "roster-faulty.xlsx")


def test_the_list_of_a_ward_is_clean():
    roster = check_roster(read_workbook(DATA / "roster-ward.xlsx"), TODAY, None)

    assert (len(roster.rows), roster.faults, roster.notes) == (1240, (), ())
    assert {row.residence_cell for row in roster.rows} == set(WARD_CELLS)
    assert sum(row.residence_cell == "Chi bộ Tổ dân phố 1" for row in roster.rows) == 163


def test_every_fault_is_named_with_its_row_its_column_what_stands_there_and_what_to_write(faulty):
    roster = check_roster(faulty, TODAY, WARD_CELLS)

    assert {fault.row: (fault.column, fault.found, sentence(fault)) for fault in roster.faults} == BLOCKING
    assert len(roster.faults) == len(BLOCKING)


def test_what_was_understood_in_another_way_is_noted(faulty):
    roster = check_roster(faulty, TODAY, WARD_CELLS)

    assert {note.row: (note.column, sentence(note)) for note in roster.notes} == NOTED
    assert len(roster.notes) == len(NOTED)


def test_good_rows_are_kept_beside_the_faults(faulty):
    roster = check_roster(faulty, TODAY, WARD_CELLS)

    assert len(roster.rows) == 299 - len(BLOCKING)
    assert not {row.row for row in roster.rows} & set(BLOCKING)


@pytest.mark.parametrize("known", [None, []])
def test_the_first_list_founds_the_cells_that_it_names(faulty, known):
    roster = check_roster(faulty, TODAY, known)

    assert {fault.row for fault in roster.faults} == set(BLOCKING) - {27}


def test_blank_rows_keep_the_numbers_of_excel():
    roster = check_roster(
        a_list(a_row(), [], a_row(FULL_NAME="Lê Thị Bình", CARD=None, PHONE=None)), TODAY, CELLS
    )

    assert [row.row for row in roster.rows] == [2, 4]
    assert [(note.row, sentence(note)) for note in roster.notes] == [
        (3, "The row is blank and was passed over.")
    ]


def test_a_stretch_of_blank_rows_is_one_note():
    numbered = [[number] for number in range(2, 50)]
    roster = check_roster(
        a_list(a_row(), *numbered, a_row(FULL_NAME="Lê Bình", CARD=None, PHONE=None)), TODAY, CELLS
    )

    assert [(note.row, sentence(note)) for note in roster.notes] == [
        (3, "The rows from here to 50 are blank and were passed over.")
    ]


def test_lines_between_and_below_the_members_are_noted_and_not_read():
    roster = check_roster(
        a_list(
            [None, "I. CHI BỘ TỔ DÂN PHỐ 1"],
            a_row(),
            [None, "Tổng cộng: 01 đồng chí"],
            [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, None, "BÍ THƯ"],
        ),
        TODAY,
        CELLS,
    )

    assert [row.row for row in roster.rows] == [3]
    assert not roster.faults
    assert [(note.row, note.found) for note in roster.notes] == [
        (2, "I. CHI BỘ TỔ DÂN PHỐ 1"),
        (4, "Tổng cộng: 01 đồng chí"),
        (5, "NGƯỜI LẬP BIỂU"),
    ]


def test_a_numbered_row_with_a_name_alone_is_a_member_with_much_to_fill_in():
    roster = check_roster(a_list([1, "Lê Thị Bình"], a_row()), TODAY, CELLS)

    assert {fault.row for fault in roster.faults} == {2}
    assert len(roster.faults) == 5


def test_a_list_without_members_is_refused():
    with pytest.raises(Refused, match="no rows below"):
        check_roster([a_sheet([HEADINGS])], TODAY, None)


def test_namesakes_born_on_the_same_day_are_two_people_only_with_two_cards():
    roster = check_roster(
        a_list(a_row(), a_row(CARD="11.111111", PHONE=None), a_row(CARD=None)), TODAY, CELLS
    )

    assert [row.row for row in roster.rows] == [2, 3]
    assert [(fault.row, fault.params["row"]) for fault in roster.faults] == [(4, 2)]


def test_a_row_is_held_against_the_first_that_may_be_the_same_whatever_order_the_cards_come_in():
    cards = (None, "11.111111", "22.222222", "11.111111", None)
    roster = check_roster(a_list(*(a_row(CARD=card, PHONE=None) for card in cards)), TODAY, CELLS)

    assert [(fault.row, fault.params["row"]) for fault in roster.faults] == [(row, 2) for row in (3, 4, 5, 6)]


def test_namesakes_are_told_apart_by_their_cards_without_holding_each_against_each(monkeypatch):
    asked = []
    apart = Answers.are_apart

    def counted(*pair):
        asked.append(pair)
        return apart(*pair)

    monkeypatch.setattr(Answers, "are_apart", counted)
    rows = [a_row(CARD=f"11.{number:06d}", PHONE=None) for number in range(400)]
    roster = check_roster(a_list(*rows, a_row(CARD="11.000399", PHONE=None)), TODAY, CELLS)

    assert [(fault.row, fault.params["row"]) for fault in roster.faults] == [(402, 401)]
    assert len(asked) == 1


def test_somebody_twice_is_found_even_in_rows_with_other_faults():
    roster = check_roster(a_list(a_row(CATEGORY="x"), a_row(FULL_NAME="NGUYỄN VĂN AN")), TODAY, CELLS)

    assert [(fault.row, fault.column) for fault in roster.faults] == [(2, "N"), (3, "B")]


def test_a_shared_telephone_and_a_shared_card_are_questions():
    roster = check_roster(a_list(a_row(), a_row(FULL_NAME="Lê Thị Bình")), TODAY, CELLS)

    assert len(roster.rows) == 2
    assert [(note.column, sentence(note)) for note in roster.notes] == [
        ("G", "The same card number stands in row 2; check which is right."),
        ("M", "The same number stands in row 2; check that both use it."),
    ]


def test_who_is_exempt_from_introduction_appears_nowhere():
    roster = check_roster(
        a_list(a_row(FULL_NAME="Phan Thị Kín", CATEGORY="Miễn giới thiệu"), a_row(FULL_NAME="Phan Thị Kín")),
        TODAY,
        CELLS,
    )

    assert [row.row for row in roster.rows] == [3]
    assert [fault.row for fault in roster.faults] == [2]
    assert "Kín" not in repr((roster.faults, roster.notes))


def test_dates_stand_out_only_among_texts():
    dated = a_row(BORN=date(1966, 5, 14))
    others = [a_row(FULL_NAME=name, CARD=None, PHONE=None) for name in ("Lê Bình", "Lê Cúc")]

    assert [note.row for note in check_roster(a_list(dated, *others), TODAY, CELLS).notes] == [2]
    assert check_roster(a_list(dated), TODAY, CELLS).notes == ()


VALUES = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.booleans(),
    st.text(max_size=10).map(lambda text: Cell(formula=f"={text}")),
)


@given(st.dictionaries(st.sampled_from([column.name for column in USUAL]), VALUES, min_size=1))
def test_whatever_stands_in_a_row_it_is_taken_or_told(changed):
    roster = check_roster(a_list(a_row(ORDINAL=1), a_row(**changed)), TODAY, CELLS)

    remarks = [*roster.faults, *roster.notes]
    told = [a_cell(value) for value in a_row(**changed)[1:]]
    is_empty = all(cell.is_blank for cell in told)
    assert is_empty or len(roster.rows) == 2 or any(remark.row == 3 for remark in remarks)
    for remark in remarks:
        assert sentence(remark)
