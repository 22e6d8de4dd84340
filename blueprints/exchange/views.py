"""The register of a committee as an exchange file: what it is for, the file itself, and another held against it."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.exchange.bp import bp
from blueprints.exchange.forms import CompareForm, PressForm
from blueprints.exchange.report import in_words, report_on, sheet
from domain.exchange import FORMAT, Column, Result, written
from queries import exchange
from services.comparing import CompareFile, forget_compared, keep_for_comparing, kept_for_comparing
from services.dossiers import open_list, take_list
from ui import spreadsheets
from ui.downloads import attached
from ui.forms import tell
from ui.guards import fresh, needs, takes_file
from ui.pages import done, page
from ui.tables import more

TYPE = "text/csv; charset=utf-8"
_ROOM = 6 * 1024 * 1024
"""The file and the form around it; a file above 5 MB is refused in words."""
_RESULTS = {result.value: result for result in Result}


@bp.route("/")
@needs(Permission.REGISTER_EXCHANGE)
def index() -> ResponseReturnValue:
    """What an exchange file is, which columns it has, and the way to take one."""
    return page("exchange/index.html", columns=Column, format=FORMAT)


@bp.route("/register")
@needs(Permission.REGISTER_EXCHANGE)
@fresh
def register() -> ResponseReturnValue:
    """The file; each member in it can read who took it."""
    found = exchange.register(g.actor)
    body = written(exchange.unit_code(g.actor), clock.today(), [row for _ref, row in found])
    take_list(g.actor, "exchange.register", [ref for ref, _row in found])
    return attached(body, TYPE, f"{_('Exchange file')} {clock.today():%d-%m-%Y}.csv")


@bp.route("/compare", methods=["GET", "POST"])
@needs(Permission.REGISTER_EXCHANGE)
@fresh
@takes_file(_ROOM)
def compare() -> ResponseReturnValue:
    """Choose an exchange file to hold against the register, which stays as it is."""
    form = CompareForm()
    if form.attempt(lambda: keep_for_comparing(g.actor, form.read(CompareFile))):
        return redirect(url_for("exchange.differences"), code=303)
    return page("exchange/compare.html", form=form)


@bp.route("/differences")
@needs(Permission.REGISTER_EXCHANGE)
@fresh
def differences() -> ResponseReturnValue:
    """Who stands only here, who only in the file, and what differs, field by field; or that nothing does."""
    file = kept_for_comparing(g.actor)
    if file is None:
        tell(_("The file is no longer kept. Choose it once more."))
        return redirect(url_for("exchange.compare"), code=303)
    only = _RESULTS.get(request.args.get("show", ""))
    report = report_on(g.actor, file, only)
    if only and not report.lines:  # what it was narrowed to is no longer there
        return redirect(url_for("exchange.differences"), code=303)
    if spreadsheets.asked_for():
        return spreadsheets.download(sheet(), spreadsheets.whole(report.lines), only)
    open_list(g.actor, "exchange.differences")
    lines = report.page(request.args.get("after"))
    return page(
        "exchange/differences.html",
        head=file.head,
        report=report,
        lines=lines.rows,
        more=more(lines.after),
        only=only,
        results=Result,
        in_words=in_words,
        form=PressForm(),
    )


@bp.route("/differences/drop", methods=["POST"])
@needs(Permission.REGISTER_EXCHANGE)
def drop() -> ResponseReturnValue:
    """Delete the file that was compared."""
    if PressForm().attempt(partial(forget_compared, g.actor)):
        return done(_("The file has been deleted."), "exchange.index")
    return redirect(url_for("exchange.differences"), code=303)
