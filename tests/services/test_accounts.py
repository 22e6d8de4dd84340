"""Accounts that nobody uses, in the strict profile and outside of it."""

import pytest

from access import Actor
from adapters import clock as clocks
from cli.worker import make_round
from domain.errors import NotAllowed
from models import Account
from models import db as database
from models.vocabulary import AccountState, Office
from services.accounts import close_unused
from services.daily import begin_round
from tests.support.factories import a_factor, a_mandate, an_account

WORKER = Actor.worker()


@pytest.fixture
def strict(make_app, world):
    """The installation under profile vn-l3, where everybody signed in just now."""
    for account in database.session.query(Account):
        account.last_sign_in_at = account.created_at
    database.session.commit()
    app = make_app(profile="vn-l3")
    with app.app_context():
        yield app
        database.session.remove()
        database.engine.dispose()


def state_of(account_id):
    return database.session.get_one(Account, account_id).state


def test_an_office_unused_for_45_days_is_closed_to_the_day(strict, clock, world):
    hanh = world.account("hanh").id
    clock.move(days=45)
    assert close_unused(WORKER, clocks.today()) == 0
    clock.move(minutes=1)

    assert close_unused(WORKER, clocks.today()) > 0
    assert state_of(hanh) is AccountState.CLOSED


def test_secretaries_and_members_stay_however_long(strict, clock, world):
    clock.move(days=400)
    close_unused(WORKER, clocks.today())

    assert state_of(world.account("loc").id) is AccountState.ACTIVE
    assert state_of(world.account("mai").id) is AccountState.ACTIVE


def test_the_last_administrator_stays(strict, clock, world):
    clock.move(days=400)
    close_unused(WORKER, clocks.today())

    assert state_of(world.account("admin").id) is AccountState.ACTIVE


def test_of_two_administrators_one_stays(strict, clock, world):
    second = an_account("Trần Văn Nghĩa", organisation=world.province, sign_in_name="nghia")
    a_mandate(second, Office.ADMINISTRATOR, world.province)
    a_factor(second)
    second.last_sign_in_at = clock.now()
    database.session.commit()
    clock.move(days=400)

    close_unused(WORKER, clocks.today())

    assert [state_of(one) for one in (world.account("admin").id, second.id)].count(AccountState.ACTIVE) == 1


def test_outside_the_strict_profile_nothing_is_closed(world, clock):
    clock.move(days=400)

    assert close_unused(WORKER, clocks.today()) == 0


def test_the_daily_round_closes_them(strict, clock, world):
    hanh = world.account("hanh").id
    clock.move(days=46)

    assert begin_round(WORKER)
    make_round(WORKER)

    assert state_of(hanh) is AccountState.CLOSED


def test_nobody_else_closes_them(world):
    with pytest.raises(NotAllowed):
        close_unused(world.actor("hanh"), clocks.today())
