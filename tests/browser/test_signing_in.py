"""From the slip to the first page in four taps, passkeys in a real browser, slips that fit their paper (T1, G13)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from adapters.tools import install, tools
from models import Credential, Device, db
from models.vocabulary import CredentialKind, Office
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support.slips import PIN, Holder, a_holder
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def holder(world: World) -> Holder:
    """A deputy of the fifth cell, with a slip in the hand."""
    return a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY, phone="0912481207")


@pytest.fixture
def at_home(app: Flask, db: Any, served: str) -> Iterator[None]:
    """The address at which the pages are served is the public one, so passkeys are offered."""
    before = tools()
    install(replace(before, public_url=served))
    yield
    install(before)


def with_a_finger(page: Page) -> Page:
    """Give the browser an authenticator that finds the right finger every time."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def with_a_passkey(enter: Enter, holder: Holder) -> Hand:
    """Somebody who has just activated a telephone and made a passkey on it."""
    page = with_a_finger(enter(None, width=PHONE))
    page.goto(holder.address)
    hand = Hand(page)
    hand.tap("Đúng")
    hand.write("Mã PIN", PIN)
    hand.write("Nhập lại mã PIN", PIN)
    hand.tap("Kích hoạt")
    hand.tap("Dùng vân tay")
    hand.reads("Đã tạo khóa truy cập")
    return hand


@BOTH
def test_from_the_slip_to_the_things_to_do_in_four_taps_and_two_fields(
    enter: Enter, holder: Holder, scripts: bool
) -> None:
    page = enter(None, width=PHONE, scripts=scripts)
    page.goto(holder.address)
    hand = Hand(page)

    hand.reads(holder.account.full_name)
    hand.tap("Đúng")
    hand.write("Mã PIN", PIN)
    hand.write("Nhập lại mã PIN", PIN)
    hand.tap("Kích hoạt")
    hand.tap("Vào sổ")

    hand.reads("việc cần làm")
    assert hand.taps <= 4
    assert hand.typed == 2
    page.goto(holder.address)
    hand.reads("Phiếu này đã được dùng")


def test_a_passkey_is_made_after_the_first_success_and_opens_the_book_without_typing(
    enter: Enter, at_home: None, holder: Holder
) -> None:
    hand = with_a_passkey(enter, holder)
    hand.tap("Đăng xuất")
    typed = hand.typed

    hand.tap("Dùng vân tay")

    hand.reads("việc cần làm")
    assert hand.typed == typed
    kept = db.session.scalars(select(Credential).where(Credential.kind == CredentialKind.PASSKEY)).one()
    assert kept.last_used_at is not None


def test_a_passkey_opens_the_book_where_no_slip_was_used_and_the_pin_still_does_not(
    enter: Enter, at_home: None, holder: Holder
) -> None:
    hand = with_a_passkey(enter, holder)
    page = hand.page

    page.context.clear_cookies()
    page.goto("/sign-in")
    hand.tap("Dùng vân tay")
    hand.reads("việc cần làm")

    devices = db.session.scalars(select(Device).where(Device.account_id == holder.account.id)).all()
    assert sorted(device.takes_pin for device in devices) == [False, True]


def test_stepping_up_takes_the_passkey_too(enter: Enter, at_home: None, holder: Holder, clock: Any) -> None:
    hand = with_a_passkey(enter, holder)
    page = hand.page
    clock.move(minutes=11)
    page.goto("/settings/pin")
    hand.reads("Xác nhận đúng là đồng chí")

    hand.tap("Dùng vân tay")

    hand.reads("Đổi mã PIN")
    assert page.get_by_label("Nhập lại mã PIN").is_visible()


def test_where_no_passkey_answers_the_page_says_so_and_leaves_the_other_ways(
    enter: Enter, at_home: None, holder: Holder
) -> None:
    page = with_a_finger(enter(None, width=PHONE))  # an authenticator that holds no passkey of this site
    page.goto("/sign-in")

    page.get_by_role("button", name="Dùng vân tay").click()

    Hand(page).reads("Chưa nhận được vân tay")
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Mã PIN").is_visible()


def test_by_another_name_of_the_host_no_passkey_is_offered(enter: Enter, served: str, at_home: None) -> None:
    page = enter(None, width=PHONE)
    page.goto(served.replace("localhost", "127.0.0.1") + "/sign-in")

    assert page.get_by_role("button", name="Dùng vân tay").count() == 0


def test_eight_slips_fit_an_a4_page_whole(enter: Enter, world: World) -> None:
    long = "Nguyễn Phúc Vĩnh Thụy Hoàng Phương Thảo"
    for _ in range(9):
        a_holder(world.actor("hanh"), world.cell5, None, full_name=long, sign_in_name=None)
    name = "nguyen.phuc.vinh.thuy.hoang.phuong.thao"
    a_holder(world.actor("hanh"), world.ward, None, full_name=long, phone="0900000078", sign_in_name=name)
    page = enter("hanh", width=DESK)
    page.goto("/accounts/?all=1")
    page.get_by_role("button", name="In phiếu").click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # 190 mm, an A4 page between margins of 10 mm

    cut = page.evaluate(
        "() => [...document.querySelectorAll('.slip')].filter((one) => one.scrollHeight > one.clientHeight).length"
    )
    height = page.evaluate("() => document.querySelector('.slip').offsetHeight / 96 * 25.4")

    assert page.locator(".slip").count() > 8
    assert cut == 0
    assert 4 * height <= 277  # an A4 page without its margins of 10 mm, in millimetres
