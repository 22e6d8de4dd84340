"""One line a request: the page, in whose name, how it ended; no address, no query, nothing that was typed."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue

from ui.guards import public


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_page_is_told_by_its_name_with_who_opened_it(sign_in_as, world, capsys):
    browser = sign_in_as("loc")
    capsys.readouterr()

    browser.get(f"/members/{world.mai.ref}")

    (line,) = lines(capsys)
    assert (line["page"], line["method"], line["status"]) == ("members.show", "GET", 200)
    assert (line["account"], line["organisation"]) == (world.account("loc").id, world.cell5.id)
    assert line["ms"] > 0


def test_nothing_that_was_typed_stands_in_the_log(sign_in_as, world, capsys):
    browser = sign_in_as("loc")

    browser.fill("/members/", words="Nguyễn Thị Mai")
    browser.get("/members/?show=Mai&after=Mai")
    browser.get("/Mai/0900000001")

    written = capsys.readouterr().err
    assert "Mai" not in written
    assert "0900000001" not in written
    assert "Nguy" not in written
    assert [json.loads(line)["status"] for line in written.splitlines()] == [200, 303, 200, 404]


@pytest.mark.parametrize("address", ["/live", "/healthz", "/static/x.css"])
def test_what_machines_ask_all_day_is_quiet(client, db, capsys, address):
    client.get(address)

    assert [line for line in lines(capsys) if line["status"] < 500 and line["page"]] == []


def test_what_broke_is_told_by_kind_place_and_number_and_not_by_its_words(make_app, capsys):
    app: Flask = make_app()

    @app.route("/break")
    @public
    def break_down() -> ResponseReturnValue:
        raise LookupError("Nguyễn Thị Mai")

    app.testing = False
    answer = app.test_client().get("/break?q=Mai")

    written = capsys.readouterr().err
    told = [json.loads(line) for line in written.splitlines()]
    broke = next(line for line in told if line["event"] == "broke")
    assert answer.status_code == 500
    assert (broke["trouble"], broke["page"]) == ("LookupError", "break_down")
    assert broke["where"][-1].endswith(" break_down")
    assert broke["number"] in answer.text
    assert "Mai" not in written
