"""The page of one version, which several acts lead back to."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from adapters import clock
from domain.provisions import NUMBERED, provisions
from domain.rule_sets import still_missing
from models import RuleSet
from models.vocabulary import Part
from queries import rulesets
from ui.forms import BaseForm
from ui.pages import page


def shown(rule_set: RuleSet, form: BaseForm) -> ResponseReturnValue:
    """One version, part by part, with what a button on its page was refused for."""
    known = list(provisions(rule_set.rules))
    return page(
        "rulesets/show.html",
        form=form,
        rule_set=rule_set,
        before=rulesets.before(rule_set),
        parts={part: [one for one in known if one.part is part] for part in Part},
        numbered=tuple(NUMBERED),
        missing=len(still_missing(rule_set.rules)),
        today=clock.today(),
    )
