"""The door of a meeting: one button by which a member says that he or she is there."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from adapters import clock
from blueprints.check_in.bp import bp
from domain.attendance import has_checked_in, objection_to_check_in
from domain.errors import NotFound, Refused
from domain.meetings import check_in_window
from queries import check_in as doors
from queries.check_in import Door
from services.checking_in import check_in
from ui.forms import BaseForm
from ui.guards import signed_in
from ui.i18n import translate
from ui.pages import page


@bp.route("/<ref:door_ref>", methods=["GET", "POST"])
@signed_in
def door(door_ref: str) -> ResponseReturnValue:
    """Check in at this meeting; the page of a code that is not for this person is the same as that of none."""
    try:
        here = doors.door(g.actor, door_ref)
    except NotFound:
        return page("check_in/elsewhere.html", 404)
    form = BaseForm()
    if form.run(partial(check_in, g.actor, door_ref)):
        return redirect(url_for("check_in.door", door_ref=door_ref), code=303)
    arrived_at = here.row.arrived_at if here.row is not None and has_checked_in(here.row) else None
    refused = _why_not(here) if arrived_at is None else None
    why = translate(refused.message, refused.params) if refused else None
    return page("check_in/door.html", form=form, meeting=here.meeting, arrived_at=arrived_at, why=why)


def _why_not(here: Door) -> Refused | None:
    """Why there is no button: the hours, the state of the meeting, or that one does not count at it."""
    window = check_in_window(here.meeting.starts_at, here.rules)
    return objection_to_check_in(here.meeting.state, here.standing, window, clock.now())
