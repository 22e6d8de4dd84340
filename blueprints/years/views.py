"""The year at a glance: of a cell, of the cells of a commune, of oneself; facts with their base, never a verdict."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.years import report
from blueprints.years.bp import bp
from blueprints.years.report import SINCE, asked_half
from blueprints.years.sheets import CELLS
from blueprints.years.words import open_lists, own_meetings, own_others
from domain.meetings import HalfYear
from queries import rulesets, years
from services.reminders import remind_cell, remind_cells
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page

__all__ = ["bp", "report"]  # the other adds its views to the same blueprint


class RemindForm(BaseForm):
    """One button: remind."""


@bp.route("/")
@needs(Permission.MEETING_READ)
def index() -> ResponseReturnValue:
    """The year of the actor's cell; for a commune committee, how its cells stand in a half-year."""
    if g.actor.kind.is_cell:
        return _cell()
    return _cells(RemindForm())


def _cell() -> ResponseReturnValue:
    today, year = clock.today(), _year()
    months = rulesets.rules(today).silent_months
    seen = years.of_cell(g.actor, year, today, months)
    return page(
        "years/cell.html",
        year=year,
        this_year=today.year,
        today=today,
        seen=seen,
        open_lists=open_lists(seen, months),
    )


@bp.route("/own")
@needs(Permission.OWN_RECORD)
def own() -> ResponseReturnValue:
    """The year of the person who reads it."""
    year = _year()
    seen = years.of_member(g.actor, year)
    return page(
        "years/own.html",
        year=year,
        this_year=clock.today().year,
        meetings=own_meetings(seen),
        others=own_others(seen),
    )


@bp.route("/remind", methods=["POST"])
@needs(Permission.MEETING_REMIND)
def remind() -> ResponseReturnValue:
    """Remind every cell that has not met in this half-year."""
    return _pressed(partial(remind_cells, g.actor))


@bp.route("/remind/<ref:cell_ref>", methods=["POST"])
@needs(Permission.MEETING_REMIND)
def remind_one(cell_ref: str) -> ResponseReturnValue:
    """Remind one cell."""
    return _pressed(partial(remind_cell, g.actor, cell_ref))


def _pressed(act: Callable[[], object]) -> ResponseReturnValue:
    form = RemindForm()
    if form.run(act):
        return done(_("The reminder has been sent to the secretary."), "years.index")
    return _cells(form)


def _cells(form: RemindForm) -> ResponseReturnValue:
    today = clock.today()
    now = HalfYear.of(today)
    half = asked_half()
    lines = years.cells(g.actor, half, today)
    if spreadsheets.asked_for():
        return spreadsheets.download(CELLS, spreadsheets.whole(lines), _(half.text, year=half.year))
    return page(
        "years/cells.html",
        form=form,
        half=half,
        now=now,
        late=[line for line in lines if line.held_on is None],
        met=[line for line in lines if line.held_on is not None],
        today=today,
    )


def _year() -> int:
    """The year in the address, or this one."""
    this_year, asked = clock.today().year, request.args.get("year", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    return wanted if SINCE <= wanted <= this_year + 1 else this_year
