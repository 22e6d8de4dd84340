"""Versions of the regulation: read by everybody, held against each other; drafted, checked, put in force by few."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.rulesets import provisions
from blueprints.rulesets.bp import bp
from blueprints.rulesets.forms import DraftForm, InForceForm, NameForm, PressForm
from blueprints.rulesets.showing import shown
from domain.provisions import provisions as list_of
from domain.rule_sets import differences, faults, still_missing
from models.vocabulary import Standing
from queries import rulesets
from services.rule_drafts import (
    DraftRuleSet,
    NameRuleSet,
    PutInForce,
    discard_draft,
    draft_rule_set,
    name_draft,
    put_in_force,
    take_day_back,
)
from ui.guards import fresh, needs, signed_in
from ui.i18n import translate
from ui.pages import done, page

__all__ = ["bp", "provisions"]  # the other adds its views to the same blueprint


@bp.route("/")
@signed_in
def index() -> ResponseReturnValue:
    """All versions with their days; who keeps them sees the drafts too."""
    return page("rulesets/index.html", rule_sets=rulesets.listed(g.actor), today=clock.today())


@bp.route("/<ref:rule_set_ref>")
@signed_in
def show(rule_set_ref: str) -> ResponseReturnValue:
    """One version, part by part, each provision with its source and how sure it is."""
    return shown(rulesets.one(g.actor, rule_set_ref), PressForm())


@bp.route("/<ref:rule_set_ref>/differences")
@signed_in
def compare(rule_set_ref: str) -> ResponseReturnValue:
    """What a version says otherwise than another: the one it was begun from, unless another is chosen."""
    rule_set = rulesets.one(g.actor, rule_set_ref)
    others = [one for one in rulesets.listed(g.actor) if one.id != rule_set.id]
    other = next((one for one in others if one.ref == request.args.get("with")), rulesets.before(rule_set))
    return page(
        "rulesets/compare.html",
        rule_set=rule_set,
        other=other,
        others=others,
        lines=differences(other.rules, rule_set.rules) if other else [],
    )


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.RULES_KEEP)
def new() -> ResponseReturnValue:
    """Begin a draft with a copy of a version."""
    form = DraftForm(rulesets.begun(clock.today()))
    if form.submit(DraftRuleSet, partial(draft_rule_set, g.actor)):
        return done(
            _("The draft is begun. Nothing follows it until you put it in force."),
            "rulesets.show",
            rule_set_ref=form.result_ref,
        )
    return page("rulesets/new.html", form=form)


@bp.route("/<ref:rule_set_ref>/name", methods=["GET", "POST"])
@needs(Permission.RULES_KEEP)
def name(rule_set_ref: str) -> ResponseReturnValue:
    """Put the number and the title of a draft right."""
    form = NameForm.of(rulesets.one(g.actor, rule_set_ref))
    if form.submit(NameRuleSet, partial(name_draft, g.actor, rule_set_ref)):
        return done(_("Saved."), "rulesets.show", rule_set_ref=rule_set_ref)
    return page("rulesets/name.html", form=form, rule_set=rulesets.one(g.actor, rule_set_ref))


@bp.route("/<ref:rule_set_ref>/discard", methods=["GET", "POST"])
@needs(Permission.RULES_KEEP)
def discard(rule_set_ref: str) -> ResponseReturnValue:
    """Give a draft up."""
    rule_set, form = rulesets.one(g.actor, rule_set_ref), PressForm()
    if form.run(partial(discard_draft, g.actor, rule_set_ref)):
        return done(_("The draft has been deleted."), "rulesets.index")
    return page("rulesets/discard.html", form=form, rule_set=rule_set)


@bp.route("/<ref:rule_set_ref>/check")
@needs(Permission.RULES_KEEP)
def check(rule_set_ref: str) -> ResponseReturnValue:
    """What is lacking or contradicts itself, all at once, and what is still to be completed."""
    rule_set = rulesets.one(g.actor, rule_set_ref)
    proposed = [one for one in list_of(rule_set.rules) if one.standing is Standing.PROPOSED]
    return page(
        "rulesets/check.html",
        rule_set=rule_set,
        faults=[(one.about, translate(one.said.message, one.said.params)) for one in faults(rule_set.rules)],
        missing=still_missing(rule_set.rules),
        proposed=proposed,
    )


@bp.route("/<ref:rule_set_ref>/put-in-force", methods=["GET", "POST"])
@needs(Permission.RULES_KEEP)
@fresh
def settle(rule_set_ref: str) -> ResponseReturnValue:
    """Set the day from which a draft is the law."""
    rule_set = rulesets.one(g.actor, rule_set_ref)
    form = InForceForm(data={"version": rule_set.version})
    if form.submit(PutInForce, partial(put_in_force, g.actor, rule_set_ref)):
        return done(
            _("The day is set. Records made before it keep the version they were made under."),
            "rulesets.show",
            rule_set_ref=rule_set_ref,
        )
    return page(
        "rulesets/put_in_force.html",
        form=form,
        rule_set=rulesets.one(g.actor, rule_set_ref),
        former=rulesets.latest(),
        missing=still_missing(rule_set.rules),
    )


@bp.route("/<ref:rule_set_ref>/take-day-back", methods=["POST"])
@needs(Permission.RULES_KEEP)
@fresh
def take_back(rule_set_ref: str) -> ResponseReturnValue:
    """Make a version whose day has not come a draft again."""
    form = PressForm()
    if form.run(partial(take_day_back, g.actor, rule_set_ref)):
        return done(
            _("The day is taken back; the version is a draft again."),
            "rulesets.show",
            rule_set_ref=rule_set_ref,
        )
    return shown(rulesets.one(g.actor, rule_set_ref), form)
