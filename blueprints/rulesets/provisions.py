"""Single provisions: completed, reworded, added, taken out."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.rulesets.bp import bp
from blueprints.rulesets.forms import AddForm, OfForm, ProvisionForm, TakeOutForm
from blueprints.rulesets.showing import shown
from domain.provisions import provision
from queries import rulesets
from services.provisions import (
    AddProvision,
    TakeOutProvision,
    WriteProvision,
    add_provision,
    take_out_provision,
    write_provision,
)
from ui.guards import needs
from ui.pages import done, page


@bp.route("/<ref:rule_set_ref>/provision", methods=["GET", "POST"])
@needs(Permission.RULES_KEEP)
def write(rule_set_ref: str) -> ResponseReturnValue:
    """Write one provision, which the address names; without a name, back to them all."""
    rule_set, of = rulesets.one(g.actor, rule_set_ref), OfForm().of.data
    if of is None:
        return redirect(url_for("rulesets.show", rule_set_ref=rule_set_ref))
    form = ProvisionForm.about(provision(rule_set.rules, of), rule_set)
    if form.submit(WriteProvision, partial(write_provision, g.actor, rule_set_ref)):
        part, _dot, key = of.partition(".")
        back = {"rule_set_ref": rule_set_ref, "part": part, "_anchor": f"{part}-{key}"}
        return done(_("Saved."), "rulesets.show", **back)
    now = rulesets.one(g.actor, rule_set_ref)
    if form.conflict is not None:
        form.version.data = now.version  # what stands there is shown: a second press puts this in its place
    return page("rulesets/provision.html", form=form, rule_set=now, one=provision(now.rules, of))


@bp.route("/<ref:rule_set_ref>/add", methods=["POST"])
@needs(Permission.RULES_KEEP)
def add(rule_set_ref: str) -> ResponseReturnValue:
    """Add a duty or a criterion to a draft, and word it next."""
    rule_set, form = rulesets.one(g.actor, rule_set_ref), AddForm()
    if form.submit(AddProvision, partial(add_provision, g.actor, rule_set_ref)):
        of = f"{form.part.data}.{len(rule_set.rules[form.part.data])}"
        return redirect(url_for("rulesets.write", rule_set_ref=rule_set_ref, of=of), code=303)
    return shown(rule_set, form, form.part.data)


@bp.route("/<ref:rule_set_ref>/take-out", methods=["POST"])
@needs(Permission.RULES_KEEP)
def take_out(rule_set_ref: str) -> ResponseReturnValue:
    """Leave a duty or a criterion out of a draft."""
    rule_set, form = rulesets.one(g.actor, rule_set_ref), TakeOutForm()
    if form.submit(TakeOutProvision, partial(take_out_provision, g.actor, rule_set_ref)):
        return done(
            _("Taken out. Those behind it have moved up."),
            "rulesets.show",
            rule_set_ref=rule_set_ref,
            part=str(form.of.data).partition(".")[0],
        )
    return shown(rule_set, form)
