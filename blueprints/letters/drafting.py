"""Views of letters in preparation: whom to introduce, a draft put right or dropped, drafts signed and sent."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from blueprints.letters.bp import bp
from blueprints.letters.forms import DropDraftForm, IssueForm, NewLettersForm, ReviseDraftForm
from domain.errors import Refused
from models.vocabulary import LiaisonState
from queries import introductions, letters
from queries.letters import DRAFTS
from services.dossiers import open_dossier, open_list
from services.introductions import DraftLetters, prepare_letters
from services.issuing import IssueLetters, introduce_members, issue_letters
from services.letters import ReviseDraft, draft_letters, drop_draft, revise_draft
from ui.fields import refs_in
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.LETTER_DRAFT)
def new() -> ResponseReturnValue:
    """Choose members without a residence cell, the commune, the category; check; send, or leave to the committee."""
    wanted = refs_in(request.args.getlist("member"))
    lines = introductions.waiting(g.actor, request.args.get("after"), wanted or None)
    if len(wanted) == 1 and not lines.rows and (draft_ref := introductions.draft_of(g.actor, wanted[0])):
        return redirect(url_for("letters.edit", draft_ref=draft_ref), code=303)
    form = NewLettersForm(g.actor, is_recorded=any(line.place for line in lines.rows))
    if request.method == "GET" and not form.members.data:
        form.members.data = tuple(line.ref for line in lines.rows if wanted or "all" in request.args)
    issues = may(g.actor, Permission.LETTER_ISSUE)
    if form.is_to_be_checked():
        try:
            prepared = prepare_letters(g.actor, form.read(DraftLetters))
            return page("letters/check.html", form=form, prepared=prepared, issues=issues)
        except Refused as refused:
            form.blame(refused)
    if form.submit(DraftLetters, partial(introduce_members if issues else draft_letters, g.actor)):
        return _introduced(form.result_ref)
    open_list(g.actor, "letters.new")
    return page("letters/new.html", form=form, lines=lines.rows, more=more(lines.after), issues=issues)


def _introduced(batch_ref: str | None) -> ResponseReturnValue:
    if batch_ref:
        return done(
            _("The letters have been sent. Print and sign them."), "letters.print_batch", batch_ref=batch_ref
        )
    return done(
        _("The drafts are with your committee, which signs and sends them."), "letters.index", show=DRAFTS
    )


@bp.route("/drafts/<ref:draft_ref>/edit", methods=["GET", "POST"])
@needs(Permission.LETTER_DRAFT)
def edit(draft_ref: str) -> ResponseReturnValue:
    """Put a draft, or a letter that came back, right."""
    if request.method == "GET":
        open_dossier(g.actor, letters.member_of(g.actor, draft_ref, is_draft=True), "letters.new")
    liaison, home = letters.draft(g.actor, draft_ref)
    if request.method == "GET" and liaison.state not in (LiaisonState.DRAFTED, LiaisonState.RETURNED):
        return redirect(url_for("liaisons.show", liaison_ref=draft_ref), code=303)
    form = ReviseDraftForm.of(g.actor, liaison, home)
    if not form.is_finding and form.submit(ReviseDraft, partial(revise_draft, g.actor, draft_ref)):
        return done(_("The draft has been corrected."), "letters.index", show=DRAFTS)
    return page("letters/edit.html", form=form, liaison=liaison)


@bp.route("/drafts/<ref:draft_ref>/drop", methods=["GET", "POST"])
@needs(Permission.LETTER_DRAFT)
def drop(draft_ref: str) -> ResponseReturnValue:
    """Give up a draft, or a letter that came back."""
    form = DropDraftForm()
    if form.run(partial(drop_draft, g.actor, draft_ref)):
        return done(_("The draft has been dropped."), "letters.index", show=DRAFTS)
    return page("letters/drop.html", form=form, liaison=letters.draft(g.actor, draft_ref)[0])


@bp.route("/issue", methods=["GET", "POST"])
@needs(Permission.LETTER_ISSUE)
def issue() -> ResponseReturnValue:
    """Sign and send the drafts chosen on the list."""
    form = IssueForm()
    form.drafts.data = form.drafts.data or refs_in(request.args.getlist("draft"))
    if form.submit(IssueLetters, partial(issue_letters, g.actor)):
        return _introduced(form.result_ref)
    open_list(g.actor, "letters.index")
    return page("letters/issue.html", form=form, lines=letters.chosen_drafts(g.actor, form.drafts.data))
