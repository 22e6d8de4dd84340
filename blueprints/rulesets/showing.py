"""The page of one version, which several acts lead back to."""

from __future__ import annotations

from collections import Counter

from flask import request
from flask.typing import ResponseReturnValue

from adapters import clock
from domain.provisions import NUMBERED, provisions
from domain.rule_sets import still_missing
from models import RuleSet
from models.vocabulary import Part
from queries import rulesets
from ui.forms import BaseForm
from ui.pages import page


def shown(rule_set: RuleSet, form: BaseForm, part: Part | None = None) -> ResponseReturnValue:
    """One part of a version, that of the address unless another is given, with what a button was refused for."""
    named = next((one for one in Part if one.value == request.args.get("part")), Part.DUTIES)
    missing = still_missing(rule_set.rules)
    return page(
        "rulesets/show.html",
        form=form,
        rule_set=rule_set,
        before=rulesets.before(rule_set),
        parts=tuple(Part),
        part=part or named,
        list=[one for one in provisions(rule_set.rules) if one.part is (part or named)],
        numbered=tuple(NUMBERED),
        missing=len(missing),
        open_in=Counter(one.part for one in missing),
        today=clock.today(),
    )
