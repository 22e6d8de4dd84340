"""A change is recorded at a desk, received on a telephone in two taps, and seen by the sender and by the member."""

import re

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from models import Notice, db
from models.vocabulary import NoticeState
from services.escalations import climb
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support.recorder import Clock
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def promote_mai(page: Page, day: str = "1/6/2026", number: str = "45/QĐ-UBND") -> Hand:
    """The task of ux: comrade Mai becomes deputy head of her section."""
    hand = Hand(page)
    hand.tap("Báo thay đổi")
    hand.write("Tên đảng viên", "mai")
    hand.tick("Bổ nhiệm")
    hand.tap("Tiếp tục")
    hand.write("Chức vụ", "Phó Trưởng phòng")
    hand.write("Từ ngày", day)
    hand.write("Số quyết định", number)
    return hand


@BOTH
def test_a_promotion_is_recorded_in_six_clicks_and_received_in_two_taps(
    enter: Enter, world: World, scripts: bool
) -> None:
    hand = promote_mai(enter("hang", width=DESK, scripts=scripts))
    hand.tap("Kiểm tra")
    hand.reads("Đảng ủy phường Trường Vinh")
    hand.reads("Chi bộ Tổ dân phố 5")
    hand.tap("Gửi")
    assert hand.taps <= 6
    assert hand.typed <= 4

    secretary = Hand(enter("loc", width=PHONE, scripts=scripts))
    secretary.tap("thông báo thay đổi")
    secretary.reads("Phó Trưởng phòng")
    assert secretary.in_sight("Đã nhận thông báo")
    secretary.tap("Đã nhận thông báo")
    secretary.reads("9 giờ")
    assert secretary.taps == 2
    secretary.reads("Rút lại")

    hand.page.goto("/notices/sent")
    hand.reads("Nguyễn Văn Lộc")

    member = enter("mai", width=PHONE, scripts=scripts)
    Hand(member).reads("Phó Trưởng phòng")
    Hand(member).reads("Nguyễn Văn Lộc")


@pytest.mark.parametrize("day", ["1/6/2026", "01-06-2026", "1 tháng 6 năm 2026"])
@pytest.mark.parametrize("number", ["45/QĐ-UBND", "45-QĐ/TU"])
def test_days_and_numbers_are_read_as_people_write_them(
    enter: Enter, world: World, day: str, number: str
) -> None:
    hand = promote_mai(enter("hang", width=DESK), day, number)

    hand.tap("Kiểm tra")

    hand.reads("1/6/2026")
    hand.reads(number)
    shown = hand.page.inner_text("main")
    assert "1/6/2026" in shown
    assert number in shown


def test_an_acknowledgement_can_be_taken_back(enter: Enter, world: World) -> None:
    _promoted(enter)
    secretary = Hand(enter("loc"))
    secretary.tap("thông báo thay đổi")
    secretary.tap("Đã nhận thông báo")

    secretary.tap("Rút lại")

    secretary.reads("Đã nhận thông báo")
    assert _states("cell5", world) == [NoticeState.SENT]


def test_nobody_answers_and_the_notice_climbs(enter: Enter, world: World, clock: Clock) -> None:
    _promoted(enter)
    for _day in range(16):
        clock.move(days=1)
        climb(Actor.worker(), clocks.today())

    deputy = Hand(enter("binh"))
    deputy.reads("thông báo thay đổi")
    ward = Hand(enter("hanh", width=DESK))
    ward.reads("thông báo thay đổi")
    sender = Hand(enter("hang", width=DESK))
    sender.reads("nơi nhận chưa xác nhận")
    assert _states("cell5", world) == [NoticeState.SENT]  # however far it climbs, nobody has answered it


def test_a_sanction_takes_three_taps_and_is_read_by_few(enter: Enter, world: World) -> None:
    hand = Hand(enter("kien", width=DESK))
    hand.tap("Báo thay đổi")
    hand.write("Tên đảng viên", "mai")
    hand.tick("Kỷ luật")
    hand.tap("Tiếp tục")
    hand.reads("Bí thư")
    hand.tap("Tiếp tục")
    hand.tick("Khiển trách")
    hand.write("Từ ngày", "10/3/2026")
    hand.write("Số quyết định", "12-QĐ/UBKT")
    if hand.page.get_by_label(re.compile("đến ngày")).count():
        hand.write("đến ngày", "10/3/2027")
    hand.tap("Kiểm tra")
    hand.tap("Gửi")

    secretary = Hand(enter("loc"))
    secretary.tap("thông báo thay đổi")
    assert "Khiển trách" not in secretary.page.inner_text("body")
    secretary.tap("Mở")
    secretary.reads("Khiển trách")
    secretary.tap("Đã nhận thông báo")
    assert secretary.taps == 3

    for other in ("binh", "tam", "hanh", "phuc", "hang"):
        page = enter(other)
        for path in ("/", "/notices/", f"/members/{world.mai.ref}"):
            page.goto(path)
            assert "Khiển trách" not in page.inner_text("body"), (other, path)
            assert "Kỷ luật" not in page.inner_text("main"), (other, path)
    Hand(enter("mai")).reads("Khiển trách")


def test_five_mistakes_are_told_at_once_and_nothing_is_lost(enter: Enter, world: World) -> None:
    hand = Hand(enter("hang", width=DESK))
    hand.tap("Báo thay đổi")
    hand.write("Tên đảng viên", "mai")
    hand.tick("Bổ nhiệm")
    hand.tap("Tiếp tục")
    hand.write("Từ ngày", "31/2/2026")
    hand.write("Ngày quyết định", "45")
    hand.write("Cơ quan ban hành", "")
    hand.tap("Kiểm tra")

    links = hand.page.locator(".error-summary a")
    assert links.count() == 5
    assert hand.page.title().startswith("Lỗi:")
    assert hand.page.get_by_label(re.compile("Từ ngày")).input_value() == "31/2/2026"


def _promoted(enter: Enter) -> None:
    hand = promote_mai(enter("hang", width=DESK))
    hand.tap("Kiểm tra")
    hand.tap("Gửi")


def _states(receiver: str, world: World) -> list[NoticeState]:
    db.session.rollback()
    mine = select(Notice.state).where(Notice.receiver_id == getattr(world, receiver).id)
    return list(db.session.scalars(mine))
