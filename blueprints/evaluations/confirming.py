"""The commune committee confirms sheets cell by cell, sends one back, returns the confirmed ones to the workplaces."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import ChosenForm, PressForm, SendBackForm
from queries import confirmations
from queries import evaluations as queries
from services.confirmations import (
    ConfirmSheets,
    SendSheetBack,
    confirm_sheets,
    return_sheets,
    send_sheet_back,
)
from services.dossiers import open_list
from ui.guards import needs
from ui.pages import done, page

CONFIRMS = Permission.EVALUATION_CONFIRM


@bp.route("/to-confirm")
@needs(CONFIRMS)
def to_confirm() -> ResponseReturnValue:
    """Cells with sheets to be confirmed, and how many confirmed ones wait to be returned to which workplace."""
    return _to_confirm(PressForm())


def _to_confirm(form: PressForm) -> ResponseReturnValue:
    return page(
        "evaluations/to_confirm.html",
        form=form,
        cells=confirmations.waiting(g.actor),
        workplaces=confirmations.to_return(g.actor),
    )


@bp.route("/to-confirm/<ref:cell_ref>", methods=["GET", "POST"])
@needs(CONFIRMS)
def confirm(cell_ref: str) -> ResponseReturnValue:
    """The submitted sheets of one cell, each in full; those that are not left out are confirmed together."""
    if request.method == "GET":
        open_list(g.actor, "evaluations.confirm")
    cell = confirmations.cell(g.actor, cell_ref)
    lines = confirmations.submitted(g.actor, cell_ref)
    form = ChosenForm(lines)
    if form.submit(ConfirmSheets, partial(confirm_sheets, g.actor)):
        return done(
            _("%(count)s sheets are confirmed.", count=len(form.result or ())), "evaluations.to_confirm"
        )
    return page("evaluations/confirm.html", form=form, cell=cell, lines=lines)


@bp.route("/<ref:evaluation_ref>/send-back", methods=["GET", "POST"])
@needs(CONFIRMS)
def send_back(evaluation_ref: str) -> ResponseReturnValue:
    """Send one sheet back to the cell, with the reason."""
    sheet, form = queries.one(g.actor, evaluation_ref, CONFIRMS), SendBackForm()
    cell_ref = sheet.cell.ref
    if form.submit(SendSheetBack, partial(send_sheet_back, g.actor, evaluation_ref)):
        said = _("The sheet went back to the cell, which has been told why.")
        return done(said, "evaluations.confirm", cell_ref=cell_ref)
    return page("evaluations/send_back.html", form=form, sheet=sheet)


@bp.route("/return", methods=["POST"])
@needs(CONFIRMS)
def give_back() -> ResponseReturnValue:
    """Return every confirmed sheet to the workplace on record today."""
    form = PressForm()
    if form.run(partial(return_sheets, g.actor)):
        return done(
            _("The sheets are returned; workplaces and members have been told."), "evaluations.to_confirm"
        )
    return _to_confirm(form)
