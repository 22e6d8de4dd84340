"""What a member writes down about his or her own contacts with the residence cell, which confirms it."""

from __future__ import annotations

from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.contacts.bp import bp
from blueprints.contacts.forms import ContactForm, PressForm
from domain.contacts import duties_served
from models.vocabulary import Category
from queries import contacts, rulesets
from services.contacts import RecordContact, propose_contact, take_back_proposal
from ui.guards import needs
from ui.pages import done, page


@bp.route("/own/new", methods=["GET", "POST"])
@needs(Permission.OWN_RECORD)
def propose() -> ResponseReturnValue:
    """Write down one's own contact with the cell; the cell confirms it or says why not."""
    bond = contacts.own_bond(g.actor)
    category = bond.category if bond else Category.FULL
    form = ContactForm(duties_served(rulesets.rules(clock.today()), category))
    if form.submit(RecordContact, partial(propose_contact, g.actor.alone)):
        return done(_("Your cell has been asked to confirm it."), "me.show")
    return page("contacts/propose.html", form=form, bond=bond)


@bp.route("/own/<ref:contact_ref>", methods=["GET", "POST"])
@needs(Permission.OWN_RECORD)
def own(contact_ref: str) -> ResponseReturnValue:
    """One contact of one's own; what one wrote oneself can be taken back until the cell has answered."""
    form = PressForm()
    if form.run(partial(take_back_proposal, g.actor.alone, contact_ref)):
        return done(_("The contact has been taken back."), "me.show")
    contact = contacts.one(g.actor, contact_ref, Permission.OWN_RECORD)
    return page("contacts/own.html", form=form, contact=contact)
