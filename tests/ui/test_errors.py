"""One class, one status, one page; and the page that cannot fail."""

import logging
import re

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import TooManyRequests

from tests.support.pages import Page
from ui import errors


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("refused", 422, "Chưa thực hiện được"),
        ("found", 404, "Không tìm thấy trang"),
        ("allowed", 403, "Đồng chí không có quyền xem trang này"),
        ("conflict", 409, "Nội dung này vừa có người sửa"),
    ],
)
def test_what_is_raised_below_becomes_its_page(
    visitor: FlaskClient, how: str, status: int, words: str
) -> None:
    answer = visitor.get(f"/fail?how={how}")

    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in answer.text
    assert "0912 345 678" in answer.text


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503, 418, 501])
def test_every_status_has_a_page_in_vietnamese(house: Flask, status: int) -> None:
    house.add_url_rule("/abort", "abort", lambda: abort(status))

    answer = house.test_client().get("/abort")

    assert answer.status_code == status
    assert '<html lang="vi"' in answer.text
    assert not re.search(r"\b(?:Error|Bad|Request|Not|Forbidden|Internal)\b", answer.text)


def test_a_method_that_is_not_taken_says_which_are(visitor: FlaskClient) -> None:
    answer = visitor.get("/content-policy-reports")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_too_many_tries_say_when_to_come_back(house: Flask) -> None:
    def busy() -> str:
        raise TooManyRequests(retry_after=900)

    house.add_url_rule("/busy", "busy", busy)

    assert house.test_client().get("/busy").headers["Retry-After"] == "900"


def test_what_nobody_expected_shows_a_number_and_nothing_else(
    house: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    house.testing = False
    with caplog.at_level(logging.ERROR):
        answer = house.test_client().get("/fail?how=broken")

    number = re.findall(r"[0-9A-F]{8}", answer.text)[-1]
    assert answer.status_code == 500
    assert "Mai" not in answer.text
    assert "Traceback" not in answer.text
    assert any(number in record.getMessage() for record in caplog.records)


def test_a_database_that_cannot_be_reached_is_said_with_a_time_to_try_again(house: Flask) -> None:
    def away() -> str:
        raise OperationalError("SELECT secret", {}, Exception("away"))

    house.add_url_rule("/away", "away", away)

    answer = house.test_client().get("/away")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "secret" not in answer.text


def test_what_was_posted_while_the_register_was_away_can_be_sent_again(house: Flask) -> None:
    def away() -> str:
        raise OperationalError("SELECT secret", {}, Exception("away"))

    house.add_url_rule("/away", "away", away, methods=["POST"])
    house.config["WTF_CSRF_ENABLED"] = False
    typed = {"csrf_token": "t", "form_key": "k", "full_name": 'Mai "<b>"', "member": ["a", "b"]}

    answer = house.test_client().post("/away?at=cell", data=typed)

    form = Page(answer.text, "/away").form("/away")
    assert form.action == "/away?at=cell"
    assert answer.status_code == 503
    assert form.filled({}) == [
        ("csrf_token", "t"), ("form_key", "k"), ("full_name", 'Mai "<b>"'), ("member", "a"), ("member", "b"),
    ]  # fmt: skip


def test_a_secret_is_not_carried_by_the_page_of_an_outage(house: Flask) -> None:
    def away() -> str:
        raise OperationalError("SELECT secret", {}, Exception("away"))

    house.add_url_rule("/away", "away", away, methods=["POST"])
    house.config["WTF_CSRF_ENABLED"] = False

    answer = house.test_client().post("/away", data={"phone": "0912345678", "pin": "480527"})

    assert "480527" not in answer.text
    assert "<form" not in answer.text.partition("<main")[2].partition("</main")[0]


def test_a_database_lost_before_the_view_is_said_too(house: Flask) -> None:
    house.testing = False

    def lost() -> None:
        raise OperationalError("SELECT secret", {}, Exception("away"))

    house.before_request_funcs[None].insert(0, lost)

    assert house.test_client().get("/").status_code == 503


def test_a_page_of_trouble_asks_the_house_for_nothing(house: Flask) -> None:
    house.extensions["navigation"] = None
    house.testing = False

    answer = house.test_client().get("/fail?how=broken")

    assert "<h1>Máy chủ gặp sự cố</h1>" in answer.text
    assert 'class="band"' in answer.text


def test_when_even_the_error_page_fails_the_last_resort_answers(house: Flask) -> None:
    house.jinja_env.globals.pop("home_address")
    house.testing = False

    answer = house.test_client().get("/fail?how=broken")

    assert answer.status_code == 500
    assert "Máy chủ gặp sự cố" in answer.text
    assert re.search(r"Mã số để báo: [0-9A-F]{8}", answer.text)
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("status", [400, 500, 503])
def test_the_last_resort_needs_no_application(status: int) -> None:
    page = errors.last_resort(status, "<b>")

    assert page.status_code == status
    assert "<b>" not in page.get_data(as_text=True).replace("<body>", "")
