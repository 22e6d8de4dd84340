"""The list of members, as each office opens it, searches it and walks on."""

import re

import pytest
from sqlalchemy import func, select

from models import AccessEntry
from models import db as database
from models.vocabulary import LiaisonState
from tests.support import crowd
from tests.support.pages import Page


def rows(page: Page) -> list[str]:
    """The names on a list, in order."""
    body = next(page.tree.iter("tbody"), None)
    return [] if body is None else [" ".join("".join(one.itertext()).split()) for one in body.iter("th")]


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [("loc", "Lê Hữu Ánh (1978)", 5), ("sau", "Phạm Tiến Dũng (1985)", 2), ("hanh", "Lê Hữu Ánh (1978)", 7),
     ("hang", "Lê Hữu Ánh (1978)", 8), ("kien", "Lê Hữu Ánh (1978)", 11)],
)  # fmt: skip
def test_each_office_opens_the_list_of_its_own_members(sign_in_as, world, name, first, count):
    page = sign_in_as(name).page("/members/")

    assert rows(page)[0] == first
    assert len(rows(page)) == count


@pytest.mark.parametrize("name", ["admin", "overseer", "mai"])
def test_who_has_no_members_finds_the_door_shut(sign_in_as, world, name):
    assert sign_in_as(name).get("/members/").status_code == 403


def test_a_cell_without_members_says_what_will_bring_them(sign_in_as, world):
    gone = world.liaison("khanh")
    gone.returned_because, gone.state = "Không có nhà ở đây", LiaisonState.RETURNED
    database.session.commit()

    page = sign_in_as("quy").page("/members/")

    assert rows(page) == []
    assert "Chưa có đảng viên nào được giới thiệu về đây" in page.words


def test_a_name_is_looked_for_without_marks_and_stands_in_no_address(sign_in_as, world):
    browser = sign_in_as("loc")

    answer = browser.fill("/members/", words="mai nguyen")
    page = Page(browser.get(answer.location).text)

    assert answer.location == "/members/"
    assert rows(page) == ["Nguyễn Thị Mai (1988)"]
    assert "“mai nguyen”" in page.words


def test_a_search_that_finds_nobody_says_what_to_try_and_can_be_cleared(sign_in_as, world):
    browser = sign_in_as("loc")
    browser.fill("/members/", words="không có ai")
    page = browser.page("/members/")
    assert rows(page) == []

    browser.send(page, words="")

    assert len(rows(browser.page("/members/"))) == 5


def test_markup_and_wild_signs_in_a_search_are_only_text(sign_in_as, world):
    browser = sign_in_as("loc")

    browser.fill("/members/", words="<b>%_'\"\\")
    page = browser.page("/members/")

    assert "“<b>%_'\"\\”" in page.words


def test_a_list_can_be_narrowed_and_a_strange_way_is_the_whole_list(sign_in_as, world):
    browser = sign_in_as("loc")

    assert rows(browser.page("/members/?show=exempt")) == ["Hoàng Anh Tuấn (1992)"]
    assert len(rows(browser.page("/members/?show=anything"))) == 5


def test_a_workplace_sees_who_has_no_residence_cell_yet(sign_in_as, world):
    page = sign_in_as("hang").page("/members/?show=no_residence")

    assert "Nguyễn Quang Huy (1996)" in rows(page)
    assert "Chưa có chi bộ nơi cư trú" in page.words


def test_a_commune_walks_on_by_a_key_that_names_nobody(sign_in_as, world):
    crowd.settle(250, [world.cell5, world.cell6], [world.tax_cell])
    browser = sign_in_as("hanh")

    first = browser.page("/members/")
    address = first.link("Xem thêm")
    second = browser.page(address)
    third = browser.page(second.link("Xem thêm"))

    assert re.fullmatch(r"/members/\?after=[0-9a-z]{12}", address)
    names = [*rows(first), *rows(second), *rows(third)]
    assert [len(rows(page)) for page in (first, second, third)] == [100, 100, 57]
    assert len(names) == 257
    assert "Xem thêm" not in third.words


def test_a_cell_of_250_stands_on_one_page_that_says_how_many(sign_in_as, world):
    crowd.settle(248, [world.cell6], [world.tax_cell])

    page = sign_in_as("sau").page("/members/")

    assert len(rows(page)) == 250
    assert "250 đồng chí" in page.words


@pytest.mark.parametrize("name", ["sau", "hanh", "hang"])
def test_ten_rows_cost_as_many_statements_as_two_hundred(sign_in_as, world, name):
    browser = sign_in_as(name)
    browser.get("/members/")
    browser.get("/members/")
    few = len(browser.statements)
    crowd.settle(240, [world.cell6], [world.tax_cell])

    browser.get("/members/")

    assert len(browser.statements) == few


def test_opening_the_list_is_marked_once_a_day(sign_in_as, world):
    browser = sign_in_as("loc")

    for _ in range(3):
        browser.get("/members/")

    assert database.session.scalar(select(func.count()).select_from(AccessEntry)) == 1


@pytest.mark.parametrize("typed", ["x", "000000000000", "' OR 1=1", "%00", "a" * 300])
def test_a_strange_key_in_the_address_breaks_nothing(sign_in_as, world, typed):
    browser = sign_in_as("loc")

    answer = browser.get("/members/", query_string={"after": typed})

    assert answer.status_code == 200
    assert len(rows(Page(answer.text))) == 5
