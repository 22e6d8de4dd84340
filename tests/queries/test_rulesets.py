from dataclasses import replace
from datetime import date

import pytest

from access import Actor
from domain.errors import NotFound
from queries import rulesets
from services.reference import rule_set
from services.rulesets import PublicHoliday, load_holidays, load_rule_set

WORKER = Actor.worker()
SUCCESSOR = date(2027, 1, 1)


def test_a_day_has_the_rule_set_that_began_last(db):
    load_rule_set(WORKER, rule_set())
    load_rule_set(WORKER, replace(rule_set(), code="mới", valid_from=SUCCESSOR))

    assert rulesets.in_force(date(2026, 12, 31)).code == "213-QĐ/TW"
    assert rulesets.in_force(SUCCESSOR).code == "mới"
    assert rulesets.rules(SUCCESSOR).notice_days == 5


def test_a_day_before_the_first_rule_set_has_none(db):
    load_rule_set(WORKER, rule_set())

    with pytest.raises(NotFound):
        rulesets.in_force(date(2020, 1, 1))


def test_holidays_are_the_days_alone(db):
    load_holidays(WORKER, [PublicHoliday(date(2026, 9, 2), "Quốc khánh")])

    assert rulesets.holidays() == {date(2026, 9, 2)}
