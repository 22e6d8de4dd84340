"""T13: “Ghi là đã gọi điện cho đồng chí Ánh sinh 1985.” on a phone, from home, in four taps and one field."""

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from adapters import clock as clocks
from models import Contact, db
from models.vocabulary import ContactKind
from tests.browser.conftest import PHONE, Enter
from tests.browser.hand import Hand
from tests.support.world import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"]),
]
SEARCH = "Tìm đảng viên theo tên"
RECORD = "Ghi lần liên hệ"


@pytest.mark.parametrize("typed", ["anh", "Anhs", "a\u0301nh"])
def test_a_call_is_recorded_from_the_search(enter: Enter, world: World, scripts: bool, typed: str) -> None:
    hand = Hand(enter("loc", width=PHONE, scripts=scripts))

    hand.write(SEARCH, typed)
    hand.tap("Tìm")
    hand.reads("Lê Hữu Ánh (1978)")
    hand.reads("Lê Hữu Ánh (1985)")
    _tap_beside(hand, "Lê Hữu Ánh (1985)")
    hand.tick("Gọi điện")
    hand.tap("Lưu lần liên hệ")

    hand.reads("Đã ghi lần liên hệ.")
    assert (hand.taps, hand.typed) == (4, 1)
    contact = _the_contact()
    assert (contact.member_id, contact.kind, contact.on) == (
        world.anh85.id,
        ContactKind.CALL,
        clocks.today(),
    )


def test_a_line_is_written_from_the_list(enter: Enter, world: World, scripts: bool) -> None:
    hand = Hand(enter("loc", width=PHONE, scripts=scripts))

    _touch(hand, hand.page.locator("nav.menu-foot").get_by_role("link", name="Đảng viên"))
    _tap_beside(hand, "Lê Hữu Ánh (1985)")
    hand.tick("Gọi điện")
    hand.write("Nội dung", "Hỏi thăm gia đình, báo lịch họp")
    hand.tap("Lưu lần liên hệ")

    hand.reads("Hỏi thăm gia đình, báo lịch họp")
    assert (hand.taps, hand.typed) == (4, 1)
    assert _the_contact().member_id == world.anh85.id


def test_a_slip_of_the_finger_is_taken_back_with_one_tap(enter: Enter, world: World, scripts: bool) -> None:
    page = enter("loc", width=PHONE, scripts=scripts)
    page.goto(f"/contacts/new/{world.liaison('mai').ref}")
    hand = Hand(page)
    hand.tick("Gặp trực tiếp")
    hand.tap("Lưu lần liên hệ")

    hand.tap("Rút lại")

    hand.reads("Đã rút lại lần liên hệ.")
    assert hand.taps == 3


def _tap_beside(hand: Hand, name: str) -> None:
    """Touch the link that stands beside a name on a list."""
    _touch(hand, hand.page.locator("main tr").filter(has_text=name).get_by_role("link", name=RECORD))


def _touch(hand: Hand, thing: Locator) -> None:
    expect(thing).to_be_visible()
    with hand.page.expect_navigation():
        thing.click()
    hand.taps += 1


def _the_contact() -> Contact:
    db.session.rollback()
    return db.session.scalars(select(Contact)).one()
