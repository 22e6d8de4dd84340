"""What a member can help with, and what the own cell asks him or her for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Actor, Permission
from blueprints.needs.bp import bp
from blueprints.needs.forms import PressForm, StrengthForm, TakeOutForm
from models import Match
from queries import needs
from services.needs import (
    SayStrength,
    TakeOutStrength,
    accept_help,
    decline_help,
    say_strength,
    take_out_strength,
)
from ui import guards
from ui.forms import BaseForm
from ui.pages import done, page


@bp.route("/own", methods=["GET", "POST"])
@guards.needs(Permission.OWN_RECORD)
def own_strengths() -> ResponseReturnValue:
    """Say in what one can help, field by field; what one has been asked for stands below."""
    form = StrengthForm()
    if form.submit(SayStrength, partial(say_strength, g.actor.alone)):
        return done(_("Saved. Only your own cell reads it."), "needs.own_strengths")
    return _page(form)


@bp.route("/own/take-out", methods=["POST"])
@guards.needs(Permission.OWN_RECORD)
def take_out() -> ResponseReturnValue:
    """Take a field out again; nothing of it remains."""
    form = TakeOutForm()
    if form.submit(TakeOutStrength, partial(take_out_strength, g.actor.alone)):
        return done(_("Taken out. Nothing of it remains."), "needs.own_strengths")
    return _page(StrengthForm(formdata=None), form)


@bp.route("/own/<ref:match_ref>")
@guards.needs(Permission.OWN_RECORD)
def question(match_ref: str) -> ResponseReturnValue:
    """What the cell asks for, with yes and no; nobody asks why."""
    return page("needs/question.html", form=PressForm(), match=needs.own_match(g.actor, match_ref))


@bp.route("/own/<ref:match_ref>/accept", methods=["POST"])
@guards.needs(Permission.OWN_RECORD)
def accept(match_ref: str) -> ResponseReturnValue:
    """Say yes."""
    return _answer(match_ref, accept_help, _("Thank you. The cell knows that you will come."))


@bp.route("/own/<ref:match_ref>/decline", methods=["POST"])
@guards.needs(Permission.OWN_RECORD)
def decline(match_ref: str) -> ResponseReturnValue:
    """Say no."""
    return _answer(match_ref, decline_help, _("The cell knows that you cannot come this time."))


def _answer(match_ref: str, action: Callable[[Actor, str], Match], said: str) -> ResponseReturnValue:
    form = PressForm()
    if form.run(partial(action, g.actor.alone, match_ref)):
        return done(said, "needs.question", match_ref=match_ref)
    return page("needs/question.html", form=form, match=needs.own_match(g.actor, match_ref))


def _page(form: StrengthForm, taking_out: BaseForm | None = None) -> ResponseReturnValue:
    return page(
        "needs/own.html",
        form=form,
        refused=taking_out or form,
        strengths=needs.own_strengths(g.actor),
        matches=needs.own_matches(g.actor),
    )
