"""Minutes of a meeting: read, written as a draft, signed, amended, printed; the meeting closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from adapters import clock
from blueprints.meetings.bp import bp
from blueprints.meetings.forms import AmendMinutesForm, MinutesForm, PressForm, SignMinutesForm
from domain.errors import NotFound
from domain.papers.blocks import Paper
from models import Meeting, Minutes
from queries import meetings, telephones
from queries import minutes as queries
from services.documents import Issue, as_entered, proven
from services.dossiers import open_list
from services.meeting_papers import minutes_issue
from services.minutes import (
    AmendMinutes,
    KeepMinutes,
    SignMinutes,
    amend_minutes,
    close_meeting,
    drop_amendment,
    keep_minutes,
    sign_minutes,
)
from ui import typed
from ui.forms import BaseForm, kept
from ui.guards import needs
from ui.pages import done, page
from ui.papers import as_pdf, as_word

HOLDS, READS = Permission.MEETING_HOLD, Permission.MEETING_READ


@bp.route("/<ref:meeting_ref>/minutes")
@needs(READS)
def minutes(meeting_ref: str) -> ResponseReturnValue:
    """The minutes as they stand, an earlier edition where one is asked for."""
    meeting = meetings.one(g.actor, meeting_ref)
    editions = queries.editions(g.actor, meeting)
    if not editions and may(g.actor, HOLDS) and meeting.convened_on is not None:
        return redirect(url_for("meetings.write", meeting_ref=meeting_ref), code=303)
    return _page(meeting, editions, SignMinutesForm(data={"version": _version(editions)}))


def _page(meeting: Meeting, editions: Sequence[Minutes], form: BaseForm) -> ResponseReturnValue:
    return page(
        "meetings/minutes.html",
        meeting=meeting,
        editions=editions,
        shown=_asked(editions),
        form=form,
        counts=meetings.attended(meeting),
        opinions=queries.opinions(g.actor, meeting),
    )


def _asked(editions: Sequence[Minutes]) -> Minutes | None:
    """The edition that the address names, else the last one."""
    wanted = request.args.get("edition")
    return next((one for one in editions if str(one.edition) == wanted), next(iter(editions), None))


def _version(editions: Sequence[Minutes]) -> int:
    return editions[0].version if editions else 0


@bp.route("/<ref:meeting_ref>/minutes/write", methods=["GET", "POST"])
@needs(HOLDS)
@typed.keeps_typed
def write(meeting_ref: str) -> ResponseReturnValue:
    """Write the draft; what is typed is kept meanwhile, and read again before it is signed."""
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    if (answer := typed.kept_or_dropped()) is not None:
        return answer
    draft = queries.latest(meeting.id)
    form = MinutesForm(data=_as_kept(meeting, draft))
    if form.submit(KeepMinutes, partial(keep_minutes, g.actor, meeting_ref)):
        typed.drop()
        said = _("The draft is saved. Read it once more, then sign it.")
        return done(said, "meetings.minutes", meeting_ref=meeting_ref)
    if form.conflict is not None:
        form.version.data = _version(queries.editions(g.actor, meeting))
    is_given_back = request.method == "GET" and kept() is not None
    return page("meetings/write.html", form=form, meeting=meeting, draft=draft, is_given_back=is_given_back)


def _as_kept(meeting: Meeting, draft: Minutes | None) -> dict[str, Any]:
    """The draft as its form shows it; before there is one, what need not be typed."""
    if draft is None:
        people = telephones.of_organisations([meeting.cell_id], clock.today()).get(meeting.cell_id, [])
        return {
            "agenda": meeting.agenda,
            "chair": people[0].name if people else None,
            "note_taker": queries.last_note_taker(g.actor),
            "version": 0,
        }
    ended = draft.ended_at.astimezone(clock.HERE).time() if draft.ended_at else None
    names = ("agenda", "information", "theme", "discussion", "conclusions", "chair", "note_taker", "version")
    return {name: getattr(draft, name) for name in names} | {"ended": ended}


@bp.route("/<ref:meeting_ref>/minutes/sign", methods=["POST"])
@needs(HOLDS)
def sign(meeting_ref: str) -> ResponseReturnValue:
    """Sign the draft that stands on the page."""
    form = SignMinutesForm()
    if form.submit(SignMinutes, partial(sign_minutes, g.actor, meeting_ref)):
        said = _("The minutes are signed and stay as they are.")
        return done(said, "meetings.minutes", meeting_ref=meeting_ref)
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    editions = queries.editions(g.actor, meeting)
    form.version.data = _version(editions)
    return _page(meeting, editions, form)


@bp.route("/<ref:meeting_ref>/minutes/amend", methods=["GET", "POST"])
@needs(HOLDS)
def amend(meeting_ref: str) -> ResponseReturnValue:
    """Begin a new edition of signed minutes."""
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    form = AmendMinutesForm()
    if form.submit(AmendMinutes, partial(amend_minutes, g.actor, meeting_ref)):
        return redirect(url_for("meetings.write", meeting_ref=meeting_ref), code=303)
    return page("meetings/amend.html", form=form, meeting=meeting)


@bp.route("/<ref:meeting_ref>/minutes/drop", methods=["POST"])
@needs(HOLDS)
def drop(meeting_ref: str) -> ResponseReturnValue:
    """Give up a new edition that nobody has signed."""
    form = PressForm()
    if form.run(partial(drop_amendment, g.actor, meeting_ref)):
        said = _("The new edition was given up; the signed minutes stay in force.")
        return done(said, "meetings.minutes", meeting_ref=meeting_ref)
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    return _page(meeting, queries.editions(g.actor, meeting), form)


@bp.route("/<ref:meeting_ref>/minutes/print")
@needs(READS)
def print_minutes(meeting_ref: str) -> ResponseReturnValue:
    """The minutes as a paper, with those absent and the opinions raised."""
    paper = as_entered([_paper(meeting_ref)[0]])[0]
    edition = request.args.get("edition")
    return page(
        "meetings/print_minutes.html", paper=paper.described(), meeting_ref=meeting_ref, edition=edition
    )


@bp.route("/<ref:meeting_ref>/minutes.pdf")
@needs(READS)
def minutes_pdf(meeting_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf([_proven(meeting_ref)])


@bp.route("/<ref:meeting_ref>/minutes.docx")
@needs(READS)
def minutes_word(meeting_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(_proven(meeting_ref))


def _proven(meeting_ref: str) -> Paper:
    """With its code once it is signed; the cell enters it, whoever else reads it may see fewer opinions on it."""
    issue, is_signed = _paper(meeting_ref)
    if is_signed and issue.issuer_id == g.actor.organisation_id:
        return proven(g.actor, [issue])[0]
    return as_entered([issue])[0]


def _paper(meeting_ref: str) -> tuple[Issue, bool]:
    open_list(g.actor, "meetings.minutes")
    found = queries.editions_as_papers(g.actor, meeting_ref)
    shown = _asked([one for one, _meeting in found])
    if shown is None:
        raise NotFound
    meeting = found[0][1]
    seats = meetings.seats(g.actor, meeting)
    opinions = queries.opinions(g.actor, meeting)
    issue = minutes_issue(meeting, shown, seats, meetings.counted(seats), opinions)
    return issue, shown.signed_at is not None


@bp.route("/<ref:meeting_ref>/close", methods=["POST"])
@needs(HOLDS)
def close(meeting_ref: str) -> ResponseReturnValue:
    """Close a meeting about which nothing is left to do."""
    form = PressForm()
    if form.run(partial(close_meeting, g.actor, meeting_ref)):
        return done(_("The meeting is closed."), "meetings.show", meeting_ref=meeting_ref)
    meeting = meetings.one(g.actor, meeting_ref, HOLDS)
    return _page(meeting, queries.editions(g.actor, meeting), form)
