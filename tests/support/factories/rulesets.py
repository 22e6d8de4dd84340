"""Versions of the regulation to come."""

from typing import Any

from adapters import clock
from models import RuleSet
from queries import rulesets
from tests.support.factories.rows import written


def a_draft_of_rules(code: str = "99-QĐ/TW", **more: Any) -> RuleSet:
    """A draft begun from the version in force today; with `valid_from`, one whose day is set."""
    former = rulesets.in_force(clock.today())
    values = {"title": "Quy định mới (ví dụ)", "copied_from_id": former.id, "rules": former.rules} | more
    return written(RuleSet(code=code, **values))
