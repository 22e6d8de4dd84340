"""Help: whom to call, six questions, what to do about a forgotten PIN."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from adapters import clock
from blueprints.help.bp import bp
from queries import mandates
from queries.mandates import OfficeContact
from queries.sessions import people_on
from services.devices import fingerprint
from ui.devices import this_browser
from ui.guards import public
from ui.pages import page


@bp.route("/")
@public
def index() -> ResponseReturnValue:
    """The same six questions for everybody, and the number to call."""
    return page("help/index.html", contact=_contact())


@bp.route("/forgotten-pin")
@public
def forgotten_pin() -> ResponseReturnValue:
    """No form and no code by telephone: the office prints a new slip."""
    return page("help/forgotten_pin.html", contact=_contact())


def _contact() -> OfficeContact | None:
    """The office of whoever signed in, of whoever uses this device, else the only one there is."""
    organisation_id = g.actor.organisation_id
    token = this_browser().token
    if organisation_id is None and token:
        people = people_on(fingerprint(token))
        organisation_id = people[0].organisation_id if people else None
    return mandates.office_for(organisation_id, clock.today(), but=g.actor.account_id)
