"""Numbers of documents (BR-12)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from access import Actor
from models import NumberSeries, Organisation, db
from services.numbers import take
from services.unit import use_case

WORKER = Actor.worker()


@use_case
def take_one(actor, organisation_id, document="GGT"):
    """A use case that needs a number and nothing else."""
    return take(db.session.get_one(Organisation, organisation_id), document)


@use_case
def take_and_fail(actor, organisation_id):
    """A use case that breaks after it has taken a number."""
    take(db.session.get_one(Organisation, organisation_id), "GGT")
    raise LookupError


def test_a_series_begins_with_one_and_goes_on(world):
    committee = world.tax.id

    assert [take_one(WORKER, committee) for _ in range(3)] == [1, 2, 3]


def test_each_committee_and_type_has_its_own_series(world):
    tax, finance = world.tax.id, world.finance.id
    take_one(WORKER, tax)

    assert take_one(WORKER, finance) == 1
    assert take_one(WORKER, tax, "TB") == 1


def test_the_series_begins_again_with_the_next_term(world):
    committee = world.tax
    take_one(WORKER, committee.id)
    committee.term = "2030-2035"
    db.session.commit()

    assert take_one(WORKER, committee.id) == 1


def test_an_act_that_fails_gives_its_number_back(world):
    committee = world.tax.id
    with pytest.raises(LookupError):
        take_and_fail(WORKER, committee)

    assert take_one(WORKER, committee) == 1


def test_people_who_issue_at_once_never_get_the_same_number(app, world):
    committee = world.tax.id
    db.session.commit()

    def one(_person):
        with app.app_context():
            try:
                return take_one(WORKER, committee)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(one, range(24)))

    assert sorted(taken) == list(range(1, 25))
    assert db.session.scalar(select(func.count()).select_from(NumberSeries)) == 1
