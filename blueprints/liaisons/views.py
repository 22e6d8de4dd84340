"""Liaisons: the members of a cell or commune, those newly introduced first; one liaison with its steps."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.liaisons import book
from blueprints.liaisons.bp import bp
from blueprints.liaisons.forms import CompleteForm, ConfirmForm, EndForm, SendBackForm
from blueprints.liaisons.sheets import LIAISONS, WAYS, newly_first
from models.vocabulary import LiaisonState
from queries import liaisons
from services.dossiers import open_dossier, open_list
from services.liaisons import (
    CompleteExemption,
    EndLiaison,
    SendBack,
    complete_exemption,
    confirm_liaison,
    end_liaison,
)
from services.liaisons import (
    send_back as hand_back,
)
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more

__all__ = ["book", "bp"]  # the other adds its views to the same blueprint


@bp.route("/")
@needs(Permission.LIAISON_READ)
def index() -> ResponseReturnValue:
    """Open liaisons by name; those newly introduced to a cell stand first, with what the cell does about them."""
    today = clock.today()
    asked = request.args.get("show")
    show = asked if asked in WAYS else None
    is_cell = g.actor.kind is not None and g.actor.kind.is_cell
    if spreadsheets.asked_for():
        read = partial(liaisons.held, g.actor, show, today)
        return spreadsheets.download(LIAISONS, newly_first(read) if is_cell else read, WAYS.get(show or ""))
    gaps = liaisons.gaps(g.actor, today)
    open_list(g.actor, "liaisons.index")
    lines = liaisons.held(g.actor, show, today, request.args.get("after"))
    new = [line for line in lines.rows if line.state is LiaisonState.ASSIGNED] if is_cell else []
    rest = [line for line in lines.rows if line not in new]
    return page("liaisons/index.html", show=show, gaps=gaps, new=new, lines=rest, more=more(lines.after))


@bp.route("/<ref:liaison_ref>")
@needs(Permission.LIAISON_READ)
def show(liaison_ref: str) -> ResponseReturnValue:
    """One liaison: both cells, the category, what happened to it, what can be done."""
    open_dossier(g.actor, liaisons.member_of(g.actor, liaison_ref), "liaisons.show")
    bond = liaisons.bond(g.actor, liaison_ref)
    return page("liaisons/show.html", bond=bond, liaison=bond.liaison, steps=liaisons.steps(bond.liaison.id))


@bp.route("/<ref:liaison_ref>/confirm", methods=["GET", "POST"])
@needs(Permission.LIAISON_CONFIRM)
def confirm(liaison_ref: str) -> ResponseReturnValue:
    """The cell lists a member and confirms that he or she has been contacted."""
    form = ConfirmForm()
    if form.run(partial(confirm_liaison, g.actor, liaison_ref)):
        return done(
            _("Recorded: the member has been contacted. The workplace and the ward see it."), "liaisons.index"
        )
    return page("liaisons/confirm.html", form=form, liaison=liaisons.one(g.actor, liaison_ref))


@bp.route("/<ref:liaison_ref>/send-back", methods=["GET", "POST"])
@needs(Permission.LIAISON_SEND_BACK)
def send_back(liaison_ref: str) -> ResponseReturnValue:
    """The cell hands a member back to the commune committee, with the reason."""
    form = SendBackForm()
    if form.submit(SendBack, partial(hand_back, g.actor, liaison_ref)):
        return done(_("The committee has the member back, with your reason."), "liaisons.index")
    return page("liaisons/send_back.html", form=form, liaison=liaisons.one(g.actor, liaison_ref))


@bp.route("/<ref:liaison_ref>/complete", methods=["GET", "POST"])
@needs(Permission.LIAISON_COMPLETE)
def complete(liaison_ref: str) -> ResponseReturnValue:
    """Write down what bases an exemption."""
    liaison = liaisons.one(g.actor, liaison_ref)
    form = CompleteForm.of(liaison)
    if form.submit(CompleteExemption, partial(complete_exemption, g.actor, liaison_ref)):
        return done(_("The exemption has been completed."), "liaisons.show", liaison_ref=liaison_ref)
    return page("liaisons/complete.html", form=form, liaison=liaison)


@bp.route("/<ref:liaison_ref>/end", methods=["GET", "POST"])
@needs(Permission.LIAISON_END)
def end(liaison_ref: str) -> ResponseReturnValue:
    """The commune committee ends a liaison."""
    form = EndForm(data={"ended_on": clock.today()})
    if form.submit(EndLiaison, partial(end_liaison, g.actor, liaison_ref)):
        return done(_("The liaison has ended; its history stays."), "liaisons.show", liaison_ref=liaison_ref)
    return page("liaisons/end.html", form=form, liaison=liaisons.one(g.actor, liaison_ref))
