"""Attendance of a meeting: the list, its check page, the numbers of a paper, the code for the door."""

from __future__ import annotations

from functools import partial

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock, qr
from adapters.tools import tools
from blueprints.meetings.bp import bp
from blueprints.meetings.marking import REASONS, MarksForm, NumbersForm, SheetForm
from domain.attendance import Overtaken, Sayings, Standing, Way
from domain.meetings import Counts, check_in_window, counts
from queries import attendance as lists
from queries import meetings
from queries.attendance import Sheet
from services.attendance import SaveAttendance, SaveByNumbers, proposed, save_attendance
from services.dossiers import open_list
from ui.guards import needs
from ui.i18n import translate
from ui.pages import done, page


@bp.route("/<ref:meeting_ref>/attendance", methods=["GET", "POST"])
@needs(Permission.MEETING_HOLD)
def attendance(meeting_ref: str) -> ResponseReturnValue:
    """Who was there: marked on the list, checked, saved; corrected in the same way."""
    sheet = _opened(meeting_ref)
    form = MarksForm(sheet)
    if form.submit(SaveAttendance, partial(save_attendance, g.actor, meeting_ref)):
        return _saved(sheet)
    form.turn()
    if form.is_to_be_checked():
        return _checked(sheet, form, proposed(sheet.meeting, sheet.lines, form.read(SaveAttendance)))
    return _asked(sheet, form, "meetings/attendance.html")


@bp.route("/<ref:meeting_ref>/attendance/numbers", methods=["GET", "POST"])
@needs(Permission.MEETING_HOLD)
def numbers(meeting_ref: str) -> ResponseReturnValue:
    """Who was absent, by the numbers of the paper list; the names are told before anything is saved."""
    sheet = _opened(meeting_ref)
    form = NumbersForm(sheet)
    if form.submit(SaveByNumbers, partial(save_attendance, g.actor, meeting_ref)):
        return _saved(sheet)
    if form.is_to_be_checked():
        return _checked(sheet, form, proposed(sheet.meeting, sheet.lines, form.read(SaveByNumbers)))
    return _asked(sheet, form, "meetings/attendance_numbers.html")


@bp.route("/<ref:meeting_ref>/code")
@needs(Permission.MEETING_HOLD)
def code(meeting_ref: str) -> ResponseReturnValue:
    """The code by which members check in, large, for the screen at the door; how many have."""
    sheet = _opened(meeting_ref)
    address = tools().public_url + url_for("check_in.door", door_ref=sheet.meeting.door_ref)
    return page(
        "meetings/code.html",
        sheet=sheet,
        image=qr.image(address),
        address=address,
        window=check_in_window(sheet.meeting.starts_at, sheet.rules),
        here=sum(line.is_fixed for line in sheet.lines),
    )


def _opened(meeting_ref: str) -> Sheet:
    """The sheet of a meeting; opening a list of names leaves its mark."""
    if request.method == "GET":
        open_list(g.actor, "meetings.attendance")
    return lists.sheet(g.actor, meeting_ref, clock.today())


def _asked(sheet: Sheet, form: SheetForm, template: str) -> ResponseReturnValue:
    """The page that asks, or the one that says where two savings differ, or why nothing is to be asked."""
    if isinstance(form.conflict, Overtaken):
        form.seen.data = form.conflict.savings
        return page("meetings/attendance_conflict.html", form=form, sheet=sheet, conflict=form.conflict)
    if sheet.objection is not None and request.method == "GET":
        why = translate(sheet.objection.message, sheet.objection.params)
        return page("meetings/attendance_closed.html", sheet=sheet, why=why)
    return page(template, form=form, sheet=sheet, ways=list(Way), owner=g.actor.mandate_ref)


def _checked(sheet: Sheet, form: SheetForm, said: Sayings) -> ResponseReturnValue:
    """The numbers and the names of those absent, before they are saved."""
    marked = form.read(SaveAttendance)
    kept = [
        line
        for line in sheet.lines
        if marked.way is Way.ABSENT and line.number in marked.marked and not _is_absent(said, line.number)
    ]
    return page(
        "meetings/attendance_check.html",
        form=form,
        sheet=sheet,
        said=said,
        counts=_counts(sheet, said),
        kept=kept,
        came=[one for one in sheet.late if one.ref in marked.late],
        reasons=REASONS,
    )


def _is_absent(said: Sayings, number: int) -> bool:
    status = said[number]
    return status is not None and status.is_absent


def _counts(sheet: Sheet, said: Sayings) -> Counts:
    return counts((said[line.number], line.standing is Standing.GUEST) for line in sheet.lines)


def _saved(sheet: Sheet) -> ResponseReturnValue:
    told = meetings.attended(sheet.meeting)
    words = _(
        "Attendance saved: %(present)s present, %(absent)s absent.", present=told.present, absent=told.missing
    )
    return done(words, "meetings.show", meeting_ref=sheet.meeting.ref)
