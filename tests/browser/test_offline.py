"""Attendance while there is no network: kept on the device, told in words, sent once, asked about, forgotten."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Error, Page, expect
from sqlalchemy import select

from access import Actor
from models import Attendance, Meeting, db
from models.vocabulary import Office
from services import sessions
from services.attendance import SaveAttendance, save_attendance
from tests.browser.conftest import Enter
from tests.browser.hand import Hand
from tests.browser.test_attendance import absent, activate, box
from tests.support import crowd, factories
from tests.support.slips import PIN, a_holder
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
KEPT = "Đang không có mạng. Đã giữ trên máy này, chưa gửi."


@pytest.fixture
def meeting(world: World) -> Meeting:
    """The meeting of tonight of a cell of forty."""
    crowd.settle(37, [world.cell5], [world.tax_cell, world.finance_cell])
    return factories.a_meeting(world.cell5)


def opened(page: Page, meeting: Meeting) -> Page:
    """The page of attendance, once the browser has put it by.

    A busy one may still be forgetting what was there before somebody signed in; then it is opened once more.
    """
    for _ in range(3):
        page.goto(f"/meetings/{meeting.ref}/attendance")
        page.wait_for_function(
            "async () => (await navigator.serviceWorker.ready).active && await caches.match(location.pathname)"
        )
        page.wait_for_timeout(200)
        if kept_on(page):
            break
    return page


def home(page: Page) -> None:
    """The home page; once more where the page before it was just leaving by itself, since the network is back."""
    for _ in range(3):
        with suppress(Error):
            page.goto("/")
            return
        page.wait_for_load_state()


def kept_on(page: Page) -> list[str]:
    """The addresses of all that the browser keeps of this site."""
    addresses: list[str] = page.evaluate(
        """async () => {
          const all = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname);
          for (const one of await indexedDB.databases()) all.push(one.name);
          return all.concat(Object.keys(localStorage), Object.keys(sessionStorage));
        }"""
    )
    return addresses


def marked_without_network(page: Page, meeting: Meeting, *numbers: int) -> Page:
    """The page on which these were marked and sent after the network had gone."""
    opened(page, meeting).context.set_offline(True)
    for number in numbers:
        box(page, number)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    return page


def savings(meeting: Meeting) -> int:
    db.session.rollback()
    return db.session.scalars(select(Meeting.savings).where(Meeting.id == meeting.id)).one()


def test_what_is_marked_without_network_is_kept_told_and_sent_once(enter: Enter, meeting: Meeting) -> None:
    page = opened(enter("loc"), meeting)
    page.context.set_offline(True)
    expect(page.get_by_text("Đang không có mạng. Đồng chí cứ đánh dấu")).to_be_visible()
    box(page, 3)
    page.locator("label[for=e3]").click()
    box(page, 9)
    page.get_by_role("button", name="Tiếp tục").click()

    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.locator("[data-say=kept]")).to_contain_text("Có mặt 38, vắng 2")
    assert (page.locator("#m3").is_checked(), page.locator("#m9").is_checked()) == (True, True)
    assert page.locator("#e3").is_checked()
    assert absent(meeting) == []

    page.goto(f"/meetings/{meeting.ref}/attendance")  # opened anew, still without network
    expect(page.get_by_text(KEPT)).to_be_visible()

    page.context.set_offline(False)
    expect(page.get_by_text("Đã lưu điểm danh: có mặt 38, vắng 2.")).to_be_visible()
    assert absent(meeting) == [3, 9]
    assert savings(meeting) == 1

    page.goto(f"/meetings/{meeting.ref}/attendance")
    page.wait_for_timeout(500)
    assert savings(meeting) == 1
    assert page.locator(".off-line").is_hidden()


def test_what_is_marked_further_before_the_network_is_back_is_sent_too(
    enter: Enter, meeting: Meeting
) -> None:
    page = marked_without_network(enter("loc"), meeting, 3)
    box(page, 5)
    box(page, 3)
    expect(page.locator("[data-say=kept]")).to_contain_text("Có mặt 39, vắng 1")

    page.context.set_offline(False)

    expect(page.get_by_text("Đã lưu điểm danh: có mặt 39, vắng 1.")).to_be_visible()
    assert absent(meeting) == [5]


def test_nothing_is_sent_before_the_button_was_pressed(enter: Enter, meeting: Meeting) -> None:
    page = opened(enter("loc"), meeting)
    page.context.set_offline(True)
    box(page, 3)
    page.goto(f"/meetings/{meeting.ref}/attendance")  # the telephone had closed the page
    expect(page.locator("#m3")).to_be_checked()

    page.context.set_offline(False)

    expect(page.locator(".off-line")).to_be_hidden()
    page.wait_for_timeout(500)
    assert savings(meeting) == 0
    expect(page.locator("#m3")).to_be_checked()


def test_when_somebody_else_saved_meanwhile_the_page_asks_name_by_name(
    enter: Enter, world: World, meeting: Meeting
) -> None:
    page = marked_without_network(enter("loc"), meeting, 3, 9)
    other = Hand(enter("binh"))
    other.page.goto(f"/meetings/{meeting.ref}/attendance")
    box(other.page, 9)
    box(other.page, 20)
    other.tap("Tiếp tục")
    other.tap("Lưu điểm danh")
    assert absent(meeting) == [9, 20]

    page.context.set_offline(False)

    expect(page.get_by_role("heading", level=1)).to_have_text("Có người khác vừa lưu điểm danh")
    assert page.locator("fieldset legend").count() == 2
    page.locator("label[for=mine-3]").click()
    page.locator("label[for=theirs-20]").click()
    Hand(page).tap("Lưu theo lựa chọn trên")
    expect(page.get_by_text("Đã lưu điểm danh: có mặt 37, vắng 3.")).to_be_visible()
    assert absent(meeting) == [3, 9, 20]

    page.goto(f"/meetings/{meeting.ref}/attendance")
    page.wait_for_timeout(500)
    assert savings(meeting) == 2


def test_an_answer_that_was_left_open_is_asked_again(enter: Enter, world: World, meeting: Meeting) -> None:
    page = marked_without_network(enter("loc"), meeting, 3)
    save_attendance(world.actor("binh"), meeting.ref, SaveAttendance(marked=frozenset([4]), savings=0))
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Có người khác vừa lưu điểm danh")

    page.goto("/")
    page.goto(f"/meetings/{meeting.ref}/attendance")

    expect(page.get_by_role("heading", level=1)).to_have_text("Có người khác vừa lưu điểm danh")
    assert absent(meeting) == [4]


def test_when_the_session_has_ended_one_signs_in_and_it_is_sent(
    enter: Enter, world: World, meeting: Meeting, clock: Any
) -> None:
    holder = a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY, phone="0912481207")
    page = enter(None)
    activate(page, holder.code)
    hand = Hand(page)
    hand.write("Mã PIN", PIN)
    hand.tap("Đăng nhập")
    marked_without_network(page, meeting, 3, 9)
    clock.move(hours=2)

    page.context.set_offline(False)
    expect(page.get_by_label("Mã PIN")).to_be_visible()
    hand.write("Mã PIN", PIN)
    page.get_by_role("button", name="Đăng nhập").click()

    expect(page.get_by_text("Đã lưu điểm danh: có mặt 38, vắng 2.")).to_be_visible()
    assert absent(meeting) == [3, 9]
    assert savings(meeting) == 1


def test_a_meeting_that_was_cancelled_meanwhile_is_told_and_tried_no_more(
    enter: Enter, world: World, meeting: Meeting
) -> None:
    page = marked_without_network(enter("loc"), meeting, 3)
    db.session.rollback()
    cancelled = db.session.get_one(Meeting, meeting.id)
    cancelled.state, cancelled.cancelled_because = type(cancelled.state).CANCELLED, "Mưa bão"
    db.session.commit()

    page.context.set_offline(False)

    expect(page.get_by_text("Cuộc họp này đã hủy.")).to_be_visible()
    page.goto(f"/meetings/{meeting.ref}/attendance")
    assert page.locator("form[data-roll]").count() == 0


def test_nothing_stays_on_the_device_after_signing_out(enter: Enter, meeting: Meeting) -> None:
    page = opened(enter("loc"), meeting)
    assert kept_on(page) == [f"/meetings/{meeting.ref}/attendance"]

    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/sign-in")

    assert kept_on(page) == []
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"/meetings/{meeting.ref}/attendance")


def test_nothing_stays_when_somebody_else_signs_in(
    enter: Enter, world: World, meeting: Meeting, app: Flask, served: str
) -> None:
    page = marked_without_network(enter("loc"), meeting, 3)
    assert f"/meetings/{meeting.ref}/attendance" in kept_on(page)
    other = world.account("binh")
    token = sessions.begin_session(Actor(account_id=other.id), other.id, None, "Chromium")
    cookie = {"name": app.config["SESSION_COOKIE_NAME"], "value": f"s.{token}", "url": served}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie as Playwright reads it
    page.context.set_offline(False)

    home(page)

    assert kept_on(page) == []
    opened(page, meeting)
    page.wait_for_timeout(500)
    assert absent(meeting) == []
    assert savings(meeting) == 0


def test_no_name_stands_in_what_is_kept_beside_the_page_itself(enter: Enter, meeting: Meeting) -> None:
    page = marked_without_network(enter("loc"), meeting, 3, 9)

    text = page.evaluate("async () => (await (await caches.match(`${location.pathname}?kept`)).text())")

    assert "marked=3&marked=9" in text
    assert "Nguy" not in text


def test_only_the_page_of_attendance_is_kept(enter: Enter, meeting: Meeting) -> None:
    page = opened(enter("loc"), meeting)
    page.goto(f"/meetings/{meeting.ref}")
    page.goto("/members/")

    assert kept_on(page) == [f"/meetings/{meeting.ref}/attendance"]


def test_numbers_of_the_list_are_those_of_the_database(meeting: Meeting) -> None:
    """The tests above speak of numbers; here they are."""
    numbers = db.session.scalars(select(Attendance.number).where(Attendance.meeting_id == meeting.id)).all()

    assert sorted(numbers) == list(range(1, 41))
