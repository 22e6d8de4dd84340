"""What a member asks to have put right in the own record, and what became of it."""

from __future__ import annotations

from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.corrections.bp import bp
from blueprints.corrections.forms import AskForm, ChooseForm, PressForm
from domain.errors import NotFound
from queries import corrections
from services.corrections import AskForCorrection, ask_for_correction, take_correction_back
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page


@bp.route("/own")
@needs(Permission.OWN_RECORD)
def own_index() -> ResponseReturnValue:
    """What one has asked for, the latest first."""
    return page("corrections/own_index.html", lines=corrections.own(g.actor), today=clock.today())


@bp.route("/own/new", methods=["GET", "POST"])
@needs(Permission.OWN_RECORD)
def ask() -> ResponseReturnValue:
    """Ask to have a line put right: the one that the address names, or one chosen here."""
    named = AskForm()
    form = named if named.line.data is not None else ChooseForm()
    line = None
    if form is named:
        line = corrections.line_of(g.actor.member_id, named.line.data, named.about.data)
        if line is None:
            raise NotFound
    if form.submit(AskForCorrection, partial(ask_for_correction, g.actor.alone)):
        return done(
            _("Sent. You are told when it has been received and what was decided."),
            "corrections.own",
            correction_ref=form.result_ref,
        )
    return page("corrections/ask.html", form=form, line=line)


@bp.route("/own/<ref:correction_ref>")
@needs(Permission.OWN_RECORD)
def own(correction_ref: str) -> ResponseReturnValue:
    """What became of one request: received, decided, and who was told."""
    return _page(correction_ref, PressForm())


@bp.route("/own/<ref:correction_ref>/take-back", methods=["POST"])
@needs(Permission.OWN_RECORD)
def take_back(correction_ref: str) -> ResponseReturnValue:
    """No longer ask for it."""
    form = PressForm()
    if form.run(partial(take_correction_back, g.actor.alone, correction_ref)):
        return done(_("You have taken the request back."), "corrections.own_index")
    return _page(correction_ref, form)


def _page(correction_ref: str, form: BaseForm) -> ResponseReturnValue:
    correction = corrections.one(g.actor, correction_ref, Permission.OWN_RECORD)
    return page(
        "corrections/own.html",
        form=form,
        correction=correction,
        told=corrections.told(correction.id),
        today=clock.today(),
    )
