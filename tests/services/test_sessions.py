"""Sessions on the server: what a cookie opens, and when it stops opening anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as product_clock
from adapters.tools import tools
from models import Device, Mandate, SignIn
from models import db as database
from models.vocabulary import AccountState, Office
from queries.sessions import of_token
from services import sessions
from tests.support.factories import a_mandate


@pytest.fixture
def begin(world):
    """Begin a session for a person of the world and give its token."""

    def begin_for(name: str, device_id: int | None = None) -> str:
        account = world.account(name)
        return sessions.begin_session(Actor(account_id=account.id), account.id, device_id, "Firefox")

    return begin_for


def who(token: str):
    """Whom a cookie with this token stands for now."""
    return of_token(tools().keys.seal(token), product_clock.today())


def a_device(account_id: int) -> Device:
    now = product_clock.now()
    device = Device(
        account_id=account_id, token_hash=str(account_id), name="A", created_at=now, last_used_at=now
    )
    database.session.add(device)
    database.session.commit()
    return device


def test_a_session_acts_in_the_first_office_of_the_person(begin, world):
    found = who(begin("loc"))

    assert (found.full_name, found.office) == ("Nguyễn Văn Lộc", Office.SECRETARY)
    assert found.organisation_id == world.cell5.id


def test_the_token_itself_is_stored_nowhere(begin):
    token = begin("loc")

    row = database.session.scalars(select(SignIn)).one()
    assert token not in str(vars(row))
    assert len(token) >= 43


def test_a_session_that_was_ended_opens_nothing(begin):
    token = begin("loc")

    sessions.end_session(Actor.nobody(), who(token).id)

    assert who(token) is None


def test_an_unknown_token_opens_nothing(begin):
    begin("loc")

    assert who(sessions.new_token()) is None


def test_the_fourth_session_ends_the_one_used_longest_ago(begin, clock):
    tokens = []
    for _number in range(4):
        tokens.append(begin("loc"))
        clock.move(minutes=5)

    assert [who(token) is not None for token in tokens] == [False, True, True, True]
    assert sessions.OLDEST_ENDED in who(tokens[-1]).pages


def test_who_signs_in_again_after_each_pause_was_never_at_too_many_places(begin, clock):
    for _number in range(4):
        newest = begin("loc")
        clock.move(minutes=31)

    assert sessions.OLDEST_ENDED not in who(newest).pages


def test_a_proof_renewed_gives_a_new_token_and_ends_the_old(begin, world, clock):
    old = begin("loc")
    clock.move(minutes=20)

    new = sessions.renew_session(world.actor("loc"), who(old).id)

    assert who(old) is None
    assert who(new).fresh_at == clock.now()


def test_nobody_renews_the_session_of_another(begin, world):
    token = begin("loc")

    sessions.renew_session(world.actor("hanh"), who(token).id)

    assert who(token) is not None


def test_one_turns_to_an_office_that_one_holds(begin, world):
    token = begin("dung")
    other = world.actor("dung", "tax")

    sessions.choose_office(world.actor("dung"), who(token).id, other.mandate_ref)

    assert who(token).organisation_id == world.tax.id


@pytest.mark.parametrize("shift", [{"starts_on": 1}, {"starts_on": -9, "ends_on": 0}])
def test_an_office_not_yet_or_no_longer_held_is_not_taken(begin, world, clock, shift):
    dates = {name: clock.today + timedelta(days=days) for name, days in shift.items()}
    mandate = a_mandate(world.loc, Office.SECRETARY, world.cell6, **dates)
    token = begin("loc")

    sessions.choose_office(world.actor("loc"), who(token).id, mandate.ref)

    assert who(token).office is None


def test_an_office_of_somebody_else_is_not_taken(begin, world):
    token = begin("loc")

    sessions.choose_office(world.actor("loc"), who(token).id, world.actor("hanh").mandate_ref)

    assert who(token).office is None


def test_rights_end_with_the_office_at_the_next_request(begin, world, clock):
    token = begin("loc")
    mandate = database.session.scalars(select(Mandate).where(Mandate.account_id == world.loc.id)).one()
    mandate.ends_on = clock.today
    database.session.commit()

    found = who(token)

    assert found.account_id == world.loc.id
    assert found.office is None


def test_a_closed_account_opens_nothing(begin, world):
    token = begin("loc")
    world.loc.state = AccountState.CLOSED
    database.session.commit()

    assert who(token) is None


def test_a_revoked_device_opens_nothing(begin, world, clock):
    device = a_device(world.loc.id)
    token = begin("loc", device.id)
    assert who(token) is not None

    device.revoked_at = clock.now()
    database.session.commit()

    assert who(token) is None


def test_all_sessions_but_the_one_at_work_are_ended(begin, world):
    here, there = begin("loc"), begin("loc")
    elsewhere = begin("hanh")

    sessions.end_sessions(world.loc.id, but=who(here).id)
    database.session.commit()

    assert [who(token) is not None for token in (here, there, elsewhere)] == [True, False, True]


def test_looking_on_without_doing_anything_does_not_keep_a_session_alive(begin, world, clock):
    token = begin("loc")
    seen = who(token).last_seen_at
    clock.move(minutes=5)

    sessions.keep_session(world.actor("loc"), who(token).id, '{"is_polling": true}', False)
    assert who(token).last_seen_at == seen

    sessions.keep_session(world.actor("loc"), who(token).id, None, True)
    assert who(token).last_seen_at == clock.now()
