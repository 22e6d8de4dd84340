"""The worker: does each thing once, outlives whatever breaks, stops when told, and is replaced when it dies."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from access import Actor
from cli.worker import make_round, turn
from models import Notification, OutboxMessage, Schedule
from models import db as database
from models.vocabulary import OutboxState
from services import daily, digests, outbox
from services.unit import use_case
from tests.support import factories
from tests.support.catalogues import ROOT
from tests.support.postbox import Postbox, a_postbox

WORKER = Actor.worker()
GOES_ON = threading.Event()
"""Told to nobody: a turn that is not to stop."""


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with a_postbox() as box:
        yield box


@pytest.fixture
def mailing(make_app: Callable[..., Flask], postbox: Postbox) -> Iterator[Flask]:
    """The application with a mail server, and no round due in this century."""
    app = make_app(smtp_host="127.0.0.1", smtp_port=postbox.port, smtp_security="none")
    with app.app_context():
        database.session.add(Schedule(name=daily.NAME, next_at=datetime(2100, 1, 1, tzinfo=UTC)))
        database.session.commit()
        yield app
        database.session.remove()
        database.engine.dispose()


@use_case
def promise(actor: Actor, /, topic: str, key: str, account_id: int) -> None:
    outbox.post(topic, key, {"account_id": account_id})


def a_waiting_digest(key: str = "digest-one") -> None:
    account = factories.an_account(email=f"{key}@example.vn")
    factories.a_notification(account)
    promise(WORKER, digests.TOPIC, key, account.id)


def states() -> dict[str, OutboxState]:
    database.session.rollback()
    return dict(database.session.execute(select(OutboxMessage.key, OutboxMessage.state)).all())


def test_a_digest_leaves_once_and_is_marked(mailing, postbox):
    a_waiting_digest()

    turn(GOES_ON)
    turn(GOES_ON)

    assert postbox.ids == ["<digest-one@localhost>"]
    assert states() == {"digest-one": OutboxState.DONE}
    assert database.session.scalars(select(Notification.mailed_at)).one() is not None


def test_a_message_that_nobody_can_handle_does_not_stop_the_others(mailing, postbox, clock):
    promise(WORKER, "unknown topic", "poison", 1)
    a_waiting_digest()

    for minutes in (1, 5, 15, 60, 0):
        turn(GOES_ON)
        clock.move(minutes=minutes)

    assert states() == {"poison": OutboxState.GIVEN_UP, "digest-one": OutboxState.DONE}
    assert len(postbox.arrived) == 1


def test_a_message_lost_on_the_way_is_repeated_once_under_its_id(mailing, postbox, clock):
    a_waiting_digest()
    postbox.drops_after_data = 5

    for _ in range(4):
        turn(GOES_ON)
        clock.move(minutes=10)

    assert postbox.ids == ["<digest-one@localhost>"] * 2
    assert states() == {"digest-one": OutboxState.GIVEN_UP}


def test_what_is_kept_of_a_failure_names_no_address(mailing, postbox):
    a_waiting_digest()
    postbox.refuses = "550 digest-one@example.vn is unknown"

    turn(GOES_ON)

    assert database.session.scalars(select(OutboxMessage.last_error)).one() == "RCPT 550"


def test_a_given_up_message_is_told_aloud_in_the_log(mailing, postbox, clock, capsys):
    a_waiting_digest()
    postbox.refuses = "550 digest-one@example.vn is unknown"

    for minutes in (1, 5, 15, 60, 0):
        turn(GOES_ON)
        clock.move(minutes=minutes)

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = [line for line in lines if line["level"] == "error"]
    assert [(line["event"], line["trouble"]) for line in told] == [("message given up", "RCPT 550")]
    assert "example.vn" not in json.dumps(lines)


def test_a_database_that_does_not_answer_ends_no_worker(unreachable, capsys):
    with unreachable.app_context():
        turn(GOES_ON)

    assert json.loads(capsys.readouterr().err.splitlines()[-1])["event"] == "turn failed"


def test_a_worker_told_to_stop_begins_nothing_new(mailing, postbox):
    a_waiting_digest()
    stop = threading.Event()
    stop.set()

    turn(stop)

    assert states() == {"digest-one": OutboxState.WAITING}


# --- The daily round ------------------------------------------------------------------------------------


def a_step(name: str, made: list[str], trouble: Exception | None = None) -> daily.Step:
    def step(_worker: Actor, _today: date) -> None:
        if trouble is not None:
            raise trouble
        made.append(name)

    step.__name__ = name
    return step


def test_a_step_that_fails_does_not_stop_the_others(db):
    made: list[str] = []
    daily.begin_round(WORKER)

    make_round(WORKER, [a_step("a", made), a_step("b", made, LookupError()), a_step("c", made)])

    assert made == ["a", "c"]


def test_the_round_is_made_once_a_day_however_many_workers_ask(app, db, clock):
    with ThreadPoolExecutor(4) as workers:
        taken = list(workers.map(_ask, [app] * 4))

    assert sorted(taken) == [False, False, False, True]


def _ask(app: Flask) -> bool:
    with app.app_context():
        taken = daily.begin_round(WORKER)
        database.session.remove()
        return taken


def test_the_next_round_is_due_at_half_past_six(db, clock):
    daily.begin_round(WORKER)
    make_round(WORKER, [])
    clock.set(date(2026, 3, 17), 6, 29)
    assert not daily.begin_round(WORKER)

    clock.move(minutes=1)

    assert daily.begin_round(WORKER)


@pytest.mark.parametrize("how", ["a step failed", "the worker died"])
def test_a_round_that_was_not_finished_is_made_again_after_an_hour(db, clock, how):
    daily.begin_round(WORKER)
    if how == "a step failed":
        make_round(WORKER, [a_step("a", [], LookupError())])
    assert not daily.begin_round(WORKER)

    clock.move(hours=1)

    assert daily.begin_round(WORKER)


def test_every_step_of_the_round_can_be_made_twice_on_the_same_day(world, clock):
    factories.a_notice(
        sent_on=clock.today - timedelta(days=10), counted_from=clock.today - timedelta(days=10)
    )
    for _ in range(2):
        daily.begin_round(WORKER)
        make_round(WORKER)
        clock.move(hours=2)
    rung = database.session.scalars(select(Notification.key)).all()

    assert rung
    assert len(rung) == len(set(rung))
    assert database.session.scalars(select(Schedule.next_at)).one() > clock.now()


# --- Processes ------------------------------------------------------------------------------------------


@pytest.fixture
def start(mailing: Flask, app: Flask, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start workers as a technician would; whoever is left is ended with the test."""
    begun: list[subprocess.Popen[str]] = []
    settings = mailing.config["LIAISON"]

    def start_worker(*words: str, **more: Any) -> subprocess.Popen[str]:
        database.session.commit()
        environment = {
            **os.environ,
            "LIAISON_INSTANCE": str(settings.instance),
            "LIAISON_DATABASE_URL": settings.database_url,
            "LIAISON_SMTP_HOST": "127.0.0.1",
            "LIAISON_SMTP_PORT": str(more.get("port", settings.smtp_port)),
            "LIAISON_SMTP_SECURITY": "none",
            "LIAISON_QUIET_HOURS": "00:00-00:00",  # these processes live by the real clock
        }
        command = [sys.executable, "-m", "flask", "--app", "app", "liaison", "work", *words]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        return process

    yield start_worker
    for process in begun:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_two_processes_send_each_message_once(mailing, postbox, start):
    for number in range(12):
        a_waiting_digest(f"digest-{number}")

    workers = [start("--once"), start("--once")]
    told = [process.communicate(timeout=60)[1] for process in workers]

    assert [process.returncode for process in workers] == [0, 0], told
    assert sorted(postbox.ids) == sorted(f"<digest-{number}@localhost>" for number in range(12))
    assert set(states().values()) == {OutboxState.DONE}


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_cleanly_when_it_is_told_to(mailing, start, told):
    process = start()
    first = process.stderr.readline()
    assert json.loads(first)["event"] == "started"

    process.send_signal(told)
    _out, rest = process.communicate(timeout=20)

    assert process.returncode == 0
    assert json.loads(rest.splitlines()[-1])["event"] == "stopped"


@pytest.mark.slow
def test_the_message_of_a_killed_worker_is_sent_by_the_next_after_the_lease(mailing, postbox, start):
    a_waiting_digest()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = start(port=silent.getsockname()[1])
        line, _ = silent.accept()  # the worker has claimed the message and waits for the server's greeting
        process.kill()
        process.wait(timeout=10)
        line.close()
    turn(GOES_ON)
    assert postbox.arrived == []
    _let_the_lease_run_out()

    turn(GOES_ON)

    assert postbox.ids == ["<digest-one@localhost>"]


def _let_the_lease_run_out() -> None:
    """The other process lived by the real clock, this one does not: the lease is brought into its time."""
    message = database.session.scalars(select(OutboxMessage)).one()
    assert message.lease_until is not None
    assert message.attempts == 1
    message.lease_until -= timedelta(days=3650)
    database.session.commit()
