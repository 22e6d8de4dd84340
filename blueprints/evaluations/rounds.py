"""Yearly rounds: opened with their calendar, followed cell by cell, cells reminded, sheets handed over, closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import HandOverForm, OpenRoundForm, PressForm
from blueprints.evaluations.sheets import PROGRESS, ROUNDS
from models import EvaluationRound
from models.vocabulary import Milestone, OrganisationKind
from queries import rounds as queries
from queries import rulesets
from services.rounds import (
    HandOver,
    OpenRound,
    close_round,
    hand_over,
    open_round,
    remind_all_of_sheets,
    remind_of_sheets,
)
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page

LEADS = Permission.ROUND_LEAD


@bp.route("/rounds")
@needs(Permission.ROUND_READ)
def rounds() -> ResponseReturnValue:
    """The rounds in sight, the latest first."""
    found = queries.listed(g.actor)
    if spreadsheets.asked_for():
        return spreadsheets.download(ROUNDS, spreadsheets.whole(found))
    return page("evaluations/rounds.html", rounds=found)


@bp.route("/rounds/new", methods=["GET", "POST"])
@needs(Permission.ROUND_OPEN)
def new_round() -> ResponseReturnValue:
    """Open the round of this year, with the days of the rule set proposed."""
    is_commune = g.actor.kind is OrganisationKind.COMMUNE_COMMITTEE
    communes = [] if is_commune else queries.communes(g.actor, clock.today().year)
    form = OpenRoundForm(communes, data=_proposed())
    if form.submit(OpenRound, partial(open_round, g.actor)):
        said = _("The round is open; the cells have been told.")
        return done(said, "evaluations.show_round", round_ref=form.result_ref)
    return page("evaluations/new_round.html", form=form, is_commune=is_commune)


def _proposed() -> dict[str, Any]:
    """This year's calendar; days that have passed are left to be written."""
    today = clock.today()
    days = rulesets.rules(today).calendar.in_year(today.year)
    coming = {
        "cell_due_on": days[Milestone.CELLS_BY],
        "confirm_due_on": days[Milestone.CONFIRM_BY],
        "return_due_on": days[Milestone.RETURN_BY],
    }
    return {"year": today.year, "listed_on": today} | {
        name: day for name, day in coming.items() if day >= today
    }


@bp.route("/rounds/<ref:round_ref>")
@needs(Permission.ROUND_READ)
def show_round(round_ref: str) -> ResponseReturnValue:
    """How far each cell has come, who is late; numbers, no names."""
    opened = queries.one(g.actor, round_ref)
    if spreadsheets.asked_for():
        lines = queries.progress(g.actor, opened)
        late_first = sorted(lines, key=lambda line: not line.is_late(opened, clock.today()))
        year = _("%(year)s evaluation round", year=opened.year)
        return spreadsheets.download(PROGRESS, spreadsheets.whole(late_first), year, opened.committee.name)
    return _page(opened, PressForm())


@bp.route("/rounds/<ref:round_ref>/remind", methods=["POST"])
@needs(LEADS)
def remind_all(round_ref: str) -> ResponseReturnValue:
    """Remind every cell that still owes sheets."""
    return _pressed(round_ref, partial(remind_all_of_sheets, g.actor, round_ref))


@bp.route("/rounds/<ref:round_ref>/remind/<ref:cell_ref>", methods=["POST"])
@needs(LEADS)
def remind_one(round_ref: str, cell_ref: str) -> ResponseReturnValue:
    """Remind one cell."""
    return _pressed(round_ref, partial(remind_of_sheets, g.actor, round_ref, cell_ref))


@bp.route("/rounds/<ref:round_ref>/close", methods=["POST"])
@needs(LEADS)
def close(round_ref: str) -> ResponseReturnValue:
    """Close a round of which nothing waits at the committee."""
    form = PressForm()
    if form.run(partial(close_round, g.actor, round_ref)):
        return done(_("The round is closed."), "evaluations.show_round", round_ref=round_ref)
    return _page(queries.one(g.actor, round_ref), form)


@bp.route("/hand-over", methods=["GET", "POST"])
@needs(LEADS)
def over() -> ResponseReturnValue:
    """Let another cell carry on with the members and sheets of one that was merged into it."""
    form = HandOverForm(queries.cells(g.actor))
    if form.submit(HandOver, partial(hand_over, g.actor)):
        return done(_("Members and sheets are with the other cell now."), "evaluations.rounds")
    return page("evaluations/hand_over.html", form=form)


def _pressed(round_ref: str, act: Callable[[], object]) -> ResponseReturnValue:
    form = PressForm()
    if form.run(act):
        said = _("The reminder has been sent to the secretary.")
        return done(said, "evaluations.show_round", round_ref=round_ref)
    return _page(queries.one(g.actor, round_ref), form)


def _page(opened: EvaluationRound, form: PressForm) -> ResponseReturnValue:
    today = clock.today()
    lines = queries.progress(g.actor, opened)
    return page(
        "evaluations/round.html",
        form=form,
        round=opened,
        late=[line for line in lines if line.is_late(opened, today)],
        others=[line for line in lines if not line.is_late(opened, today)],
        sums=queries.summed(lines),
        today=today,
    )
