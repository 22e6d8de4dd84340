"""The menu of each kind of actor, with only what exists."""

import re

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from access import Actor
from models.vocabulary import Office, OrganisationKind
from tests.ui.house import MEMBER, SECRETARY, STAFF
from ui import menus, navigation

EVERYBODY: dict[tuple[OrganisationKind | None, Office | None], tuple[menus.Place, ...]] = {
    **{(kind, Office.SECRETARY): menu for kind, menu in menus.MENUS.items()},
    (None, Office.ADMINISTRATOR): menus.ADMINISTRATOR,
    (None, None): menus.MEMBER,
}


def links(page: str, where: str) -> list[str]:
    """The words of the menu at the top or the foot, without its badges."""
    menu = re.findall(rf'<nav class="menu menu-{where}".*?</nav>', page, re.DOTALL)[0]
    return [words.strip() for words in re.findall(r"<span>([^<]+)", menu)]


@pytest.mark.parametrize(("kind", "office"), EVERYBODY)
def test_on_the_phone_there_are_four_entries_at_most(
    request_in: Flask, kind: OrganisationKind | None, office: Office | None
) -> None:
    g.actor = Actor(account_id=1, member_id=1, office=office, kind=kind, organisation_name="x")
    request_in.view_functions.update(
        {place.endpoint: request_in.view_functions["home.index"] for place in EVERYBODY[kind, office]}
    )
    for place in EVERYBODY[kind, office]:
        request_in.url_map.add(request_in.url_rule_class(f"/{place.endpoint}", endpoint=place.endpoint))

    menu = navigation.menu_entries()

    assert menu is not None
    narrow = [entry for entry in menu.shown if not entry.is_wide_only]
    assert len(narrow) + bool(menu.more) <= menus.ON_THE_PHONE
    assert len(narrow) + len(menu.more) == len(EVERYBODY[kind, office])


def test_a_secretary_has_the_work_the_people_and_the_meetings_at_hand(visitor: FlaskClient) -> None:
    page = visitor.get("/").text

    assert links(page, "foot") == [
        "Việc cần làm", "Đảng viên", "Mục khác", "Thông báo thay đổi", "Cài đặt", "Trợ giúp",
    ]  # fmt: skip
    assert links(page, "top") == links(page, "foot")


def test_the_commune_has_a_column_and_on_the_phone_three_entries_and_more(visitor: FlaskClient) -> None:
    page = visitor.get("/?as=staff").text

    assert 'class="has-bar has-column"' in page
    assert links(page, "foot")[:4] == ["Tổng quan", "Giấy giới thiệu đến", "Thông báo thay đổi", "Mục khác"]
    assert "Nhật ký hệ thống" in links(page, "top")


def test_an_entry_without_a_page_is_left_out(request_in: Flask) -> None:
    g.actor = STAFF
    request_in.view_functions.pop("letters.index")

    menu = navigation.menu_entries()

    assert menu is not None
    assert "Giấy giới thiệu đến" not in [entry.label for entry in (*menu.shown, *menu.more)]


def test_the_page_one_is_on_is_marked(visitor: FlaskClient) -> None:
    assert re.search(r'href="/members.index" aria-current="page"', visitor.get("/members.index").text)


def test_a_badge_has_words_for_those_who_do_not_see_it(visitor: FlaskClient) -> None:
    page = visitor.get("/").text

    assert '<span class="count" aria-hidden="true">2</span><span class="visually-hidden">' in page


def test_one_acts_in_one_office_and_can_turn_to_another(request_in: Flask) -> None:
    g.actor = SECRETARY
    line = navigation.office_line()

    assert line is not None
    assert line["here"] == "Bí thư, Chi bộ Tổ dân phố 5"
    assert [other.ref for other in line["others"]] == ["abc"]
    assert line["address"] == "/auth.switch_office"


def test_a_member_without_office_acts_in_the_own_name(request_in: Flask) -> None:
    g.actor = MEMBER
    line = navigation.office_line()

    assert line is not None
    assert line["here"] == "Nguyễn Thị Mai"


def test_somebody_who_has_not_signed_in_has_no_menu_and_no_way_out(visitor: FlaskClient) -> None:
    page = visitor.get("/?as=nobody").text

    assert "<nav" not in page
    assert "Đăng xuất" not in page
    assert "Tiếng Việt" in page


def test_everything_that_acts_is_posted_with_a_token(visitor: FlaskClient) -> None:
    page = visitor.get("/").text
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)

    assert len(forms) >= 4
    for form in forms:
        assert 'method="post"' in form
        assert 'name="csrf_token"' in form
        assert 'name="form_key"' in form
