"""The own record in one tap: both cells and whom to call, the history, notices about me, who looked and why."""

from __future__ import annotations

from datetime import timedelta

from flask import g
from flask.typing import ResponseReturnValue

from access import Permission
from adapters import clock
from blueprints.me import extract
from blueprints.me.bp import bp
from queries import members, telephones, timeline, trail
from ui.guards import needs
from ui.pages import page

__all__ = ["bp", "extract"]  # the other adds its views to the same blueprint

KEPT = timedelta(days=730)
"""How long the log of looks is kept, and so how far back the page can look."""


@bp.route("/")
@needs(Permission.OWN_RECORD)
def show() -> ResponseReturnValue:
    """All that is held about the person who reads it."""
    record = members.own_record(g.actor)
    member, bond = record.member, record.bond
    cells = [member.workplace_id, bond.residence_id if bond else None]
    return page(
        "me/show.html",
        record=record,
        member=member,
        people=telephones.of_organisations(cells, clock.today()),
        history=timeline.of_member(g.actor, member.id, as_member=True),
        looks=trail.who_looked(g.actor, clock.today() - KEPT, limit=40),
    )


@bp.route("/seen-by")
@needs(Permission.OWN_RECORD)
def seen_by() -> ResponseReturnValue:
    """Everybody who looked at the own record in the last two years."""
    looks = trail.who_looked(g.actor, clock.today() - KEPT, limit=500)
    return page("me/seen_by.html", looks=looks)
