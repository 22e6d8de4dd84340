"""The tree of organisations, one organisation with its history, founding, renaming, describing."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from access.offices import given_by
from adapters import clock
from blueprints.organisations.bp import bp
from blueprints.organisations.forms import (
    DescribeOrganisationForm,
    FoundCommuneCommitteeForm,
    FoundOrganisationForm,
    RenameOrganisationForm,
    SearchForm,
)
from blueprints.organisations.sheets import ORGANISATIONS
from domain.errors import NotFound
from models import Organisation
from models.vocabulary import OrganisationKind
from queries import organisations as queries
from services.numbers import symbol_of, usual_symbol
from services.organisations import (
    DescribeOrganisation,
    FoundCommuneCommittee,
    FoundOrganisation,
    RenameOrganisation,
    describe_organisation,
    found_commune_committee,
    found_organisation,
    rename_organisation,
)
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more


@bp.route("/")
@needs(Permission.ORGANISATION_READ)
def index() -> ResponseReturnValue:
    """One's own organisation and those directly below it; a search looks through the whole scope, old names too."""
    search, today = SearchForm(), clock.today()
    top, words = queries.own(g.actor), search.words.data
    read: spreadsheets.Read = (
        spreadsheets.whole(queries.named(g.actor, words, today))
        if words
        else partial(queries.branch, g.actor, top, today)
    )
    if spreadsheets.asked_for():
        return spreadsheets.download(ORGANISATIONS, read, words)
    lines = read(request.args.get("after"))
    return page(
        "organisations/index.html",
        search=search,
        top=top,
        kinds=queries.kinds_to_found(g.actor, top),
        lines=lines.rows,
        more=more(lines.after),
    )


@bp.route("/<ref:organisation_ref>")
@needs(Permission.ORGANISATION_READ)
def show(organisation_ref: str) -> ResponseReturnValue:
    """One organisation: whom to call, names through time, offices held, what stands below it."""
    organisation, today = queries.one(g.actor, organisation_ref), clock.today()
    lines = queries.branch(g.actor, organisation, today, request.args.get("after"))
    return page(
        "organisations/show.html",
        organisation=organisation,
        symbol=symbol_of(organisation),
        kinds=queries.kinds_to_found(g.actor, organisation),
        names=queries.names(organisation.id),
        offices=queries.offices_held(g.actor, organisation.id),
        given=given_by(g.actor, organisation),
        lines=lines.rows,
        more=more(lines.after),
        today=today,
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<ref:parent_ref>/new", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_FOUND)
def new(parent_ref: str | None = None) -> ResponseReturnValue:
    """Found an organisation directly below another, one's own when none is named."""
    parent = queries.one(g.actor, parent_ref) if parent_ref else queries.own(g.actor)
    kind = _kind_asked_for(parent)
    form: FoundCommuneCommitteeForm | FoundOrganisationForm
    if kind is OrganisationKind.COMMUNE_COMMITTEE:
        form = FoundCommuneCommitteeForm(queries.place_choices(parent))
        is_done = form.submit(FoundCommuneCommittee, partial(found_commune_committee, g.actor, parent.ref))
    else:
        form = FoundOrganisationForm(kind, parent.kind)
        is_done = form.submit(FoundOrganisation, partial(found_organisation, g.actor, parent.ref, kind))
    if is_done:
        return done(
            _("The organisation has been added."), "organisations.show", organisation_ref=form.result_ref
        )
    return page("organisations/new.html", form=form, parent=parent, kind=kind)


@bp.route("/<ref:organisation_ref>/rename", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_FOUND)
def rename(organisation_ref: str) -> ResponseReturnValue:
    """Give an organisation a new name from a day on."""
    organisation = queries.one(g.actor, organisation_ref)
    form = RenameOrganisationForm()
    if form.submit(RenameOrganisation, partial(rename_organisation, g.actor, organisation_ref)):
        return done(
            _("The new name is in the register."), "organisations.show", organisation_ref=organisation_ref
        )
    return page("organisations/rename.html", form=form, organisation=organisation)


@bp.route("/<ref:organisation_ref>/edit", methods=["GET", "POST"])
@needs(Permission.ORGANISATION_FOUND)
def edit(organisation_ref: str) -> ResponseReturnValue:
    """Keep the telephone, the symbol and the term of an organisation up to date."""
    organisation = queries.one(g.actor, organisation_ref)
    form = DescribeOrganisationForm.of(organisation)
    if form.submit(DescribeOrganisation, partial(describe_organisation, g.actor, organisation_ref)):
        return done(_("Saved."), "organisations.show", organisation_ref=organisation_ref)
    usual = usual_symbol(organisation.kind)
    return page("organisations/edit.html", form=form, organisation=organisation, usual=usual)


def _kind_asked_for(parent: Organisation) -> OrganisationKind:
    """The kind in the address, when it may stand below this parent; else the first that may."""
    kinds = queries.kinds_to_found(g.actor, parent)
    if not kinds:
        raise NotFound
    asked = request.args.get("kind")
    return next((kind for kind in kinds if kind == asked), kinds[0])
