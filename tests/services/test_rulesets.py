"""Versions of the regulation and public holidays in the register."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from access import Actor
from models import Holiday, RuleSet
from queries import rulesets
from services.reference import rule_set
from services.rulesets import PublicHoliday, load_holidays, load_rule_set

WORKER = Actor.worker()
FOUNDATION = PublicHoliday(date(2026, 9, 2), "Quốc khánh")


def test_a_rule_set_is_added_once_and_then_left_as_the_office_keeps_it(db):
    first = rule_set()

    assert load_rule_set(WORKER, first) is True
    assert load_rule_set(WORKER, first) is False
    assert load_rule_set(WORKER, replace(first, title="Quy định mới")) is False
    assert db.session.scalars(select(RuleSet.title)).all() == [first.title]


def test_a_set_gets_the_figures_that_a_new_version_of_the_product_needs(db):
    older = deepcopy(rule_set().rules)
    del older["terms"]["draft_days"]
    older["terms"]["notice_days"]["value"] = 7
    db.session.add(RuleSet(code="213-QĐ/TW", title="Quy định", valid_from=date(2020, 1, 2), rules=older))
    db.session.commit()

    assert load_rule_set(WORKER, rule_set()) is True
    read = rulesets.rules(date(2026, 3, 16))
    assert (read.draft_days, read.notice_days) == (30, 7)


def test_an_incomplete_rule_set_never_reaches_the_register(db):
    with pytest.raises(ValueError, match="terms"):
        load_rule_set(WORKER, replace(rule_set(), rules={}))

    assert db.session.scalars(select(RuleSet)).all() == []


def test_holidays_the_office_renamed_are_left_alone(db):
    assert load_holidays(WORKER, [FOUNDATION]) == 1
    db.session.scalars(select(Holiday)).one().name = "Tết Độc lập"
    db.session.commit()

    assert load_holidays(WORKER, [FOUNDATION, PublicHoliday(date(2026, 1, 1), "Tết Dương lịch")]) == 1
    assert set(db.session.scalars(select(Holiday.name))) == {"Tết Độc lập", "Tết Dương lịch"}
