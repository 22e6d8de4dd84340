"""Requests for correction at the owner of the data: received, decided, told."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.corrections import own
from blueprints.corrections.bp import bp
from blueprints.corrections.forms import CorrectedForm, ExtendForm, PressForm, RefuseForm
from blueprints.corrections.sheets import WAYS, corrections_sheet
from queries import corrections
from services.correcting import (
    Corrected,
    ExtendCorrection,
    RefuseCorrection,
    extend_correction,
    finish_correction,
    receive_correction,
    refuse_correction,
)
from services.dossiers import open_dossier, open_list
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "own"]  # the other adds its views to the same blueprint


@bp.route("/")
@needs(Permission.CORRECTION_READ)
def index() -> ResponseReturnValue:
    """What is open, overdue, or decided."""
    asked = request.args.get("show")
    show = asked if asked in WAYS else corrections.OPEN
    if spreadsheets.asked_for():
        read = partial(corrections.listed, g.actor, show, clock.today())
        return spreadsheets.download(corrections_sheet(clock.today()), read, WAYS[show])
    open_list(g.actor, "corrections.index")
    lines = corrections.listed(g.actor, show, clock.today(), request.args.get("after"))
    return page(
        "corrections/index.html", lines=lines.rows, show=show, more=more(lines.after), today=clock.today()
    )


@bp.route("/<ref:correction_ref>")
@needs(Permission.CORRECTION_READ)
def show(correction_ref: str) -> ResponseReturnValue:
    """One request, with where to correct and what is open to the office."""
    return _page(correction_ref, PressForm())


@bp.route("/<ref:correction_ref>/receive", methods=["POST"])
@needs(Permission.CORRECTION_DECIDE)
def receive(correction_ref: str) -> ResponseReturnValue:
    """Say that the request came."""
    form = PressForm()
    if form.run(partial(receive_correction, g.actor, correction_ref)):
        return done(
            _("The comrade has been told that you have the request."),
            "corrections.show",
            correction_ref=correction_ref,
        )
    return _page(correction_ref, form)


@bp.route("/<ref:correction_ref>/corrected", methods=["GET", "POST"])
@needs(Permission.CORRECTION_DECIDE)
def finish(correction_ref: str) -> ResponseReturnValue:
    """Say that the record was put right."""
    form = CorrectedForm()
    if form.submit(Corrected, partial(finish_correction, g.actor, correction_ref)):
        return done(
            _("Done. The comrade and those who had the old data have been told."),
            "corrections.show",
            correction_ref=correction_ref,
        )
    return _decide(
        correction_ref,
        form,
        title=_("It has been corrected"),
        note=_("The page compares: the record must say something else than it did."),
        press=_("Say that it is done"),
    )


@bp.route("/<ref:correction_ref>/refuse", methods=["GET", "POST"])
@needs(Permission.CORRECTION_DECIDE)
def refuse(correction_ref: str) -> ResponseReturnValue:
    """Leave the line as it is, with the reason."""
    form = RefuseForm()
    if form.submit(RefuseCorrection, partial(refuse_correction, g.actor, correction_ref)):
        return done(
            _("The comrade has been told the reason."), "corrections.show", correction_ref=correction_ref
        )
    return _decide(correction_ref, form, title=_("It stays as it is"), press=_("Send the reason"))


@bp.route("/<ref:correction_ref>/extend", methods=["GET", "POST"])
@needs(Permission.CORRECTION_DECIDE)
def extend(correction_ref: str) -> ResponseReturnValue:
    """Take longer for the decision, once."""
    form = ExtendForm()
    if form.submit(ExtendCorrection, partial(extend_correction, g.actor, correction_ref)):
        return done(
            _("The comrade has been told the new day and the reason."),
            "corrections.show",
            correction_ref=correction_ref,
        )
    return _decide(
        correction_ref,
        form,
        title=_("It takes longer"),
        note=_("The term is extended once."),
        press=_("Extend the term"),
    )


@bp.route("/told/<ref:told_ref>")
@needs(Permission.CORRECTION_READ)
def told(told_ref: str) -> ResponseReturnValue:
    """What was corrected in data that one's own organisation had received."""
    correction = corrections.one_told(g.actor, told_ref)
    open_dossier(g.actor, correction.member_id, "corrections.told")
    return page("corrections/told.html", correction=corrections.one_told(g.actor, told_ref))


def _page(correction_ref: str, form: BaseForm) -> ResponseReturnValue:
    _look(correction_ref)
    correction = corrections.one(g.actor, correction_ref)
    return page(
        "corrections/show.html",
        form=form,
        correction=correction,
        told=corrections.told(correction.id),
        is_mine=g.actor.organisation_id == correction.owner_id,
        today=clock.today(),
    )


def _decide(
    correction_ref: str, form: BaseForm, *, title: str, press: str, note: str | None = None
) -> ResponseReturnValue:
    """The page of one decision: how it is called, what is to be known of it, what its button says."""
    _look(correction_ref)
    correction = corrections.one(g.actor, correction_ref, Permission.CORRECTION_DECIDE)
    return page(
        "corrections/decide.html",
        form=form,
        correction=correction,
        today=clock.today(),
        title=title,
        note=note,
        press=press,
    )


def _look(correction_ref: str) -> None:
    open_dossier(g.actor, corrections.one(g.actor, correction_ref).member_id, "corrections.show")
