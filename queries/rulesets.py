"""The version of the regulation in force on a day, and the days on which nobody works."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, or_, select

from access import Prepared
from domain.errors import NotFound
from domain.rules import Rules, read_rules
from models import Holiday, RuleSet, db

_IN_FORCE = Prepared(
    select(RuleSet)
    .where(
        RuleSet.valid_from <= bindparam("day"),
        or_(RuleSet.valid_to.is_(None), RuleSet.valid_to > bindparam("day")),
    )
    .order_by(RuleSet.valid_from.desc(), RuleSet.id.desc())
    .limit(1)
)


def in_force(day: date) -> RuleSet:
    """The rule set in force on a day; raises `NotFound` when none is, which `liaison migrate` mends."""
    found = _IN_FORCE.run(day=day).scalar()
    if found is None:
        raise NotFound("No version of the regulation is in force on %(day)s.", day=day)
    return found


def rules(day: date) -> Rules:
    """What the rule set in force on a day says."""
    return read_rules(in_force(day).rules)


def holidays() -> frozenset[date]:
    """The public holidays that are known; deadlines in working days skip them (BR-15)."""
    return frozenset(db.session.scalars(select(Holiday.day)))
