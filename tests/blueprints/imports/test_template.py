"""The list to be filled in: what the register knows, choices to pick from, nothing that runs."""

import io
import shutil

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from models import AccessEntry, Member, db
from services.imports.kept import folder
from tests.blueprints.imports.test_imports import INDEX, NEW, counts
from tests.support.lists import HEADINGS, TODAY
from tests.support.workbooks import parts_of

TEMPLATE = f"{INDEX}template.xlsx"


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def test_the_template_holds_the_members_of_the_own_cells_as_text(world, office):
    answer = office.get(TEMPLATE)

    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows(min_row=2, max_col=len(HEADINGS))
        if row[1].value
    ]
    assert [cell.value for cell in sheet[1]][: len(HEADINGS)] == HEADINGS
    told = {row[1]: dict(zip(HEADINGS, row, strict=True)) for row in rows}
    assert told["Nguyễn Thị Mai"]["Chi bộ nơi cư trú"] == "Chi bộ Tổ dân phố 5"
    assert world.khanh.full_name not in told
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"@"}


def test_cells_categories_and_sexes_are_picked_from_lists(office):
    workbook = load_workbook(io.BytesIO(office.get(TEMPLATE).data))

    offered = workbook.worksheets[0].data_validations.dataValidation
    assert {str(one.sqref).split(":")[0] for one in offered} == {"C2", "L2", "N2"}
    hidden = workbook.worksheets[1]
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["L"]][:2] == ["Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6"]


def test_nothing_in_the_template_runs_whatever_a_name_is(world, office):
    world.mai.position = '=HYPERLINK("http://example.invalid")'
    db.session.commit()

    data = office.get(TEMPLATE).data

    content = b"".join(parts_of(data).values())
    assert b"<f>" not in content
    assert b"hyperlink " not in content.lower()
    cells = [cell for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row if cell.value]
    (odd,) = [cell for cell in cells if str(cell.value).startswith("=")]
    assert (odd.data_type, odd.quotePrefix) == ("s", True)


def test_the_template_that_comes_back_as_it_left_adds_nothing(office):
    before = counts()
    members = db.session.scalar(select(func.count()).select_from(Member))

    page = office.page(office.upload(NEW, office.get(TEMPLATE).data).location)

    assert "0 dòng cần sửa, 0 dòng chờ" in page.words
    office.send(page, form="/write")
    assert counts() == before
    assert db.session.scalar(select(func.count()).select_from(Member)) == members


def test_who_takes_the_template_leaves_a_mark_for_everybody_on_it(world, office):
    office.get(TEMPLATE)

    noted = select(AccessEntry.member_id).where(AccessEntry.page == "imports.template")
    assert {world.mai.id, world.tuan.id} <= set(db.session.scalars(noted))
