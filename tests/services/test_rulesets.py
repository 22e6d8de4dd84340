"""Versions of the regulation and public holidays in the register."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from access import Actor
from models import Holiday, RuleSet
from services.reference import rule_set
from services.rulesets import PublicHoliday, load_holidays, load_rule_set

WORKER = Actor.worker()
FOUNDATION = PublicHoliday(date(2026, 9, 2), "Quốc khánh")


def test_a_rule_set_is_added_once_and_brought_up_to_date(db):
    first = rule_set()

    assert load_rule_set(WORKER, first) is True
    assert load_rule_set(WORKER, first) is False
    assert load_rule_set(WORKER, replace(first, title="Quy định mới")) is True
    assert db.session.scalars(select(RuleSet.title)).all() == ["Quy định mới"]


def test_an_incomplete_rule_set_never_reaches_the_register(db):
    with pytest.raises(ValueError, match="ladder"):
        load_rule_set(WORKER, replace(rule_set(), rules={"notices": {"days": 5}}))

    assert db.session.scalars(select(RuleSet)).all() == []


def test_holidays_the_office_renamed_are_left_alone(db):
    assert load_holidays(WORKER, [FOUNDATION]) == 1
    db.session.scalars(select(Holiday)).one().name = "Tết Độc lập"
    db.session.commit()

    assert load_holidays(WORKER, [FOUNDATION, PublicHoliday(date(2026, 1, 1), "Tết Dương lịch")]) == 1
    assert set(db.session.scalars(select(Holiday.name))) == {"Tết Độc lập", "Tết Dương lịch"}
