"""What a workplace asks for and receives: requests on need, the dossier of the portal, the sheets returned to it."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import AskForm, DossierForm, WithdrawForm
from blueprints.evaluations.sheets import ASKED, RECEIVED
from domain.deadlines import add_working_days
from queries import evaluation_requests, returns, rulesets
from services.dossiers import open_dossier, open_list
from services.evaluation_requests import (
    AskEvaluation,
    NoteDossier,
    WithdrawRequest,
    ask_evaluation,
    note_dossier,
    withdraw_request,
)
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page

ASKS = Permission.EVALUATION_ASK
SINCE = 2020


@bp.route("/received")
@needs(ASKS, Permission.EVALUATION_READ)
def received() -> ResponseReturnValue:
    """The sheets that residence cells returned in a year, with what is awaited; or what was asked for."""
    year, shows_asked = _year(), request.args.get("show") == "asked"
    if spreadsheets.asked_for():
        rows = evaluation_requests.asked(g.actor) if shows_asked else returns.received(g.actor, year)
        sheet, narrowed = (ASKED, None) if shows_asked else (RECEIVED, _("year %(year)s", year=year))
        return spreadsheets.download(sheet, spreadsheets.whole(rows), narrowed)
    open_list(g.actor, "evaluations.received")
    return page(
        "evaluations/received.html",
        shows_asked=shows_asked,
        lines=[] if shows_asked else returns.received(g.actor, year),
        awaited=[] if shows_asked else returns.awaited(g.actor),
        asked=evaluation_requests.asked(g.actor) if shows_asked else [],
        year=year,
        this_year=clock.today().year,
    )


@bp.route("/ask/<ref:member_ref>", methods=["GET", "POST"])
@needs(ASKS)
def ask(member_ref: str) -> ResponseReturnValue:
    """Ask the residence cell of one member for its evaluation."""
    member = evaluation_requests.member_to_ask(g.actor, member_ref)
    if request.method == "GET":
        open_dossier(g.actor, member.id, "evaluations.ask")
    form = AskForm(data={"due_on": _due_on()})
    if form.submit(AskEvaluation, partial(ask_evaluation, g.actor, member_ref)):
        return done(_("The residence cell has been asked."), "evaluations.received", show="asked")
    return page("evaluations/ask.html", form=form, member=member)


@bp.route("/requests/<ref:request_ref>/dossier", methods=["GET", "POST"])
@needs(ASKS)
def dossier(request_ref: str) -> ResponseReturnValue:
    """Note under which code the portal keeps the same request."""
    line = evaluation_requests.request(g.actor, request_ref)
    form = DossierForm(data={"dossier_code": line.dossier_code})
    if form.submit(NoteDossier, partial(note_dossier, g.actor, request_ref)):
        return done(_("The dossier is noted."), "evaluations.received", show="asked")
    return page("evaluations/dossier.html", form=form, line=line)


@bp.route("/requests/<ref:request_ref>/withdraw", methods=["GET", "POST"])
@needs(ASKS)
def withdraw(request_ref: str) -> ResponseReturnValue:
    """Take a request back."""
    line = evaluation_requests.request(g.actor, request_ref)
    form = WithdrawForm()
    if form.submit(WithdrawRequest, partial(withdraw_request, g.actor, request_ref)):
        return done(
            _("The request is taken back; the cell has been told."), "evaluations.received", show="asked"
        )
    return page("evaluations/withdraw.html", form=form, line=line)


def _due_on() -> date:
    """The day proposed for the return of what is asked for on need."""
    today = clock.today()
    return add_working_days(today, rulesets.rules(today).request_days, rulesets.holidays())


def _year() -> int:
    """The year in the address, or this one."""
    this_year, asked = clock.today().year, request.args.get("year", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    return wanted if SINCE <= wanted <= this_year else this_year
