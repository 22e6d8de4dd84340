"""One row of a list."""

from datetime import date

import pytest

from domain.days import PartialDay
from domain.roster_headings import Column, find_table
from domain.roster_rows import Expectations, Person, RowReader, cell_words
from models.vocabulary import Category, Sex
from tests.support.lists import CELLS, TODAY, a_list, a_row

KNOWN = Expectations(TODAY, {cell_words(name): name for name in CELLS})
FIRST = Expectations(TODAY)


def reading(expected=KNOWN, **changed):
    """A reader of the second row of a sheet, and what it read."""
    table = find_table(a_list(a_row(**changed)))
    reader = RowReader(table, table.rows[0], expected)
    return reader, reader.read()


def said(remarks):
    return [(remark.column, remark.found, remark.message % remark.params) for remark in remarks]


def test_a_good_row_becomes_a_member():
    reader, row = reading()

    assert not reader.faults
    assert not reader.notes
    assert row.row == 2
    assert (row.full_name, row.sex, row.category) == ("Nguyễn Văn An", Sex.MALE, Category.FULL)
    assert (row.born, row.admitted) == (PartialDay(1966, 5, 14), PartialDay(1995, 5, 19))
    assert (row.workplace_cell, row.workplace_committee) == ("Chi bộ Phòng Nghiệp vụ", "Đảng ủy Thuế tỉnh")
    assert (row.residence_cell, row.address) == ("Chi bộ Tổ dân phố 1", "86 đường Hồng Bàng")
    assert (row.phone, row.card_number, row.note) == ("0900000001", "66.613508", None)


def test_a_row_may_leave_out_what_is_not_needed():
    reader, row = reading(SEX=None, OFFICIAL=None, CARD=None, POSITION=None, ADDRESS=None, PHONE=None)

    assert not reader.faults
    assert (row.sex, row.official, row.card_number, row.position, row.address, row.phone) == (None,) * 6


def test_a_missing_day_of_admission_is_only_noted():
    reader, row = reading(ADMITTED=None)

    assert row.admitted is None
    assert said(reader.notes) == [("E", "", "The date of admission is missing; letters will need it.")]


def test_every_reason_is_told_at_once():
    reader, row = reading(
        FULL_NAME=None,
        BORN=None,
        OFFICIAL="31/02/1996",
        WORKPLACE_CELL=None,
        WORKPLACE_COMMITTEE="?",
        RESIDENCE_CELL="Chi bộ Tổ dân phố 99",
        PHONE="12",
        CATEGORY="x",
    )

    assert row is None
    assert sorted({fault.column for fault in reader.faults}) == ["B", "D", "F", "I", "J", "L", "M", "N"]


@pytest.mark.parametrize(
    ("changed", "column", "sentence"),
    [
        (
            {"BORN": None},
            "D",
            "Write the date of birth, or at least the year.",
        ),
        (
            {"ADMITTED": "15/08/1899", "OFFICIAL": None},
            "E",
            "Nobody was admitted before 3/2/1930. Write the date of admission again.",
        ),
        (
            {"OFFICIAL": "01/01/1990"},
            "F",
            "The date of full membership is before the date of admission.",
        ),
        (
            {"ADMITTED": "25/11/2026", "OFFICIAL": None},
            "E",
            "25/11/2026 is still to come. Write a day up to today.",
        ),
    ],
)
def test_days_are_held_against_each_other(changed, column, sentence):
    reader, row = reading(**changed)

    assert row is None
    assert [(fault.column, fault.message % fault.params) for fault in reader.faults] == [(column, sentence)]


@pytest.mark.parametrize(("admitted", "is_fault"), [("13/05/1984", True), ("14/05/1984", False)])
def test_nobody_is_admitted_before_the_eighteenth_birthday(admitted, is_fault):
    reader, _ = reading(ADMITTED=admitted, OFFICIAL=None)

    assert bool(reader.faults) is is_fault


def test_a_year_of_birth_alone_gives_the_benefit_of_the_doubt():
    reader, row = reading(BORN="1966", ADMITTED="1984", OFFICIAL=None)

    assert not reader.faults
    assert row.born == PartialDay(1966)


@pytest.mark.parametrize(
    "written", ["Chi bộ Tổ dân phố 1", "CHI BỘ TỔ DÂN PHỐ 1", "Tổ dân phố 1", " chi bo to dan pho 1 "]
)
def test_a_known_cell_is_known_however_it_is_written(written):
    assert reading(RESIDENCE_CELL=written)[1].residence_cell == "Chi bộ Tổ dân phố 1"


def test_an_unknown_cell_is_a_fault_that_names_the_likeliest():
    reader, _ = reading(RESIDENCE_CELL="Chi bộ Tổ dân phố 11")

    assert said(reader.faults) == [
        (
            "L",
            "Chi bộ Tổ dân phố 11",
            "The committee has no such cell. Write one of its cells, for example Chi bộ Tổ dân phố 1.",
        )
    ]


def test_while_the_committee_has_no_cell_the_list_founds_them():
    reader, row = reading(FIRST, RESIDENCE_CELL="Chi bộ Tổ dân phố 99")

    assert not reader.faults
    assert row.residence_cell == "Chi bộ Tổ dân phố 99"


def test_a_date_cell_is_said_only_where_it_stands_out():
    born = {"BORN": date(1966, 5, 14)}

    assert not reading(**born)[0].notes
    assert reading(Expectations(TODAY, None, frozenset({Column.BORN})), **born)[0].notes[0].column == "D"


def test_who_is_exempt_from_introduction_is_refused_and_nothing_of_the_row_is_quoted():
    reader, row = reading(FULL_NAME="=A1", PHONE="12", CATEGORY="An: miễn giới thiệu", BORN="31/02/1970")

    assert row is None
    assert reader.person is None
    assert not reader.notes
    assert said(reader.faults) == [
        (
            "N",
            "miễn giới thiệu",
            "Members exempt from introduction are not entered. Delete the row (Guidance 33-HD/BTCTW).",
        )
    ]


def test_a_person_is_known_even_when_other_cells_are_faulty():
    reader, row = reading(CATEGORY="x")

    assert row is None
    assert reader.person == Person("nguyen van an", "1966-05-14", "66613508", "0900000001")


@pytest.mark.parametrize(
    ("one", "other", "may_be"), [("1", "1", True), ("1", "2", False), ("", "1", True), ("", "", True)]
)
def test_card_numbers_tell_namesakes_apart(one, other, may_be):
    assert Person("an", "1966", one, None).may_be(Person("an", "1966", other, None)) is may_be
