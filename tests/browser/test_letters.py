"""Letters in a real browser: the paper that leaves the printer, and the pages that only a form opens."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from access import Actor
from models.vocabulary import Category
from services.introductions import DraftLetters
from services.issuing import introduce_members
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support import factories
from tests.support.gates import AXE, MEASURE
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOTH_WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
A4_HEIGHT = 297 - 2 * 20
"""Millimetres between the margins."""


def faults(page: Page) -> list[object]:
    """What is wrong with the page as it stands, without opening it anew."""
    measured = page.evaluate(MEASURE)
    reported = Axe().run(page, options=AXE).response["violations"]
    return [*measured["small"], *measured["tiny"], *(one["id"] for one in reported)] + [
        f"{measured['sideways']} pixels too wide" for _ in range(bool(measured["sideways"]))
    ]


def twelve_letters(world: World, actor: Actor) -> str:
    members = [
        factories.a_member(f"Đinh Văn Thứ {number}", workplace=world.finance_cell) for number in range(12)
    ]
    for member in members:
        factories.a_residence(member, world.cell5)
    refs = tuple(member.ref for member in members)
    return introduce_members(actor, DraftLetters(members=refs, category=Category.FULL)).ref


def test_twelve_letters_leave_the_printer_on_twelve_pages_and_nothing_else(
    enter: Enter, world: World
) -> None:
    batch = twelve_letters(world, world.actor("long"))
    page = enter("long", width=DESK)
    page.goto(f"/introduction-letters/batches/{batch}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 12
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 605, "height": 1000})  # 160 mm between the margins
    heights = page.eval_on_selector_all(
        ".letter", "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert max(heights) < A4_HEIGHT * 96 / 25.4
    assert (
        page.locator(".band:visible, .menu:visible, .foot:visible, button:visible, h1:visible").count() == 0
    )


def test_a_press_prints_where_there_are_scripts_and_words_stand_where_there_are_none(
    enter: Enter, world: World
) -> None:
    batch = twelve_letters(world, world.actor("long"))
    address = f"/introduction-letters/batches/{batch}"
    with_scripts, without = enter("long", width=DESK), enter("long", width=DESK, scripts=False)
    with_scripts.goto(address)
    without.goto(address)

    assert with_scripts.get_by_role("button", name="In", exact=True).is_visible()
    assert not without.get_by_role("button", name="In", exact=True).is_visible()
    assert without.get_by_text("hoặc nhấn Ctrl + P").is_visible()


@BOTH_WIDTHS
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_an_exemption_needs_is_asked_where_one_is_chosen(
    enter: Enter, world: World, width: int, scripts: bool
) -> None:
    page = enter("kien", width=width, scripts=scripts)
    page.goto("/introduction-letters/new")
    asked = page.get_by_label("Văn bản làm căn cứ")

    assert not asked.is_visible()
    Hand(page).tick("Giới thiệu nhưng được miễn sinh hoạt")
    assert asked.is_visible()


@BOTH_WIDTHS
def test_the_pages_that_only_a_form_opens_are_right_too(enter: Enter, world: World, width: int) -> None:
    factories.a_residence(factories.a_member("Đinh Thị Nhã", workplace=world.tax_cell), world.cell6)
    nowhere = factories.a_member("Hồ Văn Bốn", workplace=world.tax_cell)
    page = enter("kien", width=width, bypass_csp=True)
    hand = Hand(page)
    page.goto("/introduction-letters/new?all=1")
    hand.tick("Thuộc diện giữ mối liên hệ")
    hand.tap("Kiểm tra trước khi gửi")
    hand.reads(f"Hồ sơ của đồng chí {nowhere.full_name} chưa ghi nơi cư trú")
    assert page.title().startswith("Lỗi: ")
    assert faults(page) == []

    hand.tick(nowhere.full_name)
    hand.tap("Kiểm tra trước khi gửi")
    hand.reads("Đinh Thị Nhã")
    assert faults(page) == []


@BOTH_WIDTHS
def test_a_wrong_cell_is_marked_at_its_own_box(enter: Enter, world: World, width: int) -> None:
    factories.a_liaison(cell=world.cell6, state=world.liaison("hoa").state)
    page = enter("hanh", width=width, bypass_csp=True)
    hand = Hand(page)
    page.goto("/introduction-letters/?all=1")
    hand.tap("Tiếp nhận và giới thiệu về chi bộ")
    page.locator("main input[list]").nth(1).fill("99")
    hand.tap("Tiếp nhận và giới thiệu về chi bộ")

    assert page.locator("main input[list]").nth(1).get_attribute("aria-invalid") == "true"
    assert page.locator("main input[list]").nth(0).get_attribute("aria-invalid") is None
    page.locator(".error-summary a").first.click()
    assert page.locator("main input[list]").nth(1).evaluate("one => one === document.activeElement")
    assert faults(page) == []
