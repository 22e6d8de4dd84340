"""Meetings of a cell: the list, and one meeting with its list of names and what became of it."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from adapters import clock
from blueprints.meetings import attendance, minutes, papers, planning
from blueprints.meetings.bp import bp
from blueprints.meetings.sheets import CONVENED, MEETINGS, coming_first
from blueprints.meetings.words import WORDS
from domain.meetings import HalfYear
from models import Meeting
from models.vocabulary import MeetingState, OrganisationKind
from queries import invitations, meetings
from services.dossiers import open_list
from ui import filters, spreadsheets
from ui.guards import needs
from ui.pages import page, said
from ui.tables import more

__all__ = [
    "attendance",
    "bp",
    "minutes",
    "papers",
    "planning",
]  # the others add their views to the same blueprint


@bp.route("/")
@needs(Permission.MEETING_READ)
def index() -> ResponseReturnValue:
    """Meetings in sight: of the own cell with what its half-years lack, or of all cells below a committee."""
    today = clock.today()
    half, cell_ref = _half(request.args.get("half")), request.args.get("cell")
    is_cell = g.actor.kind is OrganisationKind.RESIDENCE_CELL
    read = partial(meetings.listed, g.actor, half, cell_ref)
    if spreadsheets.asked_for():
        in_order = coming_first(read) if is_cell else read
        return spreadsheets.download(MEETINGS, in_order, half and _(half.text, year=half.year))
    lines = read(request.args.get("after"))
    return page(
        "meetings/index.html",
        lines=lines.rows,
        more=more(lines.after),
        is_cell=is_cell,
        halves=meetings.halves(g.actor, today.year) if is_cell else [],
        shown=half,
        choices=_choices(HalfYear.of(today)),
        cell=cell_ref,
        today=today,
    )


@bp.route("/mine")
@needs(Permission.OWN_RECORD)
def mine() -> ResponseReturnValue:
    """The meetings to which the reader was convened as a member, and where he or she stood."""
    return page("meetings/mine.html", lines=invitations.own(g.actor), today=clock.today())


def _half(text: str | None) -> HalfYear | None:
    try:
        return HalfYear.from_stored(text or "")
    except ValueError:
        return None


def _choices(now: HalfYear) -> list[HalfYear]:
    """The half-years by which a list can be narrowed: this one and the three before."""
    return [now, now.before, now.before.before, now.before.before.before]


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
    if spreadsheets.asked_for():
        return _take_away(meetings.one(g.actor, meeting_ref))
    open_list(g.actor, "meetings.convened")
    meeting = meetings.one(g.actor, meeting_ref)
    return page("meetings/convened.html", meeting=meeting, seats=meetings.seats(g.actor, meeting))


def _take_away(meeting: Meeting) -> ResponseReturnValue:
    """The list of a meeting as a spreadsheet, with the meeting named on top of it."""
    seats, when = meetings.seats(g.actor, meeting), filters.moment(meeting.starts_at)
    title = said(WORDS, "title_of", meeting)
    return spreadsheets.download(CONVENED, spreadsheets.whole(seats), f"{title}, {when}")
