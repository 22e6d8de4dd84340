"""How soon the largest part of a page stands on a slow phone, and how far the page jumps before (G2).

    python -m benchmarks.phone

A real Chromium of 390 px with 400 kbit/s, 300 ms there and back and a sixth of this processor, on the served
application. Each visit is made in a window of its own: the first page with nothing kept, the others as they come after
the sign-in page, with the style sheets kept. On a busy machine these times are too long; they never are too short.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Window
from waitress.server import create_server

from benchmarks.pages import Page
from benchmarks.report import BUDGETS, table, verdict
from benchmarks.ward import Ward, installed
from tests.support.gates import CHROMIUM

ROUNDS = 5
SLOWER = 6
NETWORK = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Milliseconds there and back, bytes a second."""
SCREEN = {"width": 390, "height": 844}
HEADINGS = ("page", "LCP s", "", "slowest s", "CLS", "kB on the wire", "requests")
SEEN = """() => new Promise((told) => {
  const seen = {lcp: 0, cls: 0};
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) seen.lcp = Math.max(seen.lcp, one.startTime);
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value;
  }).observe({type: "layout-shift", buffered: true});
  const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  seen.bytes = came.reduce((sum, one) => sum + one.transferSize, 0);
  seen.requests = came.filter((one) => one.transferSize > 0).length;
  setTimeout(() => told(seen), 500);
})"""
"""In the page: milliseconds to the largest paint, the sum of the jumps, what came over the wire."""


@dataclass(frozen=True)
class Visit:
    """What was seen of one page: medians, and the slowest of the rounds."""

    page: Page
    lcp: float
    slowest: float
    cls: float
    size: float
    requests: float

    @property
    def is_within(self) -> bool:
        """Whether the page keeps both budgets."""
        budget = BUDGETS["phone"]
        return bool(self.lcp <= budget["lcp_seconds"] and self.cls <= budget["cls"])


def pages(ward: Ward) -> list[Page]:
    """What is opened on a phone; the first visit begins with nothing kept."""
    return [
        Page("first visit: sign-in", "nobody", "/sign-in"),
        Page("home, secretary", "secretary", "/"),
        Page("notices waiting", "secretary", "/notices/"),
        Page("one notice", "secretary", f"/notices/{ward.notice_ref}"),
        Page("members of a cell (163)", "secretary", "/members/"),
        Page("one record", "secretary", f"/members/{ward.member_ref}"),
        Page("own record", "member", "/me/"),
        Page("attendance (250)", "secretary of 250", f"/meetings/{ward.meeting_ref}/attendance"),
    ]


def main() -> int:
    """Measure on SQLite: the database is not what a phone waits for."""
    if CHROMIUM is None:
        print("Not measured: there is no Chromium on this computer.")
        return 0
    with installed(None) as ward:
        return 0 if report(ward) else 1


def report(ward: Ward) -> bool:
    """Measure, and print the table; whether all keep their budget."""
    with (
        Path(os.devnull).open("w") as unread,
        redirect_stderr(unread),  # the log
        served(ward) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = [visit(browser, address, ward, page) for page in pages(ward)]
        browser.close()
    budget = BUDGETS["phone"]
    print(f"Budget: LCP {budget['lcp_seconds']} s, CLS {budget['cls']}; medians of {ROUNDS} visits.\n")
    print(table(HEADINGS, map(_row, found)), end="\n\n", flush=True)
    return all(one.is_within for one in found)


def _row(one: Visit) -> tuple[str, ...]:
    seconds, size = (f"{one.lcp:.2f}", verdict(one.is_within), f"{one.slowest:.2f}"), f"{one.size / 1024:.1f}"
    return one.page.name, *seconds, f"{one.cls:.3f}", size, f"{one.requests:.0f}"


@contextmanager
def served(ward: Ward) -> Iterator[str]:
    """The address at which the ward is served, as `dev.py run` serves it."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server: Any = create_server(ward.app, host="127.0.0.1", port=0, threads=8, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()
    thread.join(5)


def visit(browser: Browser, address: str, ward: Ward, page: Page) -> Visit:
    """One page, several times."""
    seen = [_once(browser, address, ward.cookies[page.role], page) for _ in range(ROUNDS)]
    median = {name: statistics.median(one[name] for one in seen) for name in seen[0]}
    slowest = max(one["lcp"] for one in seen) / 1000
    return Visit(page, median["lcp"] / 1000, slowest, median["cls"], median["bytes"], median["requests"])


def _once(browser: Browser, address: str, cookie: str, page: Page) -> dict[str, float]:
    """Open the page in a window of its own; all but the first visit come with the style sheets kept."""
    context = browser.new_context(base_url=address, viewport=SCREEN, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    if cookie:
        _sign_in(context, address, cookie)
    window = context.new_page()
    if page.role != "nobody":
        window.goto("/sign-in")
    _slow_down(context, window)
    window.goto(page.path, wait_until="load")
    seen: dict[str, float] = window.evaluate(SEEN)
    context.close()
    return seen


def _sign_in(context: BrowserContext, address: str, cookie: str) -> None:
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])


def _slow_down(context: BrowserContext, window: Window) -> None:
    tools = context.new_cdp_session(window)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


if __name__ == "__main__":
    sys.exit(main())
