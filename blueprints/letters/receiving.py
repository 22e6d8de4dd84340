"""Views of letters that arrive: received, assigned to cells, returned; one or many at once."""

from __future__ import annotations

from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.letters.bp import bp
from blueprints.letters.forms import AssignForm, LettersForm, ReceiveForm, ReturnForm
from queries import homes, letters
from queries.letters import RECEIVED, LetterLine
from services.dossiers import open_list
from services.receptions import (
    AssignLetters,
    ReceiveAndAssign,
    ReceiveLetters,
    ReturnLetters,
    assign_letters,
    receive_and_assign,
    receive_letters,
    return_letters,
)
from ui.guards import needs
from ui.pages import done, page


@bp.route("/receive", methods=["GET", "POST"])
@needs(Permission.LETTER_RECEIVE)
def receive() -> ResponseReturnValue:
    """Receive letters and introduce the members to their cells in one act, or receive them for now."""
    form = ReceiveForm(data={"received_on": clock.today()})
    lines = _chosen(form)
    if form.step.data == "receive":
        if form.submit(ReceiveLetters, partial(receive_letters, g.actor)):
            return done(_("The letters have been received."), "letters.index", show=RECEIVED)
    elif form.submit(ReceiveAndAssign, partial(receive_and_assign, g.actor)):
        return done(
            _("The letters have been received and the members introduced to their cells."), "letters.index"
        )
    return page("letters/receive.html", form=form, lines=lines)


@bp.route("/assign", methods=["GET", "POST"])
@needs(Permission.LETTER_RECEIVE)
def assign() -> ResponseReturnValue:
    """Introduce members whose letters were received to their cells."""
    form = AssignForm()
    lines = _chosen(form)
    if form.submit(AssignLetters, partial(assign_letters, g.actor)):
        return done(_("The members have been introduced to their cells."), "letters.index")
    return page("letters/assign.html", form=form, lines=lines)


@bp.route("/return", methods=["GET", "POST"])
@needs(Permission.LETTER_RECEIVE)
def return_() -> ResponseReturnValue:
    """Send letters back to the workplace, with the reason."""
    form = ReturnForm()
    lines = _chosen(form)
    if form.submit(ReturnLetters, partial(return_letters, g.actor)):
        return done(_("The letters have gone back to the workplace, with your reason."), "letters.index")
    return page("letters/return.html", form=form, lines=lines)


def _chosen(form: LettersForm) -> list[LetterLine]:
    """The letters of the page, in the order in which the form names them; the cells proposed beside them."""
    open_list(g.actor, "letters.index")
    found = {line.ref: line for line in letters.chosen_letters(g.actor, form.letters.data)}
    lines = [found[ref] for ref in form.letters.data if ref in found]
    if isinstance(form, AssignForm):
        here = g.actor.organisation_id
        form.propose(homes.cells_of([here], clock.today())[here], lines)
    return lines
