"""The hand of a new user: touches only what can be read on the page, and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NothingThere

PATIENCE = 5_000
"""Milliseconds within which a word must be there to be read."""
_KINDS = ("a:visible", "button:visible")


@dataclass
class Hand:
    """One finger or mouse: every touch of something is one tap, every field written into is one typed field."""

    page: Page
    taps: int = 0
    typed: int = 0

    def tap(self, words: str, *, nth: int = 0) -> None:
        """Touch the button or link that reads so, on the page itself or else around it, and wait for what it opens."""
        thing = self._reading(words, "main ").nth(nth)
        try:
            thing.wait_for(timeout=PATIENCE / 2)
        except NothingThere:
            thing = self._reading(words, "").nth(nth)
        expect(thing).to_be_visible(timeout=PATIENCE)
        with self.page.expect_navigation(timeout=4 * PATIENCE):  # a busy machine is no fault of the page
            thing.click()
        self.taps += 1

    def tick(self, words: str, *, nth: int = 0) -> None:
        """Touch the label of a box or a radio."""
        label = self.page.locator("main label:visible").filter(has_text=words).nth(nth)
        expect(label).to_be_visible(timeout=PATIENCE)
        label.click()
        self.taps += 1

    def write(self, label: str, text: str) -> None:
        """Write into the field with this label."""
        field = self.page.get_by_label(re.compile(re.escape(label))).first
        expect(field).to_be_visible(timeout=PATIENCE)
        field.fill(text)
        self.typed += 1

    def reads(self, words: str) -> None:
        """See words on the page, or fail."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE)

    def in_sight(self, words: str) -> bool:
        """Whether the button or link that reads so lies above the bar of the phone before anybody scrolls."""
        thing, bar = self._reading(words, "main ").first, self.page.locator(".menu-foot")
        expect(thing).to_be_visible(timeout=PATIENCE)
        here, end = thing.bounding_box(), bar.bounding_box()
        return here is not None and end is not None and here["y"] + here["height"] <= end["y"]

    def _reading(self, words: str, where: str) -> Locator:
        return self.page.locator(", ".join(f"{where}{kind}" for kind in _KINDS)).filter(has_text=words)
