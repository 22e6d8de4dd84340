"""The register: the list of one's own members, one record with its history, admitting and correcting."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.members import extract, merging
from blueprints.members.bp import bp
from blueprints.members.forms import AdmitMemberForm, CorrectMemberForm, SearchForm
from blueprints.members.sheets import WAYS, members_sheet
from queries import members, organisations, timeline
from queries.members import Criteria
from services.dossiers import open_dossier, open_list
from services.members import AdmitMember, CorrectMember, admit_member, correct_member
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more, remember_search, remembered_search

__all__ = ["bp", "extract", "merging"]  # the others add their views to the same blueprint


@bp.route("/", methods=["GET", "POST"])
@needs(Permission.MEMBER_READ)
def index() -> ResponseReturnValue:
    """Members in Vietnamese order of the given name; a search is posted and remembered beside the session."""
    search = SearchForm()
    if search.validate_on_submit():
        remember_search(search.words.data)
        return redirect(url_for("members.index"), code=303)
    only = request.args.get("show")
    criteria = Criteria(words=remembered_search(), only=only if only in members.WAYS else None)
    search.words.data = search.words.data or criteria.words
    if spreadsheets.asked_for():
        read = partial(members.listed, g.actor, criteria)
        return spreadsheets.download(members_sheet(g.actor), read, WAYS.get(only or ""), criteria.words)
    open_list(g.actor, "members.index")
    lines = members.listed(g.actor, criteria, request.args.get("after"))
    return page("members/index.html", search=search, criteria=criteria, lines=lines, more=more(lines.after))


@bp.route("/<ref:member_ref>")
@needs(Permission.MEMBER_READ)
def show(member_ref: str) -> ResponseReturnValue:
    """One record: who, both cells, the history. Opening it leaves a mark that the member can read."""
    record = members.record(g.actor, member_ref)
    open_dossier(g.actor, record.member.id, "members.show")
    history = timeline.of_member(g.actor, record.member.id)
    return page("members/show.html", record=record, member=record.member, history=history)


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.MEMBER_WRITE)
def new() -> ResponseReturnValue:
    """Put a working member on the register of a workplace cell."""
    form = AdmitMemberForm(organisations.cell_choices(g.actor))
    if form.submit(AdmitMember, partial(admit_member, g.actor)):
        return done(_("The member is on the register."), "members.show", member_ref=form.result_ref)
    return page("members/new.html", form=form)


@bp.route("/<ref:member_ref>/edit", methods=["GET", "POST"])
@needs(Permission.MEMBER_WRITE)
def edit(member_ref: str) -> ResponseReturnValue:
    """Put a record right; a form that another's correction has overtaken shows what stands there now."""
    form = CorrectMemberForm.of(members.record(g.actor, member_ref).member)
    if form.submit(CorrectMember, partial(correct_member, g.actor, member_ref)):
        return done(_("Saved."), "members.show", member_ref=member_ref)
    record = members.record(g.actor, member_ref)
    open_dossier(g.actor, record.member.id, "members.edit")
    return page("members/edit.html", form=form, record=record, member=record.member)
