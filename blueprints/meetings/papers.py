"""The invitation as a text to be sent, and the papers of a meeting: invitation and sign-in sheet."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from access import Permission
from adapters import clock, qr
from adapters.tools import tools
from blueprints.meetings.bp import bp
from blueprints.meetings.words import to_copy
from domain.errors import NotFound
from domain.letters import bare_place, party_of
from domain.papers.blocks import Paper
from models import Meeting
from models.vocabulary import MeetingState
from queries import meetings
from queries.wording import wording
from services.dossiers import open_list, take_list
from services.meeting_papers import invitation_paper, sign_in_paper
from ui.guards import fresh, needs
from ui.pages import page
from ui.papers import as_pdf, as_word

HOLDS = Permission.MEETING_HOLD


@bp.route("/<ref:meeting_ref>/invitation")
@needs(HOLDS)
def invitation(meeting_ref: str) -> ResponseReturnValue:
    """The invitation to be copied or shared, for calendars and for the printer."""
    meeting = _convened(meeting_ref)
    return page(
        "meetings/invitation.html",
        meeting=meeting,
        text=_text(meeting),
        reached=meetings.reached(meeting),
        copies_now="copy" in request.args,
    )


@bp.route("/<ref:meeting_ref>/invitation/print")
@needs(HOLDS)
def print_invitation(meeting_ref: str) -> ResponseReturnValue:
    """The invitation as a paper of one page, on which a name is written by hand."""
    meeting = _convened(meeting_ref)
    paper = invitation_paper(g.actor, meeting, clock.today(), wording())
    return page("meetings/print_invitation.html", meeting=meeting, paper=paper.described())


@bp.route("/<ref:meeting_ref>/invitation.pdf")
@needs(HOLDS)
def invitation_pdf(meeting_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf([_invitation(meeting_ref)])


@bp.route("/<ref:meeting_ref>/invitation.docx")
@needs(HOLDS)
def invitation_word(meeting_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(_invitation(meeting_ref))


@bp.route("/<ref:meeting_ref>/sign-in-sheet")
@needs(HOLDS)
def sign_in_sheet(meeting_ref: str) -> ResponseReturnValue:
    """The list on which those present sign, with the numbers of the screen and the code for telephones."""
    open_list(g.actor, "meetings.print")
    meeting = _convened(meeting_ref)
    door = _door(meeting)
    return page(
        "meetings/sign_in_sheet.html",
        meeting=meeting,
        head=head_of(meeting),
        seats=meetings.seats(g.actor, meeting),
        code=qr.image(door),
        door=door,
    )


@bp.route("/<ref:meeting_ref>/sign-in-sheet.pdf")
@needs(HOLDS)
@fresh
def sign_in_sheet_pdf(meeting_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf([_sign_in_paper(meeting_ref)])


@bp.route("/<ref:meeting_ref>/sign-in-sheet.docx")
@needs(HOLDS)
@fresh
def sign_in_sheet_word(meeting_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(_sign_in_paper(meeting_ref))


def _invitation(meeting_ref: str) -> Paper:
    return invitation_paper(g.actor, _convened(meeting_ref), clock.today(), wording())


def _sign_in_paper(meeting_ref: str) -> Paper:
    meeting = _convened(meeting_ref)
    seats = meetings.seats(g.actor, meeting)
    take_list(g.actor, "meetings.print", [one.member_ref for one in seats])
    return sign_in_paper(meeting, seats, _door(meeting), wording())


def _door(meeting: Meeting) -> str:
    return f"{tools().public_url}/check-in/{meeting.door_ref}"


def _convened(meeting_ref: str) -> Meeting:
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    if meeting.convened_on is None:
        raise NotFound
    return meeting


def _text(meeting: Meeting) -> str:
    path = url_for("invitations.show", invitation_ref=meeting.invitation_ref)
    is_cancelled = meeting.state is MeetingState.CANCELLED
    return to_copy(
        meeting,
        meeting.cell.name,
        tools().public_url + path,
        is_moved=meeting.sequence > 0,
        is_cancelled=is_cancelled,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper of the cell (36-HD/VPTW)."""

    superior: str | None
    issuer: str
    place: str


def head_of(meeting: Meeting) -> Head:
    """The head of a paper about a meeting: the Party organisation above, the cell, the place before the date."""
    cell, above = meeting.cell, meeting.cell.parent
    place = cell.place or (above.place if above else None)
    return Head(
        superior=party_of(above.name) if above else None,
        issuer=cell.name,
        place=bare_place(place.name) if place else "",
    )
