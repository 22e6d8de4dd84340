"""Attendance in a real browser on a phone: T2, T3 and T9 with their taps, and the probes of the name filter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models import Attendance, Meeting, db
from models.vocabulary import AttendanceSource, AttendanceStatus
from tests.browser.conftest import Enter
from tests.browser.hand import Hand
from tests.support import crowd, factories
from tests.support.slips import PIN, a_slip
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
_S = AttendanceStatus


@pytest.fixture
def forty(world: World) -> Meeting:
    """The half-yearly meeting of tonight of a cell of forty."""
    crowd.settle(37, [world.cell5], [world.tax_cell, world.finance_cell])
    return factories.a_meeting(world.cell5)


@pytest.fixture
def hundred(world: World) -> Meeting:
    """The same of a cell of 163."""
    crowd.settle(160, [world.cell5], [world.tax_cell, world.finance_cell])
    return factories.a_meeting(world.cell5)


def told(meeting: Meeting) -> dict[int, AttendanceStatus | None]:
    db.session.rollback()
    found = select(Attendance.number, Attendance.status).where(Attendance.meeting_id == meeting.id)
    return dict(db.session.execute(found).all())


def absent(meeting: Meeting) -> list[int]:
    return sorted(number for number, status in told(meeting).items() if status and status.is_absent)


def activate(page: Page, code: str) -> None:
    """Activate this telephone with a slip, and sign out again."""
    hand = Hand(page)
    page.goto(f"/activate?code={code}")
    hand.tap("Đúng")
    hand.write("Mã PIN", PIN)
    hand.write("Nhập lại mã PIN", PIN)
    hand.tap("Kích hoạt")
    hand.tap("Đăng xuất")


def box(page: Page, number: int) -> None:
    """Touch the name with this number, as one touches a name on a list."""
    page.locator(f"label[for=m{number}]").click()


@BOTH
def test_six_of_forty_are_marked_absent_in_nine_taps(enter: Enter, forty: Meeting, scripts: bool) -> None:
    """T2."""
    hand = Hand(enter("loc", scripts=scripts))
    hand.tap("Điểm danh cuộc họp")
    hand.reads("Đồng chí nào vắng mặt?")
    hand.reads("Đánh dấu người có mặt")
    for number in (3, 9, 14, 21, 30, 40):
        words = hand.page.locator(f"#w{number}").inner_text()
        hand.tick(words)
        reason = hand.page.locator(f"label[for=e{number}]")
        expect(reason).to_be_visible()
        expect(reason).to_have_text("có lý do")
    hand.tap("Tiếp tục")
    hand.reads("Đề nghị kiểm tra lại: có mặt 34, vắng 6")
    hand.tap("Lưu điểm danh")
    hand.reads("Đã lưu điểm danh: có mặt 34, vắng 6.")
    hand.reads("Sửa lại")
    hand.reads("In danh sách")

    assert (hand.taps, hand.typed) == (9, 0)
    assert absent(forty) == [3, 9, 14, 21, 30, 40]


@BOTH
def test_a_reason_costs_one_tap_more(enter: Enter, forty: Meeting, scripts: bool) -> None:
    hand = Hand(enter("loc", scripts=scripts))
    hand.tap("Điểm danh cuộc họp")
    box(hand.page, 5)
    hand.page.locator("label[for=u5]").click()
    hand.tap("Tiếp tục")
    hand.tap("Lưu điểm danh")

    assert told(forty)[5] is _S.UNEXCUSED


@BOTH
def test_the_numbers_of_the_paper_take_four_taps_and_one_field(
    enter: Enter, forty: Meeting, scripts: bool
) -> None:
    """T3."""
    hand = Hand(enter("loc", scripts=scripts))
    hand.tap("Điểm danh cuộc họp")
    names = [hand.page.locator(f"#w{number}").inner_text().split(" ", 1)[1] for number in (3, 9, 14)]
    hand.tap("Nhập theo số thứ tự trên giấy")
    hand.write("Số của người vắng", "3, 9 14")
    hand.tap("Kiểm tra")
    for name in names:
        hand.reads(name.split(" (")[0])
    assert absent(forty) == []
    hand.tap("Lưu điểm danh")
    hand.reads("có mặt 37, vắng 3")

    assert (hand.taps, hand.typed) == (4, 1)
    assert absent(forty) == [3, 9, 14]


@BOTH
def test_a_number_that_is_not_on_the_sheet_is_refused_by_name(
    enter: Enter, forty: Meeting, scripts: bool
) -> None:
    hand = Hand(enter("loc", scripts=scripts))
    hand.page.goto(f"/meetings/{forty.ref}/attendance/numbers")
    hand.write("Số của người vắng", "3;9;41")
    hand.tap("Kiểm tra")

    hand.reads("Danh sách không có số 41: chỉ có từ số 1 đến số 40.")
    expect(hand.page.get_by_label("Số của người vắng")).to_have_value("3;9;41")
    assert hand.page.title().startswith("Lỗi: ")


@BOTH
def test_a_cell_of_163_opens_with_nobody_present(enter: Enter, hundred: Meeting, scripts: bool) -> None:
    hand = Hand(enter("loc", scripts=scripts))
    hand.tap("Điểm danh cuộc họp")

    hand.reads("Đồng chí nào có mặt?")
    assert (
        hand.page.get_by_role("button", name="Đánh dấu người có mặt").get_attribute("aria-pressed") == "true"
    )
    assert hand.page.locator("main :checked").count() == 0
    assert hand.page.locator("main b:visible").count() == 0


@BOTH
def test_turning_to_the_other_way_keeps_what_was_marked(enter: Enter, forty: Meeting, scripts: bool) -> None:
    page = enter("loc", scripts=scripts)
    page.goto(f"/meetings/{forty.ref}/attendance")
    box(page, 3)
    page.locator("label[for=e3]").click()

    page.get_by_role("button", name="Đánh dấu người có mặt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đồng chí nào có mặt?")
    assert page.title().startswith("Đồng chí nào có mặt?")
    assert page.locator("#marked [type=checkbox]:checked").count() == 0
    box(page, 7)
    page.get_by_role("button", name="Đánh dấu người vắng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đồng chí nào vắng mặt?")

    assert page.locator("#marked [type=checkbox]:checked").evaluate_all(
        "all => all.map((one) => one.value)"
    ) == ["3"]
    assert page.locator("#e3").is_checked()


def test_with_scripts_the_numbers_are_counted_while_one_marks(enter: Enter, forty: Meeting) -> None:
    page = enter("loc")
    page.goto(f"/meetings/{forty.ref}/attendance")
    counted = page.locator(".roll-end p")
    expect(counted).to_have_text("Có mặt 40, vắng 0")
    box(page, 3)
    box(page, 4)
    expect(counted).to_have_text("Có mặt 38, vắng 2")
    page.get_by_role("button", name="Đánh dấu người có mặt").click()
    expect(counted).to_have_text("Có mặt 0, vắng 40")


@BOTH
def test_the_key_enter_on_a_name_goes_on_and_turns_nothing(
    enter: Enter, forty: Meeting, scripts: bool
) -> None:
    page = enter("loc", scripts=scripts)
    page.goto(f"/meetings/{forty.ref}/attendance")
    box(page, 3)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Đề nghị kiểm tra lại: có mặt 39, vắng 1")


class TestFilter:
    """The probes of composition on the name filter of the list."""

    @pytest.fixture
    def page(self, enter: Enter, world: World, hundred: Meeting) -> Page:
        factories.a_liaison(factories.a_member("Nguyễn Văn Đức", workplace=world.tax_cell), world.cell5)
        meeting = factories.a_meeting(world.cell5)
        page = enter("loc")
        page.goto(f"/meetings/{meeting.ref}/attendance")
        page.focus("#find")
        return page

    @staticmethod
    def shown(page: Page) -> int:
        return page.locator("#marked > li:visible").count()

    def test_the_list_narrows_while_the_word_is_composed(self, page: Page) -> None:
        keyboard = page.context.new_cdp_session(page)
        counts = [self.shown(page)]
        for text in ("d", "du", "duc", "đuc", "đưc", "đức"):
            place = {"selectionStart": len(text), "selectionEnd": len(text)}
            keyboard.send("Input.imeSetComposition", {"text": text, **place})
            counts.append(self.shown(page))
        keyboard.send("Input.insertText", {"text": "đức"})

        assert counts[0] == 164
        assert counts == sorted(counts, reverse=True)
        assert counts[2] < counts[1] < counts[0]
        assert page.input_value("#find") == "đức"
        assert self.shown(page) == counts[-1] > 0

    def test_text_in_pieces_finds_the_same(self, page: Page) -> None:
        page.fill("#find", "đức")
        whole = self.shown(page)
        page.fill("#find", "đu\u031b\u0301c")

        assert self.shown(page) == whole > 0

    def test_letters_taken_back_and_typed_again_as_keyboards_do(self, page: Page) -> None:
        page.keyboard.type("nguyen")
        before = self.shown(page)
        for _ in range(3):
            page.keyboard.press("Backspace")
        page.keyboard.type("yễn")

        assert page.input_value("#find") == "nguyễn"
        assert self.shown(page) == before > 0

    def test_enter_sends_nothing_during_a_composition_or_after(self, page: Page) -> None:
        keyboard = page.context.new_cdp_session(page)
        address = page.url
        keyboard.send("Input.imeSetComposition", {"text": "đức", "selectionStart": 3, "selectionEnd": 3})
        keyboard.send(
            "Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": 229}
        )
        page.keyboard.press("Enter")

        assert page.url == address
        expect(page.get_by_role("heading", level=1)).to_have_text("Đồng chí nào có mặt?")

    def test_a_name_is_found_by_itself_and_not_by_the_words_beside_it(self, page: Page) -> None:
        for words in ("co mat", "vang", "ly do", "phong"):
            page.fill("#find", words)
            assert self.shown(page) == 0, words

    def test_what_is_marked_does_not_stand_in_the_way_and_is_not_lost(self, page: Page) -> None:
        box(page, 1)
        page.fill("#find", "đức")
        assert page.locator("label[for=m1]").is_hidden()
        page.get_by_role("button", name="Tiếp tục").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("có mặt 1,")


@BOTH
def test_by_the_code_at_the_door_one_is_there_in_two_taps_after_the_pin(
    enter: Enter, world: World, forty: Meeting, scripts: bool, clock: object
) -> None:
    """T9, signed out: to the PIN, then straight back to the same button."""
    clock.set(forty.on, 19, 21)  # type: ignore[attr-defined]
    page = enter(None, scripts=scripts)
    activate(page, a_slip(world.actor("hanh"), world.account("mai")))
    page.goto(f"/check-in/{forty.door_ref}")
    hand = Hand(page)
    hand.write("Mã PIN", PIN)
    hand.tap("Đăng nhập")
    before = hand.taps
    hand.reads("Chi bộ Tổ dân phố 5")
    hand.tap("Tôi có mặt")
    hand.reads("Đã ghi nhận đồng chí có mặt lúc 19 giờ 21.")

    assert hand.taps - before == 1
    db.session.rollback()
    db.session.expire_all()
    row = db.session.scalars(
        select(Attendance).where(Attendance.meeting_id == forty.id, Attendance.member_id == world.mai.id)
    ).one()
    assert (row.status, row.source) == (_S.PRESENT, AttendanceSource.SCAN)


@BOTH
def test_two_hours_early_or_at_another_cells_nothing_is_recorded(
    enter: Enter, world: World, forty: Meeting, scripts: bool, clock: object
) -> None:
    """T9, the other cases."""
    clock.set(forty.on, 17, 30)  # type: ignore[attr-defined]
    elsewhere = factories.a_meeting(world.cell6)
    page = enter("mai", scripts=scripts)
    hand = Hand(page)
    page.goto(f"/check-in/{forty.door_ref}")
    hand.reads("Chưa đến giờ: điểm danh mở từ 18 giờ 30")
    page.goto(f"/check-in/{elsewhere.door_ref}")
    hand.reads("Không có tên đồng chí trong danh sách cuộc họp của mã này.")

    assert page.get_by_role("button", name="Tôi có mặt").count() == 0
    assert set(told(forty).values()) == {None}
    assert set(told(elsewhere).values()) == {None}
