"""The version of the regulation in force on a day, and the days on which nobody works."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, or_, select

from access import Prepared
from domain.errors import NotFound
from domain.rules import Rules, read_rules
from models import Holiday, RuleSet, db

Found = TypeVar("Found")


def _on_the_day(wanted: Select[Found]) -> Prepared[Found]:
    """The latest version of those in force on a day that is filled in."""
    in_force = (
        RuleSet.valid_from <= bindparam("day"),
        or_(RuleSet.valid_to.is_(None), RuleSet.valid_to > bindparam("day")),
    )
    return Prepared(wanted.where(*in_force).order_by(RuleSet.valid_from.desc(), RuleSet.id.desc()).limit(1))


_VERSION, _CONTENT = _on_the_day(select(RuleSet)), _on_the_day(select(RuleSet.rules))


def in_force(day: date) -> RuleSet:
    """The rule set in force on a day; raises `NotFound` when none is, which `liaison migrate` mends."""
    return _there(_VERSION.run(day=day).scalar(), day)


def rules(day: date) -> Rules:
    """What the rule set in force on a day says; raises `NotFound` when none is."""
    content: dict[str, Any] | None = _CONTENT.run(day=day).scalar()
    return read_rules(_there(content, day))


def rules_of(rule_set_id: int) -> Rules:
    """What the version says under which a record was made, whatever is in force by now (BR-19)."""
    return read_rules(db.session.scalars(select(RuleSet.rules).where(RuleSet.id == rule_set_id)).one())


def _there(found: Found | None, day: date) -> Found:
    if found is None:
        raise NotFound("No version of the regulation is in force on %(day)s.", day=day)
    return found


def holidays() -> frozenset[date]:
    """The public holidays that are known; deadlines in working days skip them (BR-15)."""
    return frozenset(db.session.scalars(select(Holiday.day)))
