"""Promised work: claimed by one worker under a lease, repeated with growing pauses, given up in the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from access import Actor
from adapters.clock import HERE
from models import OutboxMessage
from models import db as database
from models.vocabulary import OutboxState
from services import outbox
from services.outbox import Claimed
from services.unit import use_case
from tests.support.races import one_behind_the_other

WORKER = Actor.worker()


@use_case
def promise(actor: Actor, /, *keys: str, not_before: datetime | None = None) -> None:
    for key in keys:
        outbox.post("digest", key, {"account_id": 7}, not_before)


@use_case
def promise_and_fail(actor: Actor) -> None:
    outbox.post("digest", "never", {})
    raise LookupError


def claimed() -> Claimed:
    found = outbox.claim(WORKER)
    assert found is not None
    return found


def message(key: str) -> OutboxMessage:
    found: OutboxMessage = database.session.scalars(
        select(OutboxMessage).where(OutboxMessage.key == key)
    ).one()
    database.session.refresh(found)
    return found


def test_a_promise_is_claimed_with_all_that_the_work_needs(db):
    promise(WORKER, "one")

    found = claimed()

    assert (found.topic, found.key, found.payload, found.attempt) == ("digest", "one", {"account_id": 7}, 1)


def test_a_promise_falls_with_the_change_that_made_it(db):
    with pytest.raises(LookupError):
        promise_and_fail(WORKER)

    assert outbox.claim(WORKER) is None


def test_what_was_promised_under_a_key_is_promised_once(db):
    promise(WORKER, "one")
    promise(WORKER, "one")

    assert database.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_a_claimed_message_is_in_nobody_elses_reach(db):
    promise(WORKER, "one")
    claimed()

    assert outbox.claim(WORKER) is None


def test_a_message_whose_hour_has_not_come_waits(db, clock):
    promise(WORKER, "one", not_before=clock.now() + timedelta(hours=2))
    assert outbox.claim(WORKER) is None

    clock.move(hours=2)

    assert claimed().key == "one"


def test_the_message_that_has_waited_longest_comes_first(db, clock):
    promise(WORKER, "later", not_before=clock.now() + timedelta(minutes=5))
    promise(WORKER, "sooner", not_before=clock.now() + timedelta(minutes=1))
    clock.move(hours=1)

    assert [claimed().key, claimed().key] == ["sooner", "later"]


def test_work_that_is_done_is_forgotten_but_for_its_key(db):
    promise(WORKER, "one")

    outbox.finish(WORKER, claimed())

    kept = message("one")
    assert (kept.state, kept.payload, kept.lease_until) == (OutboxState.DONE, {}, None)
    assert outbox.claim(WORKER) is None


def test_repeats_wait_1_5_15_and_60_minutes_and_then_the_message_is_given_up(db, clock):
    promise(WORKER, "one")
    for minutes in (1, 5, 15, 60):
        assert outbox.postpone(WORKER, claimed(), "RCPT 450") is False
        clock.move(minutes=minutes - 1)
        assert outbox.claim(WORKER) is None, f"it came before {minutes} minutes"
        clock.move(minutes=1)

    assert outbox.postpone(WORKER, claimed(), "RCPT 450") is True

    assert (message("one").state, message("one").last_error) == (OutboxState.GIVEN_UP, "RCPT 450")
    clock.move(days=30)
    assert outbox.claim(WORKER) is None


def test_an_unknown_outcome_is_repeated_once(db, clock):
    promise(WORKER, "one")
    assert outbox.postpone(WORKER, claimed(), outbox.UNKNOWN + "broken") is False
    clock.move(minutes=1)

    assert outbox.postpone(WORKER, claimed(), outbox.UNKNOWN + "broken") is True


def test_an_unknown_outcome_after_a_plain_failure_still_has_its_repeat(db, clock):
    promise(WORKER, "one")
    outbox.postpone(WORKER, claimed(), "ConnectionRefusedError")
    clock.move(minutes=1)

    assert outbox.postpone(WORKER, claimed(), outbox.UNKNOWN + "broken") is False


def test_the_message_of_a_dead_worker_is_taken_over_when_its_lease_runs_out(db, clock):
    promise(WORKER, "one")
    claimed()
    clock.move(minutes=5)
    assert outbox.claim(WORKER) is None

    clock.move(minutes=1)

    assert claimed().attempt == 2


def test_a_worker_that_lost_its_lease_settles_nothing_any_more(db, clock):
    promise(WORKER, "one")
    slow = claimed()
    clock.move(minutes=6)
    quick = claimed()

    outbox.postpone(WORKER, slow, "TimeoutError")
    outbox.finish(WORKER, quick)
    outbox.postpone(WORKER, slow, "TimeoutError")

    assert message("one").state is OutboxState.DONE


def test_a_message_at_which_worker_after_worker_dies_is_given_up(db, clock):
    promise(WORKER, "poison", "sound")
    for _ in range(5):
        claimed()
        claimed()
        clock.move(minutes=6)
    promise(WORKER, "next")

    assert claimed().key == "next"
    assert message("poison").state is OutboxState.GIVEN_UP
    assert message("poison").last_error == "the worker died at it each time"


def test_workers_side_by_side_never_share_a_message(app, db):
    keys = [f"message {number}" for number in range(40)]
    promise(WORKER, *keys)

    with ThreadPoolExecutor(4) as workers:
        taken = [key for keys in workers.map(_take_all, [app] * 4) for key in keys]

    assert sorted(taken) == sorted(keys)


def _take_all(app: Flask) -> list[str]:
    taken = []
    with app.app_context():
        while (found := outbox.claim(WORKER)) is not None:
            taken.append(found.key)
            outbox.finish(WORKER, found)
        database.session.remove()
    return taken


def test_two_who_promise_the_same_at_one_moment_both_go_on(app, db):
    one_behind_the_other(app, lambda: promise(WORKER, "same"), lambda: promise(WORKER, "same", "other"))

    assert sorted(database.session.scalars(select(OutboxMessage.key))) == ["other", "same"]


@pytest.mark.parametrize(
    ("hour", "minute", "again"),
    [(20, 58, (17, 20, 59)), (20, 59, (18, 7, 0)), (7, 10, (17, 7, 11))],
)
def test_what_could_not_be_sent_in_the_evening_is_tried_again_in_the_morning(db, clock, hour, minute, again):
    clock.set(date(2026, 3, 17), hour, minute)
    promise(WORKER, "one")

    outbox.postpone(WORKER, claimed(), "RCPT 450")

    day, hour, minute = again
    assert message("one").not_before == datetime(2026, 3, day, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(("hour", "minute"), [(21, 0), (23, 30), (2, 0), (6, 59)])
def test_what_was_due_in_the_evening_is_not_sent_by_a_worker_that_comes_up_at_night(db, clock, hour, minute):
    promise(WORKER, "one", "other")  # due at nine in the morning
    day = date(2026, 3, 16) if hour > 12 else date(2026, 3, 17)

    clock.set(day, hour, minute)
    assert outbox.claim(WORKER) is None

    clock.set(date(2026, 3, 17), 7)
    assert [claimed().key, claimed().key] == ["one", "other"]


def test_an_installation_without_quiet_hours_sends_at_night(make_app, clock):
    with make_app(quiet_hours=(time(0), time(0))).app_context():
        promise(WORKER, "one")
        clock.set(date(2026, 3, 17), 2)

        assert claimed().key == "one"
        database.session.remove()
