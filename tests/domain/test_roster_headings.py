"""Finding the list in a workbook."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.roster_headings import REQUIRED, USUAL, Column, Layout, find_table
from domain.rosters import check_roster
from models.vocabulary import Sex
from tests.support.lists import AN, HEADINGS, TODAY, a_list, a_row, a_sheet


def refusal_of(sheets):
    with pytest.raises(Refused) as refused:
        find_table(sheets)
    return [str(reason) for reason in refused.value.reasons]


def test_the_headings_stand_below_titles():
    titles = [["ĐẢNG ỦY PHƯỜNG TRƯỜNG VINH"], ["*"], [None, "DANH SÁCH ĐẢNG VIÊN ĐANG CÔNG TÁC"], []]

    table = find_table([a_sheet([*titles, HEADINGS, a_row()])])

    assert (table.sheet, table.heading_row) == ("Danh sách", 5)
    assert [row.number for row in table.rows] == [6]
    assert table.places == {column: place for place, column in enumerate(USUAL)}


@given(st.permutations(list(USUAL)))
def test_columns_may_stand_in_any_order(columns):
    table = find_table([a_sheet([[c.value for c in columns], [AN[c] for c in columns]])])

    assert table.cell(table.rows[0], Column.FULL_NAME).value == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("HỌ VÀ TÊN", Column.FULL_NAME),
        ("Họ,  tên", Column.FULL_NAME),
        ("Ngày, tháng,\nnăm sinh", Column.BORN),
        ("Ngày sinh (dd/mm/yyyy)", Column.BORN),
        ("Ngày kết nạp", Column.ADMITTED),
        ("Ngày công nhận chính thức", Column.OFFICIAL),
        ("Số thẻ ĐV", Column.CARD),
        ("Đảng bộ nơi công tác", Column.WORKPLACE_COMMITTEE),
        ("Chi bộ cơ quan", Column.WORKPLACE_CELL),
        ("Địa chỉ thường trú", Column.ADDRESS),
        ("Chi bộ cư trú", Column.RESIDENCE_CELL),
        ("ĐT", Column.PHONE),
        ("Đối tượng", Column.CATEGORY),
        ("STT", Column.ORDINAL),
        ("Hä vµ tªn", Column.FULL_NAME),
    ],
)
def test_offices_have_their_own_headings(heading, column):
    headings = [heading if known is column else known.value for known in Column]

    table = find_table([a_sheet([headings, a_row()])])

    assert table.places[column] == list(Column).index(column)


def test_a_heading_may_begin_in_the_row_above():
    above = [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Ngày vào Đảng",
        "Nơi công tác",
        None,
        "Nơi cư trú",
        None,
        "Diện",
    ]
    below = [*above[:4], "Chi bộ", "Đảng ủy", "Địa chỉ", "Chi bộ", "Diện"]

    table = find_table([a_sheet([above, below, [1, "An", "1975", "1999", "a", "b", "c", "d", "td"]])])

    assert table.heading_row == 2
    assert [table.places[column] for column in REQUIRED] == [1, 2, 3, 4, 5, 7, 8]


def test_a_row_that_only_numbers_the_columns_is_no_member():
    numbering = [f"({number})" for number in range(1, 16)]

    assert [row.number for row in find_table(a_list(numbering, a_row())).rows] == [3]


def test_headings_are_quoted_as_they_are_written():
    headings = ["Họ và tên\n(chữ in hoa)" if column is Column.FULL_NAME else column.value for column in USUAL]

    assert find_table([a_sheet([headings, a_row()])]).headings[Column.FULL_NAME] == "Họ và tên (chữ in hoa)"


def test_a_row_that_ends_early_has_blank_cells():
    table = find_table(a_list([1, "An"]))

    assert table.cell(table.rows[0], Column.CATEGORY).is_blank


@pytest.mark.parametrize("sheets", [[], [a_sheet([])], [a_sheet([["TT", "Tên gọi"], [1, "An"]])]])
def test_a_workbook_without_headings_is_refused(sheets):
    [sentence] = refusal_of(sheets)

    assert "row of headings" in sentence
    assert "Họ và tên, Ngày sinh" in sentence


def test_every_missing_column_is_named_at_once():
    headings = [column.value for column in USUAL if column not in (Column.CATEGORY, Column.BORN)]

    assert refusal_of([a_sheet([headings, a_row()])]) == [
        "Column “Ngày sinh” is missing. Add it to the row of headings.",
        "Column “Diện” is missing. Add it to the row of headings.",
    ]


def test_a_column_that_stands_twice_is_refused():
    assert refusal_of([a_sheet([[*HEADINGS, "Họ tên"], a_row()])]) == [
        "Two columns are called “Họ và tên”. Keep one of them."
    ]


def test_help_on_another_sheet_does_no_harm_but_a_second_list_does():
    help_sheet = a_sheet([["Ghi họ và tên, ngày sinh"]], name="Hướng dẫn")
    second = a_sheet([HEADINGS, a_row()], name="Cũ")

    assert find_table([help_sheet, *a_list(a_row())]).sheet == "Danh sách"
    assert refusal_of([*a_list(a_row()), second]) == [
        "Two sheets hold a list: Danh sách and Cũ. Keep one list in the file."
    ]


def test_other_columns_are_left_aside():
    headings = [*HEADINGS, "Dân tộc"]
    random.Random(1).shuffle(headings)

    assert len(find_table([a_sheet([headings, a_row()])]).places) == len(USUAL)


NAMES = ["Nguyễn Văn An", "Lê Thị Bình"]
PRINTED: list[list[object]] = [
    ["DANH SÁCH ĐẢNG VIÊN GIỮ MỐI LIÊN HỆ"],
    ["TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Ngày vào Đảng", "Nơi công tác", None, "Diện"],
    [None, None, "Nam", "Nữ", None, "Chi bộ", "Đảng ủy", None],
    ["I", "Chi bộ Tổ dân phố 1", None, None, None, None, None, None],
    [1, NAMES[0], "14/05/1966", None, "19/05/1995", "Chi bộ Thuế", "Đảng ủy Thuế tỉnh", "Thuộc diện"],
    ["II. Chi bộ Tổ dân phố 2: 1 đồng chí"],
    [1, NAMES[1], None, "02/03/1980", "19/05/2010", "Chi bộ Thuế", "Đảng ủy Thuế tỉnh", "Thuộc diện"],
    ["Tổng cộng: 2 đồng chí"],
]
"""As the lists of a printed register look."""


def test_a_printed_list_with_two_rows_of_headings_and_two_columns_of_birth_is_found():
    table = find_table([a_sheet(PRINTED)])

    assert table.heading_row == 3
    assert (table.places[Column.BORN_MALE], table.places[Column.BORN_FEMALE]) == (2, 3)
    assert (table.places[Column.FULL_NAME], table.places[Column.CATEGORY]) == (1, 7)
    assert Column.BORN not in table.places


def test_a_list_parted_by_cells_gives_each_row_the_cell_above_it():
    roster = check_roster([a_sheet(PRINTED)], TODAY, None)

    told = [(row.full_name, row.sex, row.born.shown, row.residence_cell) for row in roster.rows]
    assert told == [
        (NAMES[0], Sex.MALE, "14/5/1966", "Chi bộ Tổ dân phố 1"),
        (NAMES[1], Sex.FEMALE, "2/3/1980", "Chi bộ Tổ dân phố 2"),
    ]
    assert (roster.faults, roster.notes) == ((), ())


def test_two_dates_of_birth_in_one_row_are_a_fault_at_their_column():
    rows = [list(row) for row in PRINTED]
    rows[4][3] = "02/03/1980"

    (fault,) = check_roster([a_sheet(rows)], TODAY, None).faults

    assert (fault.row, fault.column, fault.found) == (5, "C", "14/05/1966")


def test_a_person_may_say_where_the_list_is_and_what_its_columns_tell():
    rows = [["A", "B", "C", "D", "E", "F", "G"], ["An", "1966", "1995", "x", "y", "Chi bộ 1", "Thuộc diện"]]
    layout = Layout("Danh sách", 1, dict(enumerate(REQUIRED)))

    table = find_table([a_sheet(rows)], layout)

    assert table.headings[Column.FULL_NAME] == "A"
    assert [row.number for row in table.rows] == [2]
