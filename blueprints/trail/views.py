"""The trail of one's own organisations: who did what, when, in which office; ids and words, no personal value."""

from __future__ import annotations

from functools import partial

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.trail.bp import bp
from blueprints.trail.sheets import TRAIL, WAYS
from blueprints.trail.words import done as did
from blueprints.trail.words import said
from models import AuditEntry
from queries import outbox, trail
from queries.paging import Lines
from services.outbox import repeat_given_up
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page

PAGE = 100


class RepeatForm(BaseForm):
    """One button without a question."""


LONGEST_NUMBER = 18
"""Digits of a number that both databases can hold."""


@bp.route("/")
@needs(Permission.TRAIL_READ)
def index() -> ResponseReturnValue:
    """The latest entries first, a hundred at a time: all of them, what was done, or what was opened."""
    asked, show = request.args.get("before", ""), request.args.get("show")
    if spreadsheets.asked_for():
        return spreadsheets.download(TRAIL, partial(_lines, show), WAYS.get(show or ""))
    before = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    entries = trail.entries(g.actor, before, show, limit=PAGE + 1)
    more = url_for("trail.index", show=show, before=entries[PAGE - 1].id) if len(entries) > PAGE else None
    return page("trail/index.html", entries=entries[:PAGE], more=more, show=show, said=said, done=did)


def _lines(show: str | None, after: str | None) -> Lines[AuditEntry]:
    entries = trail.entries(g.actor, int(after) if after else None, show, limit=PAGE + 1)
    return Lines.of(entries, PAGE, lambda entry: str(entry.id))


@bp.route("/undelivered", methods=["GET", "POST"])
@needs(Permission.MAIL_REPEAT)
def undelivered() -> ResponseReturnValue:
    """E-mails that could not be sent, why, and one button that sends them all again; no names, no addresses."""
    form = RepeatForm()
    if form.run(partial(repeat_given_up, g.actor)):
        return done(_("They are in line again: the worker sends them in a moment."), "trail.undelivered")
    return page("trail/undelivered.html", form=form, messages=outbox.given_up(g.actor))
