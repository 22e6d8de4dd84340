"""Every page that a person can reach by links, in every kind of office, on a phone and at a desk.

The pages are found by following the links from home, one of each kind; a page added later is looked at by itself.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page

from models.vocabulary import MeetingState
from tests.browser.conftest import DESK, PHONE, Enter
from tests.support import factories
from tests.support.gates import AXE, COVERED, MEASURE
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
PEOPLE = ["loc", "binh", "tam", "hanh", "thanh", "dung", "kien", "chi", "admin", "overseer", "mai", None]
ENGLISH = re.compile(r"\b(required|field|Error|Day|invalid|Submit|None|null|undefined)\b")
FILES = re.compile(r"\.(ics|pdf|docx|xlsx)($|\?)|[?&]as=|^/exchange/register")
"""Links that give a file to keep, no page to look at."""
MOST_PAGES = 40
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_in_reach_is_right_for_everybody(
    who: str | None, width: int, enter: Enter, app: Flask, world: World
) -> None:
    factories.a_notice(receiver=world.cell5, member=world.mai)
    for state in (MeetingState.CONVENED, MeetingState.HELD, MeetingState.PLANNED):
        factories.a_meeting(world.cell5, state=state)
    page = enter(who, width=width, bypass_csp=True)
    wrong: dict[str, object] = {}

    for path in reachable(page, app):
        found = faults(page, path, width)
        if found:
            wrong[path] = found

    assert wrong == {}


def reachable(page: Page, app: Flask) -> list[str]:
    """One address for each kind of page that links lead to, the home page first."""
    routes = app.url_map.bind("localhost")
    known: dict[str, str] = {}
    waiting = ["/"]
    while waiting and len(known) < MOST_PAGES:
        path = waiting.pop(0)
        endpoint, values = routes.match(urlsplit(path).path)
        name = f"{endpoint} {sorted(values)} {urlsplit(path).query.split('=')[0]}"
        if name in known:
            continue
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 400, path
        known[name] = path
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map((one) => one.getAttribute('href'))")
        waiting += [link for link in dict.fromkeys(links) if "#" not in link and not FILES.search(link)]
    return list(known.values())


def faults(page: Page, path: str, width: int) -> dict[str, object]:
    """What is wrong with a page, by gate; nothing when it is right."""
    page.set_viewport_size({"width": width, "height": 844 if width == PHONE else 800})
    page.goto(path)
    text = page.inner_text("body")
    measured = page.evaluate(MEASURE)
    violations = Axe().run(page, options=AXE).response["violations"]
    found = {
        "targets below 44 px": measured["small"],
        "text below 16 px": measured["tiny"],
        "wider than the window": measured["sideways"],
        "reported by axe": [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in violations],
        "under the bar": page.evaluate(COVERED),
        "not one heading": page.locator("h1").count() - 1,
        "not said to be Vietnamese": page.get_attribute("html", "lang") != "vi",
        "English words": ENGLISH.findall(text),
        "wider than a small phone with doubled text": _doubled(page) if width == PHONE else [],
    }
    return {gate: fault for gate, fault in found.items() if fault}


def _doubled(page: Page) -> list[str]:
    """What sticks out of the window on a small phone with doubled text."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.add_style_tag(content="html { font-size: 225% !important }")
    found: list[str] = page.evaluate(STICKS_OUT) if page.evaluate(MEASURE)["sideways"] else []
    return found
