"""The shell and its parts in a real browser: large targets, readable text, nothing sideways, and what scripts do."""

import logging
import re
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from tests.support.gates import AXE, CHROMIUM, MEASURE
from tests.ui.house import build

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="No Chromium here: the pages were not looked at in a browser."),
]  # fmt: skip
ROOMS = [
    "/", "/?as=staff", "/?as=member", "/members.index?kind=transfer&cell=x", "/letters.index", "/changes.new",
    "/plain?as=nobody", "/notices.index", "/fail?how=allowed", "/fail?how=broken", "/paper", "/slips",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(catalogue: Path) -> Iterator[str]:
    """The small house, served."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server: Any = create_server(build(catalogue), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()
    thread.join(5)


def opened(chromium: Browser, address: str, path: str, width: int, **options: Any) -> Page:
    """The page in a window of its own, in a browser that would prefer English."""
    window = {
        "viewport": {"width": width, "height": 844 if width < 700 else 800},
        "locale": "en-US",
        **options,
    }
    page = chromium.new_context(**window).new_page()
    page.goto(address + path)
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ROOMS)
def test_a_page_is_right_for_everybody(chromium: Browser, address: str, path: str, width: int) -> None:
    page = opened(chromium, address, path, width, bypass_csp=True)

    measured = page.evaluate(MEASURE)
    found = Axe().run(page, options=AXE).response["violations"]
    page.context.close()

    assert measured == {"small": [], "tiny": [], "sideways": 0}
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("path", ROOMS)
def test_with_doubled_text_on_a_narrow_phone_nothing_runs_off_the_side(
    chromium: Browser, address: str, path: str
) -> None:
    page = opened(chromium, address, path, 320, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 225% !important }")

    sideways = page.evaluate(MEASURE)["sideways"]
    page.context.close()

    assert sideways == 0


def test_a_form_with_errors_is_right_for_everybody_and_leads_to_the_field(
    chromium: Browser, address: str
) -> None:
    page = opened(chromium, address, "/changes.new", 390, bypass_csp=True)
    page.fill("[name=effective_on]", "31/2/2026")
    page.click("main .btn-main")

    assert page.title().startswith("Lỗi: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert Axe().run(page, options=AXE).response["violations"] == []
    page.click(".error-summary a[href='#effective_on']")
    assert page.evaluate("document.activeElement.id") == "effective_on"
    assert page.input_value("[name=effective_on]") == "31/2/2026"
    page.context.close()


def test_nothing_is_asked_of_another_host_and_nothing_breaks_the_policy(
    chromium: Browser, address: str
) -> None:
    page = chromium.new_context().new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/members.index")
    page.context.close()

    assert len(asked) <= 10
    assert [url for url in asked if not url.startswith(address)] == []
    assert said == []


def test_a_list_narrows_while_a_word_is_still_being_composed(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/members.index", 390)
    page.focus("#people-narrow")
    keyboard = page.context.new_cdp_session(page)
    counts = []
    for text in ("a", "an", "ánh"):
        keyboard.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
        counts.append(page.locator("#people tbody tr:visible").count())
    value = page.input_value("#people-narrow")
    page.context.close()

    assert counts == [5, 5, 3]
    assert value == "ánh"


@pytest.mark.parametrize(
    ("typed", "left"), [("anhs", 3), ("nguyeenx", 1), ("MAI nguyen", 1), ("xyz", 0), ("", 6)]
)
def test_a_list_is_found_without_marks_in_any_order_and_in_telex(
    chromium: Browser, address: str, typed: str, left: int
) -> None:
    page = opened(chromium, address, "/members.index", 1280)
    page.fill("#people-narrow", typed)
    page.press("#people-narrow", "Enter")

    count = page.locator("#people tbody tr:visible").count()
    page.context.close()

    assert count == left


def test_without_a_script_the_whole_list_is_there_and_no_dead_box(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/members.index", 390, java_script_enabled=False)

    assert page.locator("#people tbody tr").count() == 6
    assert not page.is_visible("#people-narrow")
    page.context.close()


def test_a_double_press_sends_once(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/changes.new", 1280)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("main .btn-main").dblclick()
    page.wait_for_selector(".error-summary")
    page.context.close()

    assert sent.count("POST") == 1


def test_a_pin_can_be_shown_and_hidden(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/plain?as=nobody", 390)
    button = page.locator("[data-reveal=pin]")
    words = [button.inner_text()]
    button.click()
    words.append(button.inner_text())

    assert page.get_attribute("#pin", "type") == "text"
    assert words == ["Hiện", "Ẩn"]
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_goes_where_the_eye_goes(chromium: Browser, address: str, width: int) -> None:
    page = opened(chromium, address, "/members.index", width)
    places = []
    for _press in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "() => { const one = document.activeElement; if (one === document.body) return null;"
            " const box = one.getBoundingClientRect();"
            " return [one.closest('.menu-foot') ? 1e9 : Math.round(box.top + scrollY), one.className]; }"
        )
        if place is None:
            break
        places.append(place)
    page.context.close()

    heights = [top for top, name in places if name != "skip"]
    assert places[0][1] == "skip"
    assert len(heights) > 15
    assert all(later >= earlier - 30 for earlier, later in pairwise(heights))


def test_what_is_scrolled_to_is_not_under_the_bar(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/changes.new", 390)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(":is(main, footer) :is(a, button, input, textarea)")]
          .filter((one) => one.checkVisibility()).filter((one) => {
            one.scrollIntoView({block: "nearest"});
            const box = one.getBoundingClientRect();
            const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return there && there.closest(".menu-foot");
          }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    page.context.close()

    assert hidden == []


def test_slips_are_printed_eight_on_a_page(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/slips", 1280)
    printed = page.pdf(prefer_css_page_size=True)
    page.context.close()

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def test_the_shell_is_not_printed(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/paper", 1280)
    page.emulate_media(media="print")
    seen = page.evaluate(
        "() => [...document.querySelectorAll('.band, .menu, .foot, .bar, .sample, button')]"
        ".filter((one) => one.checkVisibility()).length"
    )
    page.context.close()

    assert seen == 0
