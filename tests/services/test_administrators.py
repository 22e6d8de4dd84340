"""The last administrator stays: on every day to come, and also when two people act at one moment."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import Refused
from models import Mandate, db
from models.vocabulary import AccountState, Office
from queries.mandates import has_administrator
from services.accounts import close_account
from services.mandates import EndMandate, end_mandate
from tests.support.factories import a_factor, a_mandate, an_account
from tests.support.races import one_behind_the_other
from tests.support.world import actor_of


@pytest.fixture
def second(world):
    """Another administrator beside the one of the world."""
    account = an_account("Trần Văn Nghĩa", organisation=world.province, sign_in_name="nghia")
    a_mandate(account, Office.ADMINISTRATOR, world.province)
    a_factor(account)
    db.session.commit()
    return account


def office_of(account):
    return db.session.scalars(select(Mandate).where(Mandate.account_id == account.id)).one()


def in_days(number):
    return EndMandate(ends_on=clocks.today() + timedelta(days=number))


def test_of_two_who_end_each_others_office_at_one_moment_the_second_is_told(app, world, second):
    admin, other = world.account("admin"), second
    offices = office_of(admin).ref, office_of(other).ref
    first_actor, second_actor = actor_of(admin), actor_of(other)
    db.session.commit()

    first, then = one_behind_the_other(
        app,
        lambda: end_mandate(first_actor, offices[1], in_days(0)),
        lambda: end_mandate(second_actor, offices[0], in_days(0)),
    )

    assert not isinstance(first, Exception)
    assert isinstance(then, Refused)
    assert "only administrator" in str(then)
    assert has_administrator(clocks.today())


def test_of_two_who_close_each_others_account_at_one_moment_the_second_is_told(app, world, second):
    refs = world.account("admin").ref, second.ref
    first_actor, second_actor = actor_of(world.account("admin")), actor_of(second)
    db.session.commit()

    _first, then = one_behind_the_other(
        app, lambda: close_account(first_actor, refs[1]), lambda: close_account(second_actor, refs[0])
    )

    assert isinstance(then, Refused)
    assert has_administrator(clocks.today())


def test_an_end_set_for_a_later_day_leaves_somebody_on_that_day_too(world, second):
    admin = world.actor("admin")
    end_mandate(admin, office_of(second).ref, in_days(10))

    with pytest.raises(Refused, match="only administrator"):
        end_mandate(admin, office_of(world.account("admin")).ref, in_days(5))

    assert office_of(world.account("admin")).ends_on is None


def test_one_whose_office_ends_later_than_that_of_the_other_may_take_over(world, second):
    admin = world.actor("admin")
    end_mandate(admin, office_of(second).ref, in_days(10))

    end_mandate(admin, office_of(second).ref, in_days(5))

    assert office_of(second).ends_on == clocks.today() + timedelta(days=5)


def test_a_successor_who_begins_a_day_late_is_too_late(world):
    successor = an_account("Trần Văn Nghĩa", organisation=world.province, sign_in_name="nghia")
    a_mandate(successor, Office.ADMINISTRATOR, world.province, starts_on=date(2026, 3, 21))
    db.session.commit()
    mine, admin = office_of(world.account("admin")).ref, world.actor("admin")

    with pytest.raises(Refused, match="only administrator"):
        end_mandate(admin, mine, EndMandate(ends_on=date(2026, 3, 20)))

    assert end_mandate(admin, mine, EndMandate(ends_on=date(2026, 3, 21))).ends_on == date(2026, 3, 21)


def test_an_administrator_who_has_never_signed_in_does_not_count(world, second):
    second.state = AccountState.INVITED
    db.session.commit()

    with pytest.raises(Refused, match="only administrator"):
        end_mandate(world.actor("admin"), office_of(world.account("admin")).ref, in_days(0))
