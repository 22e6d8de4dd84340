"""Reading the cells of a list."""

import unicodedata
from datetime import date

import pytest

from adapters.cells import Cell, Kind
from domain import roster_cells
from domain.errors import Refused
from models.vocabulary import Category, Sex
from tests.support.lists import TODAY, a_cell

FORMULA = Cell(formula='=HYPERLINK("http://example.invalid","x")')
COMPUTED = Cell("Nguyễn Văn An", Kind.TEXT, "=A1&B1")
ERROR = Cell("#REF!", Kind.BROKEN)


class Listener:
    """Keeps what a reader says, as an English reader would see it."""

    def __init__(self):
        self.heard = []

    def __call__(self, message, /, **params):
        self.heard.append(message % params)


@pytest.fixture
def say():
    return Listener()


def refused(read, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        read(*args, **kwargs)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (a_cell("An"), "An"),
        (a_cell(31000), "31000"),
        (a_cell(30.46426), "30.46426"),
        (a_cell(date(1965, 3, 12)), "12/3/1965"),
        (a_cell(True), "True"),
        (a_cell(None), ""),
        (ERROR, "#REF!"),
        (COMPUTED, "=A1&B1"),
        (a_cell("x" * 81), "x" * 80 + "…"),
    ],
)
def test_a_cell_is_quoted_as_it_is_seen(cell, seen):
    assert roster_cells.quoted(cell) == seen


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (FORMULA, "This is a formula. Write the value itself."),
        (COMPUTED, "This is a formula. Write the value itself."),
        (a_cell("=1+1"), "This is a formula. Write the value itself."),
        (ERROR, "Excel shows an error here. Write the value itself."),
        (a_cell(None), "Write the full name, for example Nguyễn Văn An."),
        (
            a_cell("TrÇn H÷u §¹t"),
            "This is in the old TCVN3 (ABC) letters. If it reads “Trần Hữu Đạt”, write it so.",
        ),
        (a_cell("<b>An</b>"), "A name has letters only: leave out <>/"),
    ],
)
def test_what_is_no_name_is_refused(cell, sentence, say):
    assert refused(roster_cells.name, cell, say) == sentence


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("Nguyễn Văn An", 0),
        ("Nguyễn Văn An ", 0),
        ("  Nguyễn  Văn  An", 1),
        (unicodedata.normalize("NFD", "Nguyễn Văn An"), 1),
        ("Nguyễn\u00a0Văn An", 1),
    ],
)
def test_what_was_put_in_order_in_a_name_is_said(typed, notes, say):
    assert roster_cells.name(a_cell(typed), say) == "Nguyễn Văn An"
    assert say.heard == ["Spaces or marks were put in order; the name is kept as “Nguyễn Văn An”."] * notes


def test_a_name_that_only_looks_odd_is_kept_and_said(say):
    assert roster_cells.name(a_cell("Loïc Haïm"), say) == "Loïc Haïm"
    assert say.heard == ["Some letters look odd; check whether it should read “Lọc Hạm”."]


@pytest.mark.parametrize(
    ("cell", "day", "heard"),
    [
        (a_cell("14/05/1966"), "1966-05-14", []),
        (a_cell(None), None, []),
        (a_cell("1975"), "1975", ["Only part of the date is known: 1975."]),
        (a_cell("3/1975"), "1975-03", ["Only part of the date is known: 3/1975."]),
        (a_cell(1975), "1975", ["Only part of the date is known: 1975."]),
        (a_cell(31000), "1984-11-14", ["Excel shows the number of a day: read as 14/11/1984."]),
        (a_cell(31000.75), "1984-11-14", ["Excel shows the number of a day: read as 14/11/1984."]),
        (a_cell(12031965), "1965-03-12", []),
        (a_cell(2031965), "1965-03-02", []),
        (a_cell(date(1965, 3, 12)), "1965-03-12", []),
        (Cell(date(1965, 3, 12), Kind.DATE, "=B1"), "1965-03-12", []),
    ],
)
def test_a_day_is_read_however_excel_keeps_it(cell, day, heard, say):
    found = roster_cells.day(cell, say, TODAY, is_odd=False)

    assert (found and found.stored) == day
    assert say.heard == heard


def test_a_date_among_texts_is_said_for_excel_may_have_turned_it_round(say):
    assert roster_cells.day(a_cell(date(1965, 3, 12)), say, TODAY, is_odd=True)
    assert say.heard == ["Excel keeps this as a date: read as 12/3/1965, day before month."]


@pytest.mark.parametrize(
    "value", [0, -5, 1500, 99999, 1975.5, 10**12, "hôm kia", "31/02/1970", True, FORMULA, ERROR]
)
def test_what_is_no_day_is_refused(value, say):
    assert refused(roster_cells.day, a_cell(value), say, TODAY, is_odd=False)


