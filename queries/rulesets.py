"""Versions of the regulation: all of them, the one in force on a day; and the days on which nobody works."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, or_, select

from access import Actor, Permission, Prepared, may
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


def listed(actor: Actor) -> list[RuleSet]:
    """All versions, the newest first; drafts before them, for those who keep the rules."""
    return list(
        db.session.scalars(
            _in_sight(actor).order_by(RuleSet.valid_from.desc().nulls_first(), RuleSet.id.desc())
        )
    )


def one(actor: Actor, ref: str) -> RuleSet:
    """One version; what is law is open to whoever has signed in, a draft to those who keep the rules."""
    found: RuleSet | None = db.session.scalar(_in_sight(actor).where(RuleSet.ref == ref))
    if found is None:
        raise NotFound
    return found


def begun(day: date) -> list[RuleSet]:
    """The versions that have come into force by a day, the newest first: from these a draft can begin."""
    found = select(RuleSet).where(RuleSet.valid_from <= day).order_by(RuleSet.valid_from.desc())
    return list(db.session.scalars(found))


def latest() -> RuleSet:
    """The version whose day is the last of those set: the one that a draft would take over from."""
    settled = select(RuleSet).where(RuleSet.valid_from.is_not(None)).order_by(RuleSet.valid_from.desc())
    return db.session.scalars(settled.limit(1)).one()


def before(rule_set: RuleSet) -> RuleSet | None:
    """The version from which a draft was begun, or that one took over from: what to compare it with first."""
    if rule_set.copied_from_id is not None:
        return db.session.get_one(RuleSet, rule_set.copied_from_id)
    former = select(RuleSet).where(RuleSet.valid_from < rule_set.valid_from)
    return db.session.scalars(former.order_by(RuleSet.valid_from.desc()).limit(1)).one_or_none()


def _in_sight(actor: Actor) -> Select[RuleSet]:
    every = select(RuleSet).where(RuleSet.discarded_at.is_(None))
    return every if may(actor, Permission.RULES_KEEP) else every.where(RuleSet.valid_from.is_not(None))


def holidays() -> frozenset[date]:
    """The public holidays that are known; deadlines in working days skip them (BR-15)."""
    return frozenset(db.session.scalars(select(Holiday.day)))
