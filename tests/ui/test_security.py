"""What surrounds every answer."""

import json
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ui import security
from ui.security import REPORT_ADDRESS, Room

PAGES = ["/", "/plain?as=nobody", "/nowhere", "/fail?how=refused"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(visitor: FlaskClient, path: str) -> None:
    headers = visitor.get(path).headers

    for name, value in security.HEADERS.items():
        assert headers[name] == value
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_over_tls_the_browser_is_told_to_stay_there(visitor: FlaskClient) -> None:
    headers = visitor.get("/", base_url="https://localhost").headers

    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_policy_lets_only_our_own_scripts_run(visitor: FlaskClient) -> None:
    answer = visitor.get("/")
    rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
    word = re.findall(r'<script[^>]*nonce="([^"]+)"', answer.text)[0]

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'nonce-{word}' 'strict-dynamic'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_nonce_is_another_each_time(visitor: FlaskClient) -> None:
    assert len({visitor.get("/").headers["Content-Security-Policy"] for _ in range(5)}) == 5


def test_no_page_carries_style_or_script_in_its_tags(visitor: FlaskClient) -> None:
    for path in ("/", "/members.index", "/changes.new", "/letters.index"):
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", visitor.get(path).text), path


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost:80@evil.example"])
def test_a_host_that_is_not_ours_is_turned_away_before_anything_runs(house: Flask, host: str) -> None:
    ran: list[str] = []
    house.before_request_funcs.setdefault(None, []).insert(0, lambda: ran.append("hook"))

    answer = house.test_client().get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert ran == []
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert host == "" or host not in answer.text


def test_an_application_without_trusted_hosts_does_not_start() -> None:
    for hosts in ([], ["*"]):
        with pytest.raises(ValueError, match="trusted hosts"):
            security.init_app(Flask("x"), hosts)


def test_a_body_that_is_too_large_is_refused_in_words(visitor: FlaskClient) -> None:
    answer = visitor.post("/changes.new", data={"note": "a" * 300_000})

    assert answer.status_code == 413
    assert "quá lớn" in answer.text


def test_a_report_is_taken_without_a_token_and_answered_with_nothing(
    house: Flask, visitor: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    house.extensions["report_room"] = Room(2)
    report = {
        "csp-report": {"effective-directive": "script-src\r\nforged", "document-uri": "http://x/?secret=1"}
    }
    body = json.dumps(report)

    with caplog.at_level(logging.WARNING, "ui.security"):
        answers = [
            visitor.post(REPORT_ADDRESS, data=body, content_type="application/csp-report") for _ in range(5)
        ]

    assert {answer.status_code for answer in answers} == {204}
    assert [record.getMessage() for record in caplog.records] == [
        "content policy broken: script-srcforged"
    ] * 2


@pytest.mark.parametrize(
    "body", ["", "x" * 5000, "not json", "[1]", '{"csp-report": 3}', '{"csp-report": {}}']
)
def test_a_report_that_is_none_does_no_harm(visitor: FlaskClient, body: str) -> None:
    assert visitor.post(REPORT_ADDRESS, data=body, content_type="application/csp-report").status_code == 204


def test_there_is_room_again_after_an_hour() -> None:
    room, now = Room(2), datetime(2026, 3, 15, tzinfo=UTC)

    assert [room.take(now) for _ in range(3)] == [True, True, False]
    assert room.take(now + timedelta(hours=1))
