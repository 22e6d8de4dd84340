"""Puts versions of the regulation and public holidays into the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from access import Actor
from domain.provisions import filled_in
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
    """Add a rule set; says whether anything was written.

    What stands in the register is the office's: of the sets that are there only what this version of the product
    needs and none of them has yet is filled in. Raises `ValueError` when the rules are incomplete, so that a faulty
    file never reaches the register.
    """
    read_rules(wanted.rules)
    known = db.session.scalars(select(RuleSet)).all()
    written = [one for one in known if _fill_in(one, wanted.rules)]
    if all(one.code != wanted.code for one in known):
        new = RuleSet(code=wanted.code, title=wanted.title, valid_from=wanted.valid_from, rules=wanted.rules)
        db.session.add(new)
        written.append(new)
    db.session.flush()
    for one in written:
        audit.note("rule_set", one.id, code=one.code)
    return bool(written)


def _fill_in(rule_set: RuleSet, wanted: Mapping[str, Any]) -> bool:
    """Give a set the parts it has not got, and those provisions that every set has; says whether any was lacking."""
    filled = filled_in(rule_set.rules, wanted)
    if filled == rule_set.rules:
        return False
    rule_set.rules = filled
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
