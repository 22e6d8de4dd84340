"""Planning a meeting: when and where, convening, what changes until it begins."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.meetings.bp import bp
from blueprints.meetings.forms import (
    CancelMeetingForm,
    EditMeetingForm,
    ExtendListForm,
    NewMeetingForm,
    PressForm,
)
from blueprints.meetings.words import to_copy
from domain.errors import Refused
from models import Meeting
from models.vocabulary import MeetingKind, MeetingState
from queries import meetings
from services.convening import (
    ExtendList,
    convene_meeting,
    convene_planned,
    extend_list,
    prepare_meeting,
)
from services.dossiers import open_list
from services.meetings import (
    CancelMeeting,
    EditMeeting,
    PlanMeeting,
    cancel_meeting,
    edit_meeting,
    plan_meeting,
)
from ui.guards import needs
from ui.pages import done, page

HOLDS = Permission.MEETING_HOLD


@bp.route("/new", methods=["GET", "POST"])
@needs(HOLDS)
def new() -> ResponseReturnValue:
    """Arrange a meeting; see the invitation; convene, or put it into the calendar for now."""
    form = NewMeetingForm(data={"kind": MeetingKind.PERIODIC, "place": meetings.last_place(g.actor)})
    if form.step.data == "plan" and form.run(lambda: plan_meeting(g.actor, form.read(PlanMeeting))):
        return done(
            _("The meeting stands in the calendar. Nobody has been told yet."),
            "meetings.show",
            meeting_ref=form.result_ref,
        )
    if form.is_to_be_checked():
        try:
            prepared = prepare_meeting(g.actor, form.read(PlanMeeting))
            text = to_copy(prepared.plan, g.actor.organisation_name)
            return page("meetings/check.html", form=form, prepared=prepared, text=text)
        except Refused as refused:
            form.blame(refused)
    if form.submit(PlanMeeting, partial(convene_meeting, g.actor)):
        return _convened(form.result_ref, took_place=bool(form.took_place.data))
    return page("meetings/new.html", form=form)


def _convened(ref: str | None, *, took_place: bool = False) -> ResponseReturnValue:
    if took_place:
        said = _("The meeting is written down. Now take its attendance.")
        return done(said, "meetings.show", meeting_ref=ref)
    said = _("The members are convened. Now send them the invitation.")
    return done(said, "meetings.invitation", meeting_ref=ref, copy=1)


@bp.route("/<ref:meeting_ref>/convene", methods=["GET", "POST"])
@needs(HOLDS)
def convene(meeting_ref: str) -> ResponseReturnValue:
    """Convene the members to a planned meeting, after a look at the invitation."""
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    if request.method == "GET" and meeting.state is not MeetingState.PLANNED:
        return redirect(url_for("meetings.show", meeting_ref=meeting_ref), code=303)
    form = PressForm()
    if form.run(partial(convene_planned, g.actor, meeting_ref)):
        return _convened(meeting_ref, took_place=meeting.on < clock.today())
    text = to_copy(meeting, g.actor.organisation_name)
    return page("meetings/convene.html", form=form, meeting=meeting, text=text)


@bp.route("/<ref:meeting_ref>/edit", methods=["GET", "POST"])
@needs(HOLDS)
def edit(meeting_ref: str) -> ResponseReturnValue:
    """Put time, place or agenda right until the meeting begins."""
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    form = EditMeetingForm(meeting)
    if form.submit(EditMeeting, partial(edit_meeting, g.actor, meeting_ref)):
        return _edited(meetings.one(g.actor, meeting_ref))
    return page("meetings/edit.html", form=form, meeting=meeting)


def _edited(meeting: Meeting) -> ResponseReturnValue:
    if meeting.state is MeetingState.PLANNED or meeting.on < clock.today():
        return done(_("The change is saved."), "meetings.show", meeting_ref=meeting.ref)
    said = _("The change is saved. Send the invitation again if the time or place is new.")
    return done(said, "meetings.invitation", meeting_ref=meeting.ref)


@bp.route("/<ref:meeting_ref>/cancel", methods=["GET", "POST"])
@needs(HOLDS)
def cancel(meeting_ref: str) -> ResponseReturnValue:
    """Call a meeting off, with the reason."""
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    form = CancelMeetingForm()
    if form.submit(CancelMeeting, partial(cancel_meeting, g.actor, meeting_ref)):
        return done(_("The meeting has been cancelled."), "meetings.show", meeting_ref=meeting_ref)
    return page("meetings/cancel.html", form=form, meeting=meeting)


@bp.route("/<ref:meeting_ref>/list/extend", methods=["GET", "POST"])
@needs(HOLDS)
def extend(meeting_ref: str) -> ResponseReturnValue:
    """Put those who came to the cell since on the list, and exempt members as guests."""
    open_list(g.actor, "meetings.convened")
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    candidates = meetings.candidates(g.actor, meeting)
    form = ExtendListForm(candidates.guests)
    if form.submit(ExtendList, partial(extend_list, g.actor, meeting_ref)):
        return done(_("The list is longer now."), "meetings.convened", meeting_ref=meeting_ref)
    return page("meetings/extend.html", form=form, meeting=meeting, newcomers=candidates.newcomers)