@pytest.mark.parametrize(
    ("value", "number", "heard"),
    [
        ("0900000001", "0900000001", []),
        (900000061, "0900000061", ["The number was changed: 900000061 → 0900 000 061."]),
        ("0163 345 6789", "0333456789", ["The number was changed: 0163 345 6789 → 033 345 6789."]),
        (None, None, []),
        ("  ", None, []),
    ],
)
def test_a_telephone_number_is_read(value, number, heard, say):
    assert roster_cells.phone(a_cell(value), say) == number
    assert say.heard == heard


@pytest.mark.parametrize("value", ["không", 12, 0.5, "0912345678; 0987654321"])
def test_what_is_no_telephone_number_is_refused(value, say):
    assert refused(roster_cells.phone, a_cell(value), say).startswith("Enter a 10-digit phone number")


@pytest.mark.parametrize(
    ("value", "number", "is_said"),
    [
        ("30.464260", "30.464260", False),
        (30.464261, "30.464261", False),
        (30.46426, "30.464260", True),
        (5.46426, "05.464260", True),
        (87654321, "87654321", False),
        (1234567, "01234567", True),
        (None, None, False),
    ],
)
def test_zeros_that_excel_dropped_from_a_card_number_come_back(value, number, is_said, say):
    assert roster_cells.card(a_cell(value), say) == number
    assert say.heard == [f"Excel dropped zeros from the number: read as {number}."] * is_said


@pytest.mark.parametrize("value", ["AB", 1e25, 0.00001, -1])
def test_what_is_no_card_number_is_refused(value, say):
    assert "card number" in refused(roster_cells.card, a_cell(value), say)


@pytest.mark.parametrize(
    ("value", "sex"), [("Nam", Sex.MALE), ("NỮ", Sex.FEMALE), ("nu", Sex.FEMALE), (None, None)]
)
def test_sex_is_nam_or_nu(value, sex, say):
    assert roster_cells.sex(a_cell(value), say) is sex


def test_another_word_for_sex_is_refused(say):
    assert refused(roster_cells.sex, a_cell("x"), say) == "Write Nam or Nữ."


@pytest.mark.parametrize(
    ("words", "category", "is_said"),
    [
        ("Thuộc diện", Category.FULL, False),
        ("Thuộc diện giữ mối liên hệ với nơi cư trú", Category.FULL, False),
        ("MIỄN SINH HOẠT", Category.EXEMPT, False),
        ("Giới thiệu nhưng được miễn sinh hoạt nơi cư trú", Category.EXEMPT, False),
        ("miễn sh", Category.EXEMPT, True),
        ("TD", Category.FULL, True),
    ],
)
def test_the_category_is_read_in_the_words_of_the_lists(words, category, is_said, say):
    assert roster_cells.category(a_cell(words), say) is category
    assert bool(say.heard) is is_said


@pytest.mark.parametrize("words", [None, "x", "Không thuộc diện", "miễn", 1])
def test_another_category_is_refused(words, say):
    assert refused(roster_cells.category, a_cell(words), say) == "Write Thuộc diện or Miễn sinh hoạt."


@pytest.mark.parametrize(
    ("words", "is_never"),
    [
        ("Miễn giới thiệu", True),
        ("Được MIỄN GIỚI THIỆU về nơi cư trú", True),
        (unicodedata.normalize("NFD", "miễn giới thiệu"), True),
        ("MiÔn giíi thiÖu", True),
        ("miễn GT", True),
        ("Giới thiệu nhưng được miễn sinh hoạt", False),
        ("Thuộc diện", False),
        (None, False),
    ],
)
def test_who_is_exempt_from_introduction_is_never_entered(words, is_never):
    assert roster_cells.is_never_entered(a_cell(words)) is is_never


@pytest.mark.parametrize(
    ("value", "kept"), [(" Giáo  viên ", "Giáo viên"), (None, None), ("\u200b", None), (12, "12")]
)
def test_a_text_is_one_clean_line_or_nothing(value, kept, say):
    assert roster_cells.text(a_cell(value), say, 20) == kept


def test_a_text_that_is_too_long_is_refused(say):
    assert refused(roster_cells.text, a_cell("x" * 21), say, 20) == "Shorten this to 20 characters."


def test_a_computed_text_is_taken_by_its_value(say):
    assert roster_cells.text(Cell("Giáo viên", Kind.TEXT, "=B2"), say, 20) == "Giáo viên"


@pytest.mark.parametrize("cell", [FORMULA, ERROR, a_cell("=1")])
def test_a_text_without_a_value_is_refused(cell, say):
    assert "Write the value itself." in refused(roster_cells.text, cell, say, 20)


@pytest.mark.parametrize("value", [None, "12", "x" * 201])
def test_an_organisation_needs_a_name(value, say):
    assert refused(roster_cells.organisation, a_cell(value), say)
