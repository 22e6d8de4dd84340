"""Meetings of a cell: the list, and one meeting with its list of names and what became of it."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue

from access import Permission, may
from adapters import clock
from blueprints.meetings import papers, planning
from blueprints.meetings.bp import bp
from models.vocabulary import MeetingState
from queries import meetings
from services.dossiers import open_list
from ui.guards import needs
from ui.pages import page
from ui.tables import more

__all__ = ["bp", "papers", "planning"]  # the others add their views to the same blueprint


@bp.route("/")
@needs(Permission.MEETING_READ)
def index() -> ResponseReturnValue:
    """Meetings in sight: of the own cell, or of all cells below a committee."""
    lines = meetings.listed(g.actor, request.args.get("after"))
    return page("meetings/index.html", lines=lines.rows, more=more(lines.after), today=clock.today())


@bp.route("/<ref:meeting_ref>")
@needs(Permission.MEETING_READ)
def show(meeting_ref: str) -> ResponseReturnValue:
    """One meeting: when and where, how it was attended, what was done."""
    meeting = meetings.one(g.actor, meeting_ref)
    grows = meeting.state is MeetingState.CONVENED and may(g.actor, Permission.MEETING_HOLD)
    return page(
        "meetings/show.html",
        meeting=meeting,
        newcomers=len(meetings.candidates(g.actor, meeting).newcomers) if grows else 0,
        counts=meetings.attended(meeting),
        steps=meetings.steps(meeting),
        today=clock.today(),
    )


@bp.route("/<ref:meeting_ref>/list")
@needs(Permission.MEETING_READ)
def convened(meeting_ref: str) -> ResponseReturnValue:
    """Who is on the list of a meeting, under the numbers of the paper, and where each stands."""
    open_list(g.actor, "meetings.convened")
    meeting = meetings.one(g.actor, meeting_ref)
    return page("meetings/convened.html", meeting=meeting, seats=meetings.seats(g.actor, meeting))
