"""Offices: given, ended, and those that nobody holds. Both acts ask for a fresh proof of who one is (AU-10)."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from access.offices import GIVES, given_by
from adapters import clock
from blueprints.mandates.bp import bp
from blueprints.mandates.forms import EndMandateForm, GiveMandateForm
from blueprints.mandates.sheets import VACANT
from models.vocabulary import Office
from queries import mandates as queries
from services.mandates import EndMandate, GiveMandate, end_mandate, give_mandate
from ui import spreadsheets
from ui.guards import fresh, needs
from ui.pages import done, page


@bp.route("/vacant")
@needs(Permission.MANDATE_GIVE)
def vacant() -> ResponseReturnValue:
    """Organisations without a secretary: nobody there hears of a notice."""
    found = queries.vacant(g.actor, Office.SECRETARY, clock.today())
    lines = [(one, Office.SECRETARY in given_by(g.actor, one)) for one in found]
    if spreadsheets.asked_for():
        return spreadsheets.download(VACANT, spreadsheets.whole(lines))
    return page("mandates/vacant.html", lines=lines)


@bp.route("/at/<ref:organisation_ref>/new", methods=["GET", "POST"])
@needs(Permission.MANDATE_GIVE)
@fresh
def give(organisation_ref: str) -> ResponseReturnValue:
    """Give an office of an organisation to a person who has an account."""
    organisation = queries.place_of(g.actor, organisation_ref)
    offices = given_by(g.actor, organisation)
    form = GiveMandateForm(g.actor, organisation, offices)
    to_do = partial(give_mandate, g.actor, organisation_ref)
    if not form.is_finding and form.submit(GiveMandate, to_do):
        if (
            request.args.get("account") == form.account.data
        ):  # begun on the page of the account: the slip comes next
            return done(_("The office is given."), "accounts.show", account_ref=form.account.data)
        return done(_("The office is given."), "organisations.show", organisation_ref=organisation_ref)
    is_whole = offices == GIVES[organisation.kind]
    return page("mandates/give.html", form=form, organisation=organisation, is_whole=is_whole)


@bp.route("/<ref:mandate_ref>/end", methods=["GET", "POST"])
@needs(Permission.MANDATE_GIVE)
@fresh
def end(mandate_ref: str) -> ResponseReturnValue:
    """End an office on a day; its rights are gone at the next request."""
    mandate, form = queries.one(g.actor, mandate_ref), EndMandateForm()
    where = mandate.organisation.ref
    if form.submit(EndMandate, partial(end_mandate, g.actor, mandate_ref)):
        return done(_("The end of the office is set."), "organisations.show", organisation_ref=where)
    return page("mandates/end.html", form=form, mandate=queries.one(g.actor, mandate_ref))
