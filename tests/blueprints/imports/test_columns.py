"""What the columns of a list tell is said once by a person and remembered for the committee."""

import pytest
from sqlalchemy import func, select

from models import ImportMapping, Member, db
from services.imports.kept import folder
from tests.blueprints.imports.test_imports import NEW, a_line
from tests.support.lists import HEADINGS, TODAY
from tests.support.workbooks import a_workbook

STRANGE = ["Số", "Tên đầy đủ của đồng chí", *HEADINGS[2:]]
"""A heading that nobody has thought of."""


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    folder()
    return sign_in_as("hanh")


def test_a_heading_that_is_not_understood_is_told_by_a_select_box_and_remembered(office):
    page = office.page(office.upload(NEW, a_workbook([STRANGE, a_line()])).location)
    assert "Chưa tìm thấy dòng tiêu đề" in page.words
    columns = office.page(page.link("Cho biết các cột ghi gì"))
    assert "Lê Văn Mới" in columns.words
    told = {f"tells-{place}": heading for place, heading in enumerate(HEADINGS)}

    after = office.page(office.send(columns, heading_row="1", **told).location)

    assert "1 dòng đúng" in after.words
    again = office.page(
        office.upload(NEW, a_workbook([["DANH SÁCH"], STRANGE, a_line("Lê Thị Hai")])).location
    )
    assert "1 dòng đúng" in again.words
    assert db.session.scalar(select(func.count()).select_from(ImportMapping)) == 1


def test_a_column_that_was_misunderstood_is_corrected(office):
    page = office.page(office.upload(NEW, a_workbook([HEADINGS, a_line(NOTE="Lê Văn Khác")])).location)
    columns = office.page(page.link("Các cột ghi gì"))
    swapped = {"tells-1": "Ghi chú", "tells-14": "Họ và tên"}

    office.send(office.page(office.send(columns, **swapped).location), form="/write")

    names = set(db.session.scalars(select(Member.full_name)))
    assert "Lê Văn Khác" in names
    assert "Lê Văn Mới" not in names


def taken(office, page):
    """The check page after its one proposal was taken."""
    form = page.form("/proposals")
    picked = next(one.get("value") for one in form.element.iter("input") if one.get("name") == "picked")
    return office.page(office.send(page, form="/proposals", picked=picked).location)


def test_what_was_answered_on_one_sheet_is_not_written_on_another(office):
    sheets = {"Khác": [["DANH SÁCH"], a_line("Lê Văn Hai"), a_line("Lê Văn Ba")]}
    file = a_workbook([HEADINGS, a_line("Lê  Văn  Một")], **sheets)
    columns = office.page(
        taken(office, office.page(office.upload(NEW, file).location)).link("Các cột ghi gì")
    )

    after = office.page(office.send(columns, sheet="Khác", heading_row="1").location)
    office.send(after, form="/write")

    names = set(db.session.scalars(select(Member.full_name)))
    assert {"Lê Văn Hai", "Lê Văn Ba"} <= names
    assert "Lê Văn Một" not in names


def test_to_say_of_the_columns_what_is_understood_already_loses_no_answer(office):
    page = taken(
        office, office.page(office.upload(NEW, a_workbook([HEADINGS, a_line("Lê  Văn  Một")])).location)
    )

    after = office.page(office.send(office.page(page.link("Các cột ghi gì"))).location)

    assert "1 dòng đúng, 0 dòng cần sửa, 0 dòng chờ đồng chí trả lời" in after.words


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"tells-1": ""}, "Họ và tên"),
        ({"tells-1": "Ngày sinh"}, "Có hai cột"),
        ({"heading_row": "x"}, "số nguyên"),
        ({"heading_row": "99999"}, "chưa có dòng nào"),
    ],
)
def test_columns_that_cannot_be_are_told_in_words_and_nothing_chosen_is_lost(office, told, sentence):
    page = office.page(office.upload(NEW, a_workbook([HEADINGS, a_line()])).location)
    columns = office.page(page.link("Các cột ghi gì"))

    answer = office.send(columns, **told)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert '<option value="Diện" selected>' in answer.text
