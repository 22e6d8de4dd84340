"""The register of a committee as an exchange file: what it is for, and the file itself."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.exchange.bp import bp
from domain.exchange import FORMAT, Column, written
from queries import exchange
from services.dossiers import take_list
from ui.downloads import attached
from ui.guards import fresh, needs
from ui.pages import page

TYPE = "text/csv; charset=utf-8"


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
