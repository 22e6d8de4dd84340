"""What the cell needs, whom it asks, what it certifies; what its members say they can do."""

from __future__ import annotations

from collections import Counter
from functools import partial

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.needs import own
from blueprints.needs.bp import bp
from blueprints.needs.forms import AskForm, CloseForm, NeedForm, PressForm
from blueprints.needs.sheets import WAYS, needs_sheet
from models.vocabulary import Competence, MatchState
from queries import needs
from services.dossiers import open_list
from services.needs import AskMembers, CloseNeed, PostNeed, ask_members, certify_help, close_need, post_need
from ui import guards, spreadsheets
from ui.forms import BaseForm
from ui.pages import done, page

__all__ = ["bp", "own"]  # the other adds its views to the same blueprint
_COMING = (MatchState.ACCEPTED, MatchState.CERTIFIED)
"""Who is named on the page of a need; who says no stays a number."""


@bp.route("/")
@guards.needs(Permission.NEED_READ)
def index() -> ResponseReturnValue:
    """What the cell needs, by the day, with the number of those who said yes."""
    show = needs.CLOSED if request.args.get("show") == needs.CLOSED else needs.OPEN
    lines = needs.posted(g.actor, show)
    answers = needs.answers(one.id for one in lines)
    if spreadsheets.asked_for():
        return spreadsheets.download(needs_sheet(answers), spreadsheets.whole(lines), WAYS[show])
    return page("needs/index.html", lines=lines, answers=answers, show=show)


@bp.route("/new", methods=["GET", "POST"])
@guards.needs(Permission.NEED_POST)
def new() -> ResponseReturnValue:
    """Say what help the cell needs; whom to ask comes next."""
    form = NeedForm(data={"people": 1})
    if form.submit(PostNeed, partial(post_need, g.actor)):
        return done(
            _("The need stands in the book. Now choose whom to ask."), "needs.ask", need_ref=form.result_ref
        )
    return page("needs/new.html", form=form)


@bp.route("/<ref:need_ref>")
@guards.needs(Permission.NEED_READ)
def show(need_ref: str) -> ResponseReturnValue:
    """One need: how many were asked and said yes, who comes, what has been certified."""
    open_list(g.actor, "needs.show")
    return _page(need_ref, PressForm())


@bp.route("/<ref:need_ref>/ask", methods=["GET", "POST"])
@guards.needs(Permission.NEED_POST)
def ask(need_ref: str) -> ResponseReturnValue:
    """Ask members: those who named the field are proposed, anybody else can be chosen by hand; nobody is ticked."""
    if request.method == "GET":
        open_list(g.actor, "needs.ask")
    need = needs.one(g.actor, need_ref, Permission.NEED_POST)
    form = AskForm(needs.to_ask(g.actor, need))
    if form.run(lambda: ask_members(g.actor, need_ref, _chosen(form))):
        return done(_("The comrades have been asked."), "needs.show", need_ref=need_ref)
    return page("needs/ask.html", form=form, need=need)


@bp.route("/<ref:need_ref>/close", methods=["GET", "POST"])
@guards.needs(Permission.NEED_POST)
def close(need_ref: str) -> ResponseReturnValue:
    """Nobody is needed any more; those whom this concerns are told."""
    form = CloseForm()
    if form.submit(CloseNeed, partial(close_need, g.actor, need_ref)):
        return done(_("Closed. Those who had been asked have been told."), "needs.index")
    return page("needs/close.html", form=form, need=needs.one(g.actor, need_ref, Permission.NEED_POST))


@bp.route("/matches/<ref:match_ref>/certify", methods=["POST"])
@guards.needs(Permission.NEED_POST)
def certify(match_ref: str) -> ResponseReturnValue:
    """Certify what one member did: it becomes a contact."""
    need_ref = needs.of_match(g.actor, match_ref)
    form = PressForm()
    if form.run(partial(certify_help, g.actor, match_ref)):
        return done(
            _("Certified. It stands in the history of the comrade, who has been told."),
            "needs.show",
            need_ref=need_ref,
            undo=url_for("contacts.withdraw", contact_ref=form.result_ref),
            undo_label=_("Take back (10 minutes)"),
        )
    return _page(need_ref, form)


@bp.route("/strengths")
@guards.needs(Permission.STRENGTH_READ)
def strengths() -> ResponseReturnValue:
    """In what the members of the own cell say they can help, field by field."""
    open_list(g.actor, "needs.strengths")
    people = needs.able(g.actor)
    fields = {one: [person for person in people if person.competence is one] for one in Competence}
    return page("needs/strengths.html", fields={one: found for one, found in fields.items() if found})


def _chosen(form: AskForm) -> AskMembers:
    return AskMembers(members=(*form.members.data, *form.others.data))


def _page(need_ref: str, form: BaseForm) -> ResponseReturnValue:
    need = needs.one(g.actor, need_ref)
    asked = needs.asked(g.actor, need.id)
    return page(
        "needs/show.html",
        form=form,
        need=need,
        answers=Counter(match.state for match in asked),
        coming=[match for match in asked if match.state in _COMING],
        today=clock.today(),
    )
