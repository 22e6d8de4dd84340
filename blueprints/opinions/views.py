"""Opinions at the cell and at the committee: raised, passed on, answered, told."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.opinions import own
from blueprints.opinions.bp import bp
from blueprints.opinions.forms import AnswerForm, PassOnForm, PressForm, RaiseForm
from blueprints.opinions.sheets import WAYS, opinions_sheet
from domain.deadlines import add_working_days
from queries import liaisons, opinions, rulesets
from services.dossiers import open_dossier, open_list
from services.opinions import (
    AnswerOpinion,
    PassOn,
    RaiseOpinion,
    answer_opinion,
    raise_opinion,
    tell_answer,
)
from services.opinions import (
    pass_on as hand_on,
)
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "own"]  # the other adds its views to the same blueprint


@bp.route("/")
@needs(Permission.OPINION_READ)
def index() -> ResponseReturnValue:
    """What is open, overdue, answered and not told yet, or done."""
    asked = request.args.get("show")
    show = asked if asked in WAYS else opinions.OPEN
    if spreadsheets.asked_for():
        read = partial(opinions.listed, g.actor, show, clock.today())
        return spreadsheets.download(opinions_sheet(clock.today()), read, WAYS[show])
    open_list(g.actor, "opinions.index")
    lines = opinions.listed(g.actor, show, clock.today(), request.args.get("after"))
    return page(
        "opinions/index.html", lines=lines.rows, show=show, more=more(lines.after), today=clock.today()
    )


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.OPINION_RECORD)
def new() -> ResponseReturnValue:
    """Write down what a member said, at a meeting or between two, or residents at a people's meeting."""
    member, meeting = request.args.get("member"), request.args.get("meeting")
    if request.method == "GET":
        open_list(g.actor, "opinions.new")
    comrades = liaisons.comrades(g.actor, Permission.OPINION_RECORD)
    given = {"who": member, "meeting": meeting, "raised_on": clock.today()}
    form = RaiseForm(comrades, opinions.meetings(g.actor, meeting), data=given)
    if form.submit(RaiseOpinion, partial(raise_opinion, g.actor)):
        return done(_("The opinion stands in the book."), "opinions.show", opinion_ref=form.result_ref)
    chosen = next((one for one in comrades if one.ref == member), None)
    return page("opinions/new.html", form=form, chosen=chosen)


@bp.route("/<ref:opinion_ref>")
@needs(Permission.OPINION_READ)
def show(opinion_ref: str) -> ResponseReturnValue:
    """One opinion with its steps and what is open to the office."""
    return _page(opinion_ref, PressForm())


@bp.route("/<ref:opinion_ref>/pass-on", methods=["GET", "POST"])
@needs(Permission.OPINION_RECORD)
def pass_on(opinion_ref: str) -> ResponseReturnValue:
    """Pass an opinion on to the committee or to another body, with the day on which the answer is due."""
    opinion = opinions.one(g.actor, opinion_ref, Permission.OPINION_RECORD)
    committee = opinions.committee_above(opinion.cell_id)
    days = rulesets.rules(clock.today()).opinion_days
    form = PassOnForm(committee.name, add_working_days(clock.today(), days, rulesets.holidays()))
    if form.submit(PassOn, partial(hand_on, g.actor, opinion_ref)):
        return done(_("The opinion has been passed on."), "opinions.show", opinion_ref=opinion_ref)
    return page("opinions/pass_on.html", form=form, opinion=opinion)


@bp.route("/<ref:opinion_ref>/answer", methods=["GET", "POST"])
@needs(Permission.OPINION_ANSWER)
def answer(opinion_ref: str) -> ResponseReturnValue:
    """Answer what one's own organisation holds, or write down what another body answered."""
    opinion = opinions.one(g.actor, opinion_ref, Permission.OPINION_ANSWER)
    form = AnswerForm()
    if form.submit(AnswerOpinion, partial(answer_opinion, g.actor, opinion_ref)):
        return done(_("The answer stands in the book."), "opinions.show", opinion_ref=opinion_ref)
    return page("opinions/answer.html", form=form, opinion=opinion)


@bp.route("/<ref:opinion_ref>/told", methods=["POST"])
@needs(Permission.OPINION_RECORD)
def told(opinion_ref: str) -> ResponseReturnValue:
    """The answer has been told, by telephone or at a meeting."""
    form = PressForm()
    if form.run(partial(tell_answer, g.actor, opinion_ref)):
        return done(_("Recorded: the answer has been told."), "opinions.index", show=opinions.TO_TELL)
    return _page(opinion_ref, form)


def _page(opinion_ref: str, form: BaseForm) -> ResponseReturnValue:
    member_id = opinions.one(g.actor, opinion_ref).member_id
    if member_id is not None:
        open_dossier(g.actor, member_id, "opinions.show")
    opinion = opinions.one(g.actor, opinion_ref)
    return page(
        "opinions/show.html",
        form=form,
        opinion=opinion,
        steps=opinions.steps(opinion.id),
        today=clock.today(),
        is_held=opinion.holder_id == g.actor.organisation_id,
    )
