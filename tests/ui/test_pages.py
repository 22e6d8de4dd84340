"""Answers of views, and addresses that are safe to return to."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import UndefinedError

from ui.pages import safe_next, this_address


@pytest.mark.parametrize("path", ["/", "/members/", "/members/?only=active", "/members/h7k2m9qd"])
def test_a_path_of_this_site_is_safe(request_in: Flask, path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "members",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/a\\b",
        "/a b",
        "/a\tb",
        "/a\r\nSet-Cookie: x",
        "/a\x00",
        "/" + "a" * 500,
        " /members",
    ],
)
def test_any_other_is_answered_with_the_home_page(request_in: Flask, path: str | None) -> None:
    assert safe_next(path) == "/"


def test_a_page_says_where_one_is(house: Flask) -> None:
    with house.test_request_context("/members.index?only=active"):
        assert this_address() == "/members.index?only=active"
    with house.test_request_context("/members.index?only=active", method="POST"):
        assert this_address() == "/members.index"


def test_a_name_that_nobody_gave_breaks_the_page(house: Flask, request_in: Flask) -> None:
    with pytest.raises(UndefinedError):
        house.jinja_env.from_string("{{ forgotten }}").render()


def test_done_says_it_once(visitor: FlaskClient) -> None:
    with visitor.session_transaction() as session:
        session["_flashes"] = [("done", {"said": "Đã lưu", "undo": None, "undo_label": None})]

    assert "Đã lưu" in visitor.get("/").text
    assert "Đã lưu" not in visitor.get("/").text
