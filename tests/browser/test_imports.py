"""A list with every usual fault, through the wizard in a real browser: explained, marked, mended, written, undone."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import func, select, update

from models import Liaison, LiaisonStep, Mandate, Member, Organisation, Residence, Workplace, db
from models.vocabulary import Office
from services.organisations import FoundCommuneCommittee, found_commune_committee
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.browser.test_letters import faults
from tests.support import factories
from tests.support.lists import TODAY
from tests.support.recorder import Clock
from tests.support.world import THIRD_WARD, World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
FAULTY = Path(__file__).parents[1] / "data" / "roster-faulty.xlsx"
TABLES = (Member, Workplace, Residence, Liaison, LiaisonStep)
PLANTED = {
    "D14": "Tháng 2/1970 có 28 ngày",
    "L27": "Không dòng nào khác ghi chi bộ này",
    "B47": "TCVN3",
    "M62": "Đã đổi số điện thoại",
    "M67": "Đã đổi số điện thoại",
    "B78": "dòng 77",
    "B87": "Đã chuẩn lại",
    "B97": "Đã chuẩn lại",
    "B108": "Đồng chí ghi họ và tên",
    "E117": "3/2/1930",
    "F127": "chính thức",
    "B138": "công thức",
    "D147": "đã đọc là",
    "D157": "đọc là",
    "N177": "Miễn sinh hoạt",
}
"""What the corrected copy says of each planted fault, by its cell."""
MENDED = {
    "D14": "28/02/1970",
    "L27": "Chi bộ Tổ dân phố 9",
    "B108": "Hồ Thị Lành",
    "E117": "15/08/2019",
    "F127": None,
    "B138": "Hồ Văn Thật",
}


@pytest.fixture
def office(world: World, clock: Clock) -> World:
    """Somebody in the office of a ward that has no cell yet."""
    clock.set(TODAY)
    code = FoundCommuneCommittee(unit_code=THIRD_WARD)
    committee = found_commune_committee(world.actor("admin"), world.province.ref, code)
    nhan = world.account("nhan")
    db.session.execute(update(Mandate).where(Mandate.account_id == nhan.id).values(ends_on=TODAY))
    factories.a_mandate(nhan, Office.STAFF, committee)
    db.session.commit()
    return world


def counts() -> list[int | None]:
    db.session.rollback()
    living = select(func.count()).select_from(Organisation).where(Organisation.dissolved_on.is_(None))
    return [db.session.scalar(living)] + [
        db.session.scalar(select(func.count()).select_from(table)) for table in TABLES
    ]


def upload(page: Page, content: bytes) -> Hand:
    hand = Hand(page)
    page.goto("/imports/")
    hand.tap("Tải danh sách lên")
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Tệp danh sách").set_input_files(
        {"name": "roster-faulty.xlsx", "mimeType": mime, "buffer": content}
    )
    hand.tap("Tải lên và kiểm tra")
    return hand


def mended() -> bytes:
    """The list with what only the office can know put right."""
    workbook = load_workbook(FAULTY)
    for place, value in MENDED.items():
        workbook.worksheets[0][place] = value
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_a_faulty_list_is_explained_marked_mended_written_and_undone(
    enter: Enter, office: World, tmp_path: Path
) -> None:
    before = counts()
    page = enter("nhan", width=DESK)

    hand = upload(page, FAULTY.read_bytes())

    hand.reads("6 dòng cần sửa, 9 dòng chờ đồng chí trả lời. Chưa ghi gì vào sổ.")
    assert counts() == before
    assert faults(page) == []
    with page.expect_download() as waiting:
        page.get_by_text("Tải bản đã đánh dấu lỗi").click()
    waiting.value.save_as(tmp_path / "marked.xlsx")
    sheet = load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    last = sheet.max_column
    said = {place: sheet[place].comment.text if sheet[place].comment else "" for place in PLANTED}
    assert [place for place, words in PLANTED.items() if words not in said[place]] == []
    assert {sheet[place].fill.fgColor.rgb for place in PLANTED} == {"FFF4B6B6"}
    assert sheet.cell(6, last).value == "Cần sửa"
    marked_rows = [row for row in range(7, sheet.max_row + 1) if sheet.cell(row, last).value]
    assert marked_rows == sorted({int(place[1:]) for place in PLANTED})

    hand = upload(page, mended())
    hand.reads("0 dòng cần sửa, 9 dòng chờ đồng chí trả lời")
    while page.get_by_text("Nhận các dòng đã chọn").count():
        form = page.locator("form", has_text="Nhận các dòng đã chọn").first
        for box in form.get_by_role("checkbox").all():
            box.check()
        with page.expect_navigation():
            form.get_by_text("Nhận các dòng đã chọn").click()
    hand.tap("Cùng một người, không nhập thêm")
    hand.reads("0 dòng cần sửa, 0 dòng chờ đồng chí trả lời")
    assert counts() == before
    with page.expect_navigation():
        page.get_by_role("button", name="dòng đúng").click()
    hand.reads("Đã ghi danh sách vào sổ.")
    written = counts()
    assert written[1] is not None
    assert before[1] is not None
    assert written[1] - before[1] == 298
    assert faults(page) == []

    hand.tap("Rút lại danh sách này")
    hand.tap("Rút lại")
    hand.reads("Đã rút lại danh sách.")
    assert counts() == before


def test_on_a_phone_and_without_scripts_the_check_page_is_read_and_answered(
    enter: Enter, office: World
) -> None:
    page = enter("nhan", width=PHONE, scripts=False)

    hand = upload(page, FAULTY.read_bytes())

    hand.reads("6 dòng cần sửa")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    hand.tap("Cùng một người, không nhập thêm")
    hand.reads("6 dòng cần sửa, 8 dòng chờ")
    expect(page.get_by_text("Có thể là một người")).to_have_count(0)
