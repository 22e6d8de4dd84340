"""The contact log: what the cell records, what members propose, and who has not been met for a long time."""

from __future__ import annotations

from functools import partial

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.contacts import own
from blueprints.contacts.bp import bp
from blueprints.contacts.forms import ContactForm, DeclineForm, PressForm
from blueprints.contacts.sheets import LOG, SILENT, SILENT_CELLS
from domain.contacts import duties_served, silent_since
from models.vocabulary import ContactKind
from queries import contacts, liaisons, rulesets
from services.contacts import (
    DeclineContact,
    RecordContact,
    confirm_contact,
    decline_contact,
    record_contact,
    take_back_confirmation,
    withdraw_contact,
)
from services.dossiers import open_dossier, open_list
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "own"]  # the other adds its views to the same blueprint
_KINDS = {kind.value: kind for kind in ContactKind}


@bp.route("/")
@needs(Permission.CONTACT_READ)
def index() -> ResponseReturnValue:
    """Contacts by day, the latest first; of one kind, or those that wait for the cell."""
    show, kind = request.args.get("show"), _KINDS.get(request.args.get("kind", ""))
    if spreadsheets.asked_for():
        narrowed = _("Waiting for the cell") if show == contacts.WAITING else None
        return spreadsheets.download(LOG, partial(contacts.log, g.actor, kind, show), narrowed, kind)
    open_list(g.actor, "contacts.index")
    lines = contacts.log(g.actor, kind, show, request.args.get("after"))
    return page(
        "contacts/index.html",
        lines=lines.rows,
        show=show,
        kind=kind,
        kinds=ContactKind,
        more=more(lines.after),
    )


@bp.route("/silent")
@needs(Permission.CONTACT_READ)
def silent() -> ResponseReturnValue:
    """Liaisons without contact for months: the names of one cell, or of a commune its cells with their numbers."""
    months = rulesets.rules(clock.today()).silent_months
    since = silent_since(clock.today(), months)
    is_cell, cell = g.actor.kind.is_cell, request.args.get("cell")
    if not is_cell and not cell:
        cells = contacts.silent_cells(g.actor, since)
        if spreadsheets.asked_for():
            return spreadsheets.download(SILENT_CELLS, spreadsheets.whole(cells), _months(months))
        return page("contacts/cells.html", cells=cells, months=months)
    lines = contacts.silent(g.actor, since, None if is_cell else cell)
    if spreadsheets.asked_for():
        return spreadsheets.download(SILENT, spreadsheets.whole(lines), _months(months))
    open_list(g.actor, "contacts.silent")
    return page("contacts/silent.html", lines=lines, months=months)


def _months(months: int) -> str:
    return str(_("no meeting and no contact for %(months)s months or longer", months=months))


@bp.route("/new/<ref:liaison_ref>", methods=["GET", "POST"])
@needs(Permission.CONTACT_RECORD)
def new(liaison_ref: str) -> ResponseReturnValue:
    """Record a contact with a member: kind, one line, today unless another day is written."""
    if request.method == "GET":
        open_dossier(g.actor, liaisons.member_of(g.actor, liaison_ref), "contacts.new")
    bond = contacts.bond(g.actor, liaison_ref)
    member_ref = bond.member.ref
    form = ContactForm(duties_served(rulesets.rules(clock.today()), bond.category))
    if form.submit(RecordContact, partial(record_contact, g.actor, liaison_ref)):
        return done(
            _("The contact has been recorded."),
            "members.show",
            member_ref=member_ref,
            undo=url_for("contacts.withdraw", contact_ref=form.result_ref),
            undo_label=_("Take back (10 minutes)"),
        )
    return page("contacts/new.html", form=form, bond=bond)


@bp.route("/<ref:contact_ref>")
@needs(Permission.CONTACT_READ)
def show(contact_ref: str) -> ResponseReturnValue:
    """One contact, and what the cell can do about one that a member wrote."""
    return _page(contact_ref, PressForm())


@bp.route("/<ref:contact_ref>/confirm", methods=["POST"])
@needs(Permission.CONTACT_RECORD)
def confirm(contact_ref: str) -> ResponseReturnValue:
    """Confirm what a member wrote."""
    form = PressForm()
    if form.run(partial(confirm_contact, g.actor, contact_ref)):
        return done(
            _("Confirmed. The comrade has been told."),
            "contacts.show",
            contact_ref=contact_ref,
            undo=url_for("contacts.unconfirm", contact_ref=contact_ref),
            undo_label=_("Take back (10 minutes)"),
        )
    return _page(contact_ref, form)


@bp.route("/<ref:contact_ref>/unconfirm", methods=["POST"])
@needs(Permission.CONTACT_RECORD)
def unconfirm(contact_ref: str) -> ResponseReturnValue:
    """Take back within ten minutes that one has confirmed what a member wrote."""
    form = PressForm()
    if form.run(partial(take_back_confirmation, g.actor, contact_ref)):
        said = _(
            "The confirmation has been taken back, and the comrade told. The contact waits for the cell."
        )
        return done(said, "contacts.show", contact_ref=contact_ref)
    return _page(contact_ref, form)


@bp.route("/<ref:contact_ref>/decline", methods=["GET", "POST"])
@needs(Permission.CONTACT_RECORD)
def decline(contact_ref: str) -> ResponseReturnValue:
    """Say why the cell does not confirm what a member wrote."""
    form = DeclineForm()
    if form.submit(DeclineContact, partial(decline_contact, g.actor, contact_ref)):
        return done(_("The comrade has been told, with your reason."), "contacts.index")
    contact = contacts.one(g.actor, contact_ref, Permission.CONTACT_RECORD)
    return page("contacts/decline.html", form=form, contact=contact)


@bp.route("/<ref:contact_ref>/withdraw", methods=["POST"])
@needs(Permission.CONTACT_RECORD)
def withdraw(contact_ref: str) -> ResponseReturnValue:
    """Take back within ten minutes what one has recorded oneself."""
    member_ref = contacts.one(g.actor, contact_ref).member.ref
    form = PressForm()
    if form.run(partial(withdraw_contact, g.actor, contact_ref)):
        return done(_("The contact has been taken back."), "members.show", member_ref=member_ref)
    return _page(contact_ref, form)


def _page(contact_ref: str, form: BaseForm) -> ResponseReturnValue:
    member_id = contacts.one(g.actor, contact_ref).member_id
    open_dossier(g.actor, member_id, "contacts.show")
    return page("contacts/show.html", form=form, contact=contacts.one(g.actor, contact_ref))
