"""What a proxy or a watchdog asks, and what people see while the database is away."""

import json

import pytest

from adapters import reference
from tests.queries.test_safety import at_version
from tests.support.pages import Page


def test_a_process_that_answers_is_alive(client):
    assert client.get("/live").json == {"alive": True}


def test_a_database_that_answers_at_the_right_version_is_ready(client, db):
    at_version(reference.newest_schema())

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"ready": True})
    assert "Set-Cookie" not in answer.headers


def test_a_database_at_another_version_is_not_ready(client, db):
    at_version("0001")

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (503, {"ready": False})


def test_a_database_that_does_not_answer_is_not_ready(unreachable):
    browser = unreachable.test_client()

    assert browser.get("/healthz").status_code == 503
    assert browser.get("/live").status_code == 200


@pytest.mark.parametrize("address", ["/", "/members/", "/me/", "/trail/"])
def test_a_page_says_in_words_that_the_database_is_away_and_when_to_come_back(unreachable, capsys, address):
    browser = unreachable.test_client()
    browser.set_cookie("liaison", "s.somebody", domain="localhost")

    answer = browser.get(address)

    page = Page(answer.text)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert page.heading == "Sổ đang bận hoặc đang được bảo trì"
    assert "vẫn được giữ" in page.words


def test_a_database_that_is_away_signs_nobody_out(unreachable):
    browser = unreachable.test_client()
    browser.set_cookie("liaison", "s.somebody", domain="localhost")

    answer = browser.get("/members/")

    assert answer.status_code == 503
    assert browser.get_cookie("liaison", domain="localhost").value == "s.somebody"


def test_of_a_database_that_is_away_the_log_tells_no_address_and_no_password(unreachable, capsys):
    browser = unreachable.test_client()
    browser.set_cookie("liaison", "s.somebody", domain="localhost")

    browser.get("/members/?q=Mai")

    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert {line["logger"] for line in lines} >= {"request"}
    assert "Mai" not in written
    assert "nobody" not in written
    number = next(line["number"] for line in lines if line["event"] == "answered")
    assert [line for line in lines if line["event"] == f"database unreachable {number}: OperationalError"]
