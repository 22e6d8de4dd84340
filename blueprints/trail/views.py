"""The trail of one's own organisations: who did what, when, in which office; ids and words, no personal value."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from access import Permission
from blueprints.trail.bp import bp
from blueprints.trail.words import said
from queries import trail
from ui.guards import needs
from ui.pages import page

PAGE = 100
LONGEST_NUMBER = 18
"""Digits of a number that both databases can hold."""


@bp.route("/")
@needs(Permission.TRAIL_READ)
def index() -> ResponseReturnValue:
    """The latest entries first, a hundred at a time."""
    asked = request.args.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    entries = trail.entries(g.actor, before, limit=PAGE + 1)
    more = url_for("trail.index", before=entries[PAGE - 1].id) if len(entries) > PAGE else None
    return page("trail/index.html", entries=entries[:PAGE], more=more, said=said)
