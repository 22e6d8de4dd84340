"""A cell's list of members is found in by a few letters, while they are typed or by the server."""

import pytest

from tests.browser.conftest import PHONE, Enter
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ROWS = "#members tbody tr:visible"


def test_a_whole_list_narrows_while_one_types_and_enter_still_asks_the_server(enter: Enter) -> None:
    page = enter("loc", width=PHONE)
    page.goto("/members/")
    whole = page.locator(ROWS).count()

    page.get_by_label("Tìm đảng viên").fill("Anhs")
    found = page.locator(ROWS).count()
    told = page.locator("[data-count]").inner_text()
    page.get_by_label("Tìm đảng viên").fill("chi bộ")
    elsewhere = page.locator(ROWS).count()
    page.get_by_label("Tìm đảng viên").fill("ánh 1985")
    of_the_year = page.locator(ROWS).all_inner_texts()
    page.get_by_label("Tìm đảng viên").fill("anh")
    with page.expect_navigation():
        page.get_by_label("Tìm đảng viên").press("Enter")

    assert (found, told) == (3, f"3/{whole}")
    assert [line.splitlines()[0] for line in of_the_year] == ["Lê Hữu Ánh (1985)"]
    assert elsewhere == 0  # the name is looked for, not the workplace
    assert page.locator(ROWS).count() == 3
    Hand(page).reads("3 đồng chí có tên “anh”")


def test_homonyms_are_told_apart_without_a_script(enter: Enter) -> None:
    hand = Hand(enter("loc", width=PHONE, scripts=False))

    hand.write("Tìm đảng viên", "anh")
    hand.tap("Tìm")

    hand.reads("Lê Hữu Ánh (1978)")
    hand.reads("Lê Hữu Ánh (1985)")
    assert (hand.taps, hand.typed) == (1, 1)
