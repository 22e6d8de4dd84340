"""Versions of the regulation to come: drafted from the one in force, named, put in force from a day, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from access import Actor, Permission, require
from adapters import clock
from domain.errors import Conflict, NotFound, Refused, refuse_if_any
from domain.rule_sets import faults
from models import RuleSet, db
from queries import rulesets
from services import audit
from services.credentials import insist_fresh
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRuleSet:
    """The number and the full title of the regulation."""

    code: str
    title: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRuleSet(NameRuleSet):
    """A new version, begun as a copy of another, by the reference of that."""

    copied_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInForce:
    """The first day on which a version is the law."""

    valid_from: date
    version: int = 0


@use_case
def draft_rule_set(actor: Actor, wanted: DraftRuleSet) -> RuleSet:
    """Begin a new version as a copy of one that has come into force; nothing follows it until its day is set."""
    require(actor, Permission.RULES_KEEP)
    former = db.session.scalar(select(RuleSet).where(RuleSet.ref == wanted.copied_from))
    if former is None or former.valid_from is None or former.valid_from > clock.today():
        raise Refused("Choose the version from which to begin.", field="copied_from")
    refuse_if_known(wanted.code)
    draft = RuleSet(code=wanted.code, title=wanted.title, copied_from_id=former.id, rules=former.rules)
    db.session.add(draft)
    db.session.flush()
    audit.note("rule_set", draft.id, None, **{"": "+", "code": draft.code})
    return draft


@use_case
def name_draft(actor: Actor, ref: str, wanted: NameRuleSet) -> RuleSet:
    """Put the number and the title of a draft right."""
    draft = draft_in_work(actor, ref, wanted.version)
    refuse_if_known(wanted.code, but=draft.id)
    audit.note("rule_set", draft.id, None, **{"": "~", "code": [draft.code, wanted.code]})
    draft.code, draft.title = wanted.code, wanted.title
    return draft


@use_case
def discard_draft(actor: Actor, ref: str) -> None:
    """Give a draft up; nothing was ever made under it."""
    draft = draft_in_work(actor, ref)
    audit.note("rule_set", draft.id, None, **{"": "-", "code": draft.code})
    draft.discarded_at = clock.now()


@use_case
def put_in_force(actor: Actor, ref: str, wanted: PutInForce) -> RuleSet:
    """Let a draft be the law from a day on; the one before it ends that day, and records keep the one they have.

    The day is today or later: what was done before was done under another law.
    """
    insist_fresh(actor)
    draft = draft_in_work(actor, ref, wanted.version)
    today, latest = clock.today(), rulesets.latest()
    if wanted.valid_from < today:
        raise Refused("Write today, %(today)s, or a later day.", field="valid_from", today=today)
    if latest.valid_from is not None and latest.valid_from >= wanted.valid_from:
        raise Refused(
            "Version %(code)s begins on %(day)s. Take its day back first, or write a later day.",
            field="valid_from",
            code=latest.code,
            day=latest.valid_from,
        )
    refuse_if_any(fault.said for fault in faults(draft.rules))
    latest.valid_to = draft.valid_from = wanted.valid_from
    audit.note(
        "rule_set",
        draft.id,
        None,
        **{"": "~", "valid_from": [None, wanted.valid_from.isoformat()], "ends": latest.code},
    )
    return draft


@use_case
def take_day_back(actor: Actor, ref: str) -> RuleSet:
    """Make a version a draft again before its day has come; the one before it goes on without an end."""
    insist_fresh(actor)
    rule_set = kept(actor, ref)
    if rule_set.valid_from is None:
        raise Refused("No day has been set for this version.")
    if rule_set.valid_from <= clock.today():
        raise Refused("This version is in force already: records are made under it.")
    audit.note(
        "rule_set", rule_set.id, None, **{"": "~", "valid_from": [rule_set.valid_from.isoformat(), None]}
    )
    for former in db.session.scalars(select(RuleSet).where(RuleSet.valid_to == rule_set.valid_from)):
        former.valid_to = None
    rule_set.valid_from = None
    return rule_set


def kept(actor: Actor, ref: str) -> RuleSet:
    """A version whose keeper the actor is, with all versions locked: their days hang together."""
    require(actor, Permission.RULES_KEEP)
    rows = db.session.scalars(
        select(RuleSet)
        .where(RuleSet.discarded_at.is_(None))
        .order_by(RuleSet.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    found = next((one for one in rows if one.ref == ref), None)
    if found is None:
        raise NotFound
    return found


def draft_in_work(actor: Actor, ref: str, version: int | None = None) -> RuleSet:
    """A draft, as it was when the form was opened; raises `Conflict` when somebody changed it since."""
    draft = kept(actor, ref)
    if not draft.is_draft:
        raise Refused("A day has been set for this version: it stays as it is.")
    if version is not None and draft.version != version:
        raise Conflict
    return draft


def refuse_if_known(code: str, but: int = 0) -> None:
    """Raise `Refused` when another version has this number."""
    known = select(RuleSet.id).where(RuleSet.code == code, RuleSet.id != but, RuleSet.discarded_at.is_(None))
    if db.session.scalar(known) is not None:
        raise Refused("Another version has this number already.", field="code")
