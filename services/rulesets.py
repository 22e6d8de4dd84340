"""Puts versions of the regulation and public holidays into the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from access import Actor
from domain.rules import read_rules
from models import Holiday, RuleSet, db
from services import audit
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRuleSet:
    """One version of the regulation, as in reference/regulation-213.toml."""

    code: str
    title: str
    valid_from: date
    rules: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day on which offices do not work."""

    day: date
    name: str


@use_case
def load_rule_set(actor: Actor, wanted: LoadRuleSet) -> bool:
    """Add a rule set, or bring the one of this code up to date; says whether anything was written.

    Raises `ValueError` when the rules are incomplete, so that a faulty file never reaches the register.
    """
    read_rules(wanted.rules)
    found = db.session.scalar(select(RuleSet).where(RuleSet.code == wanted.code))
    if found is None:
        found = RuleSet(code=wanted.code)
        db.session.add(found)
    elif (found.title, found.valid_from, found.rules) == (wanted.title, wanted.valid_from, wanted.rules):
        return False
    found.title, found.valid_from, found.rules = wanted.title, wanted.valid_from, wanted.rules
    db.session.flush()
    audit.note("rule_set", found.id, code=found.code)
    return True


@use_case
def load_holidays(actor: Actor, wanted: Iterable[PublicHoliday]) -> int:
    """Add the holidays not known yet and leave the others as the office keeps them; says how many were added."""
    known = set(db.session.scalars(select(Holiday.day)))
    added = [{"day": one.day, "name": one.name} for one in wanted if one.day not in known]
    if added:
        db.session.execute(insert(Holiday), added)
        audit.note("holiday", None, added=len(added))
    return len(added)
