"""The own record in one tap: both cells and whom to call, the history, notices about me, who looked and why."""

from __future__ import annotations

from datetime import timedelta

from flask import g
from flask.typing import ResponseReturnValue

from access import Permission
from adapters import clock
from blueprints.me.bp import bp
from queries import contacts, members, timeline, trail
from ui.guards import needs
from ui.pages import page

KEPT = timedelta(days=730)
"""How long the log of looks is kept (security.md 3.5)."""


@bp.route("/")
@needs(Permission.OWN_RECORD)
def show() -> ResponseReturnValue:
    """All that is held about the person who reads it."""
    member = members.own(g.actor)
    bond = members.bond(g.actor, Permission.OWN_RECORD, member.id)
    return page(
        "me/show.html",
        member=member,
        bond=bond,
        home=members.home(member.id),
        people=contacts.of_organisations(
            [member.workplace_id, bond.residence_id if bond else None], clock.today()
        ),
        history=timeline.of_member(g.actor, member.id, as_member=True),
        looks=trail.who_looked(g.actor, member.id, clock.today() - KEPT, limit=20),
    )


@bp.route("/seen-by")
@needs(Permission.OWN_RECORD)
def seen_by() -> ResponseReturnValue:
    """Everybody who looked at the own record in the last two years."""
    member = members.own(g.actor)
    return page(
        "me/seen_by.html", looks=trail.who_looked(g.actor, member.id, clock.today() - KEPT, limit=500)
    )
