"""Log lines: one JSON object each, whatever somebody typed; kinds and places of trouble, never its words."""

import json
import logging
from typing import Any

import pytest
import structlog

from adapters import logs

log = structlog.get_logger("worker")


@pytest.fixture(autouse=True)
def json_lines() -> None:
    logs.write_json()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    "forged",
    [
        'x\n{"event": "forged"}',
        "x\r\nforged",
        "x\x1b[31mred\x1b[0m",
        "x\u2028forged",
        "x\u2029forged",
        "x\x85forged",
        "x\x00forged",
    ],
    ids=["LF", "CRLF", "ANSI", "line separator", "paragraph separator", "NEL", "NUL"],
)
def test_no_sign_in_a_value_can_forge_a_line(capsys, forged):
    log.info("message done", topic=forged)
    logging.getLogger("waitress").warning("queue of %s", forged)

    written = capsys.readouterr().err
    assert written.isascii()
    assert all(sign.isprintable() or sign == "\n" for sign in written)
    ours, theirs = (json.loads(line) for line in written.splitlines())
    assert ours["topic"] == forged
    assert theirs["event"] == f"queue of {forged}"


def test_a_line_tells_when_who_and_what(capsys):
    log.warning("message failed", id=7, trouble="RCPT 550")

    (line,) = lines(capsys)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning", "logger": "worker", "event": "message failed", "id": 7, "trouble": "RCPT 550",
    }  # fmt: skip


def test_of_an_exception_the_kind_and_the_places_are_told_and_not_its_words(capsys):
    try:
        raise LookupError("Nguyễn Thị Mai, 0900 000 001")
    except LookupError:
        log.exception("turn failed")

    (line,) = lines(capsys)
    assert line["trouble"] == "LookupError"
    assert line["where"][-1].startswith("tests/adapters/test_logs.py:")
    assert "Mai" not in json.dumps(line, ensure_ascii=False)


def test_of_a_row_or_a_strange_value_only_the_kind_is_told(capsys):
    log.info("message done", row=object())

    assert lines(capsys)[0]["row"] == "<object>"


def test_everyday_lines_of_libraries_are_not_written(capsys):
    logging.getLogger("alembic").info("Running upgrade")

    assert lines(capsys) == []


def test_two_applications_in_one_process_write_each_line_once(capsys):
    logs.write_json()
    logs.write_json()

    log.info("started")

    assert len(lines(capsys)) == 1
