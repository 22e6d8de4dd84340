"""A meeting is created on a telephone, its invitation pasted into Zalo; its papers leave the printer as they should."""

import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page
from sqlalchemy import select

from models import Meeting, Organisation, db
from models.vocabulary import MeetingState
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support import crowd, factories
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
NAMES = re.compile(r"Mai|Ánh|Lộc|Nguyễn|Lê ")
FROM_CLIPBOARD = "() => navigator.clipboard.readText()"


def create(page: Page) -> Hand:
    """A meeting on 15/6 at half past seven in the evening, and its invitation."""
    hand = Hand(page)
    hand.tap("Cuộc họp")
    hand.tap("Tạo cuộc họp")
    hand.write("Ngày họp", "15/6")
    hand.write("Giờ họp", "19 giờ 30")
    hand.tap("Xem giấy mời")
    hand.reads("19 giờ 30, thứ Hai 15/6/2026")
    hand.tap("Tạo và sao chép giấy mời")
    return hand


def the_meeting() -> Meeting:
    db.session.rollback()
    return db.session.scalars(select(Meeting).order_by(Meeting.id.desc()).limit(1)).one()


@BOTH
def test_a_meeting_and_its_invitation_take_six_taps_and_two_fields(
    enter: Enter, world: World, scripts: bool
) -> None:
    factories.a_meeting(
        world.cell5, on=date(2026, 1, 5), state=MeetingState.CLOSED
    )  # where the cell met last is proposed
    page = enter("loc", width=PHONE, scripts=scripts, permissions=["clipboard-read", "clipboard-write"])

    hand = create(page)

    hand.reads("Đã mời họp")
    text = page.get_by_label("Lời nhắn để gửi qua Zalo").input_value()
    if scripts:
        page.get_by_role("button", name="Sao chép giấy mời").click()
        hand.taps += 1
        hand.reads("Đã sao chép")
        assert page.evaluate(FROM_CLIPBOARD) == text
    assert hand.taps <= 6
    assert hand.typed <= 2
    meeting = the_meeting()
    for words in ("Cuộc họp 6 tháng đầu năm 2026", "19 giờ 30", "15/6/2026", "Nhà văn hóa tổ dân phố 5"):
        assert words in text
    assert f"/invitations/{meeting.invitation_ref}" in text
    assert not NAMES.search(text)


def test_the_text_is_in_the_clipboard_without_another_press(enter: Enter, world: World) -> None:
    factories.a_meeting(world.cell5, on=date(2026, 1, 5), state=MeetingState.CLOSED)
    page = enter("loc", width=PHONE, permissions=["clipboard-read", "clipboard-write"])

    hand = create(page)

    hand.reads("Đã sao chép. Đồng chí mở Zalo và dán vào nhóm.")
    assert "Cuộc họp 6 tháng đầu năm 2026" in page.evaluate(FROM_CLIPBOARD)


def test_without_scripts_there_is_no_button_that_would_do_nothing(enter: Enter, world: World) -> None:
    meeting = factories.a_meeting(world.cell5)
    page = enter("loc", scripts=False)
    page.goto(f"/meetings/{meeting.ref}/invitation")

    assert page.get_by_role("button", name="Sao chép giấy mời").count() == 0
    assert page.get_by_label("Lời nhắn để gửi qua Zalo").is_visible()


@BOTH
def test_the_invitation_opens_to_everybody_and_goes_into_a_calendar(
    enter: Enter, world: World, scripts: bool, tmp_path: Path
) -> None:
    meeting = factories.a_meeting(world.cell5, on=date(2026, 6, 15))
    page = enter(None, width=PHONE, scripts=scripts)
    page.goto(f"/invitations/{meeting.invitation_ref}")
    hand = Hand(page)
    hand.reads("19 giờ 30, 15/6/2026 (thứ Hai)")

    with page.expect_download() as taken:
        page.get_by_role("link", name="Thêm vào lịch").click()

    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    event = Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0]
    assert file.suffix == ".ics"
    assert event.decoded("dtstart").isoformat() == "2026-06-15T19:30:00+07:00"


def test_mistakes_are_told_at_once_on_a_telephone(enter: Enter, world: World) -> None:
    hand = Hand(enter("loc", width=PHONE))
    hand.tap("Cuộc họp")
    hand.tap("Tạo cuộc họp")
    hand.write("Ngày họp", "31/6")
    hand.write("Giờ họp", "chiều")
    hand.tap("Xem giấy mời")

    assert hand.page.title().startswith("Lỗi:")
    assert hand.page.locator(".error-summary li").count() == 2
    assert hand.page.get_by_label("Ngày họp").input_value() == "31/6"


@pytest.mark.parametrize(("names", "pages"), [(40, 2), (163, 6)])
def test_a_sign_in_sheet_has_as_few_pages_as_its_names_need(
    enter: Enter, world: World, names: int, pages: int, tmp_path: Path
) -> None:
    cell = db.session.get_one(Organisation, world.cell5.id)
    crowd.settle(names - 3, [cell], [world.tax_cell])
    meeting = factories.a_meeting(cell, on=date(2026, 6, 15))
    page = enter("loc", width=DESK)
    page.goto(f"/meetings/{meeting.ref}/sign-in-sheet")

    printed = page.pdf(prefer_css_page_size=True, path=tmp_path / "sheet.pdf")

    assert page.locator(".sheet-list tbody tr").count() == names
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == pages
    assert page.get_by_alt_text("Mã QR điểm danh").count() == 1


def test_the_papers_of_a_meeting_print_nothing_of_the_shell(enter: Enter, world: World) -> None:
    meeting = factories.a_meeting(world.cell5)
    page = enter("loc", width=DESK)
    for paper in ("invitation/print", "sign-in-sheet"):
        page.goto(f"/meetings/{meeting.ref}/{paper}")
        page.emulate_media(media="print")

        assert (
            page.locator(".band:visible, .menu:visible, .foot:visible, button:visible, h1:visible").count()
            == 0
        )
        assert page.locator(".paper:visible").count() == 1
        page.emulate_media(media="screen")
