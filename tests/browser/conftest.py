"""The application served on the loopback, and a real Chromium in which people of the world have signed in."""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from waitress.server import create_server

from access import Actor
from services import sessions
from tests.support.gates import CHROMIUM
from tests.support.world import World

PHONE, DESK = 390, 1280
expect.set_options(timeout=15_000)  # a busy machine is no fault of the page
_HEIGHTS = {PHONE: 844, DESK: 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and is skipped in words where there is none."""
    missing = pytest.mark.skip(reason="No Chromium here: the pages were not looked at in a browser.")
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(missing)


@pytest.fixture
def served(app: Flask, world: World) -> Iterator[str]:
    """The address at which the world is served; the clock of the test is that of the server."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()
    thread.join(5)


Enter = Callable[..., Page]


@pytest.fixture
def enter(served: str, chromium: Browser, world: World, app: Flask) -> Iterator[Enter]:
    """A window in which somebody has just signed in: `enter("loc", width=PHONE, scripts=False)`.

    `page.goto("/…")` is relative to the house. Nobody for a name is somebody who has not signed in.
    """
    windows: list[BrowserContext] = []

    def open_window(who: str | None, *, width: int = PHONE, scripts: bool = True, **options: Any) -> Page:
        window = chromium.new_context(
            base_url=served,
            viewport={"width": width, "height": _HEIGHTS.get(width, 800)},
            java_script_enabled=scripts,
            locale="en-US",  # a browser that would prefer English
            **options,
        )
        windows.append(window)
        if who is not None:
            account = world.account(who)
            token = sessions.begin_session(Actor(account_id=account.id), account.id, None, "Chromium")
            cookie = {"name": app.config["SESSION_COOKIE_NAME"], "value": f"s.{token}", "url": served}
            window.add_cookies([cookie])  # type: ignore[list-item]  # a cookie as Playwright reads it
        page = window.new_page()
        if who is not None:
            page.goto("/")
        return page

    yield open_window
    for window in windows:
        window.close()
