"""What waits for the office one acts in: due things, oldest first, and nothing else."""

from __future__ import annotations

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from access import Permission, may
from adapters import clock
from blueprints.home.bp import bp
from blueprints.home.cards import cards_of, list_behind
from queries import dashboard, meetings, rulesets, years
from ui.guards import signed_in
from ui.pages import page


@bp.route("/")
@signed_in
def index() -> ResponseReturnValue:
    """The home page of an office; a member without an office comes straight to the own record."""
    if g.actor.office is None and may(g.actor, Permission.OWN_RECORD):
        return redirect(url_for("me.show"), code=303)
    today = clock.today()
    near = meetings.near(g.actor) if may(g.actor, Permission.MEETING_HOLD) else []
    rules = rulesets.rules(today)
    tasks = dashboard.waiting(g.actor, today, rules, near)
    tasks += years.late_cells(g.actor, today, rules.meeting_alarm_days)
    has_notices = any(task.name == "notices" for task in tasks)
    cards = cards_of(tasks, dashboard.first_notice(g.actor) if has_notices else None, near, today)
    return page(
        "home/index.html",
        cards=cards,
        figures=[(one, list_behind(g.actor, one)) for one in dashboard.figures(g.actor)],
        coming=next((one for one in near if one.is_ahead(today)), None),
    )
