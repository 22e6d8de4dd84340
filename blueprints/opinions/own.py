"""What a member puts to the own cell, and what became of it."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.opinions.bp import bp
from blueprints.opinions.forms import WriteForm
from queries import contacts, opinions
from services.opinions import WriteOpinion, write_opinion
from ui.guards import needs
from ui.pages import done, page


@bp.route("/own")
@needs(Permission.OWN_RECORD)
def own_index() -> ResponseReturnValue:
    """What one has raised, the latest first."""
    return page("opinions/own_index.html", lines=opinions.own(g.actor), today=clock.today())


@bp.route("/own/new", methods=["GET", "POST"])
@needs(Permission.OWN_RECORD)
def write() -> ResponseReturnValue:
    """Put something to the own cell in writing, for a meeting to come or at any time."""
    bond = contacts.own_bond(g.actor)
    form = WriteForm(opinions.own_meetings(g.actor), data={"meeting": request.args.get("meeting")})
    if form.submit(WriteOpinion, partial(write_opinion, g.actor.alone)):
        return done(_("Your cell has been told."), "opinions.own", opinion_ref=form.result_ref)
    return page("opinions/write.html", form=form, bond=bond)


@bp.route("/own/<ref:opinion_ref>")
@needs(Permission.OWN_RECORD)
def own(opinion_ref: str) -> ResponseReturnValue:
    """What became of one thing that one has raised: its steps, its answer."""
    opinion = opinions.one(g.actor, opinion_ref, Permission.OWN_RECORD)
    return page("opinions/own.html", opinion=opinion, steps=opinions.steps(opinion.id), today=clock.today())
