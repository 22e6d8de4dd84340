"""Counters against guessing: what they count, how long they wait, what they forget."""

from datetime import timedelta

import pytest

from access import Actor
from domain.errors import Refused
from services.throttle import (
    SECRET,
    SLIP_HERE,
    Limit,
    admit,
    count_try,
    forget,
    place_of,
    refuse_while_waiting,
    wait_after,
)
from services.unit import use_case

NOBODY = Actor.nobody()


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(1, None), (4, None), (5, 15), (6, 30), (7, 60), (10, 480), (11, 720), (500, 720)],
)
def test_five_are_free_then_the_wait_doubles_up_to_twelve_hours(failures, minutes):
    assert wait_after(failures, SECRET) == (timedelta(minutes=minutes) if minutes else None)


def test_a_limit_may_have_a_shorter_longest_wait():
    limit = Limit(1, timedelta(hours=1), longest=timedelta(hours=1))

    assert [wait_after(failures, limit) for failures in (1, 3, 500)] == [
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=1),
    ]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("2001:DB8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"),
        ("2001:db8:0:2::1", "2001:db8:0:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("nowhere", "nowhere"),
    ],
)
def test_one_caller_is_an_address_or_the_network_of_64_bits_that_a_caller_is_given(address, place):
    assert place_of(address) == place


def test_tries_are_counted_before_anything_is_compared(app, db, clock):
    for _ in range(5):
        admit(NOBODY, ("pin 1", SECRET))

    with pytest.raises(Refused) as refused:
        admit(NOBODY, ("pin 1", SECRET))

    assert refused.value.params["until"] == clock.now() + timedelta(minutes=15)


def test_what_is_refused_while_waiting_makes_the_wait_no_longer(app, db, clock):
    for _ in range(5):
        admit(NOBODY, ("pin 1", SECRET))
    first = count_try(NOBODY, (("pin 1", SECRET),))
    clock.move(minutes=10)

    assert count_try(NOBODY, (("pin 1", SECRET),)) == first


def test_a_day_of_quiet_forgets(app, db, clock):
    for _ in range(4):
        admit(NOBODY, ("pin 1", SECRET))
    clock.move(days=1, minutes=1)

    for _ in range(4):
        assert count_try(NOBODY, (("pin 1", SECRET),)) is None


def test_counters_of_others_stand_apart(app, db):
    for _ in range(6):
        count_try(NOBODY, (("pin 1", SECRET),))

    assert count_try(NOBODY, (("pin 2", SECRET),)) is None
    assert count_try(NOBODY, (("pin 1", SECRET),)) is not None


def test_one_waiting_counter_stops_the_try_and_spares_the_others(app, db):
    for _ in range(6):
        count_try(NOBODY, (("address", SLIP_HERE),))
    for _ in range(5):
        count_try(NOBODY, (("waits", SECRET),))

    assert count_try(NOBODY, (("address", SLIP_HERE), ("waits", SECRET))) is not None
    for _ in range(3):
        assert count_try(NOBODY, (("address", SLIP_HERE),)) is None


def test_a_success_starts_again(app, db):
    @use_case
    def succeed(actor: Actor) -> None:
        forget("pin 1")

    for _ in range(4):
        admit(NOBODY, ("pin 1", SECRET))
    succeed(NOBODY)

    for _ in range(4):
        assert count_try(NOBODY, (("pin 1", SECRET),)) is None


def test_what_is_counted_only_when_it_fails_waits_too(app, db):
    refuse_while_waiting("slip here")
    for _ in range(10):
        count_try(NOBODY, (("slip here", SLIP_HERE),))

    with pytest.raises(Refused):
        refuse_while_waiting("another", "slip here")
