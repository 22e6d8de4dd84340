"""The invitation to a meeting as anybody may read it: kind, cell, time and place; and its file for calendars."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from adapters import calendars
from adapters.calendars import Appointment
from adapters.tools import tools
from blueprints.invitations.bp import bp
from models.vocabulary import MeetingState
from queries import invitations
from ui.downloads import attached
from ui.guards import public
from ui.pages import page, said

__all__ = ["bp"]


@bp.route("/<ref:invitation_ref>")
@public
def show(invitation_ref: str) -> ResponseReturnValue:
    """What, where and when; nobody's name, and no way into a meeting on line."""
    invitation = invitations.invitation(invitation_ref)
    return page("invitations/show.html", invitation=invitation, invitation_ref=invitation_ref)


@bp.route("/<ref:invitation_ref>/calendar.ics")
@public
def calendar(invitation_ref: str) -> Response:
    """The meeting for a calendar; once it was moved or called off, the file says so."""
    invitation = invitations.invitation(invitation_ref)
    address = tools().public_url + url_for("invitations.show", invitation_ref=invitation_ref)
    appointment = Appointment(
        mark=f"{invitation_ref}@so-lien-he",
        sequence=invitation.sequence,
        title=f"{said('meetings/_words.html', 'title_of', invitation)} – {invitation.cell}",
        starts_at=invitation.starts_at,
        place=said("meetings/_words.html", "where", invitation),
        address=address,
        is_cancelled=invitation.state is MeetingState.CANCELLED,
    )
    return attached(calendars.file(appointment), calendars.TYPE, "cuoc-hop.ics")
