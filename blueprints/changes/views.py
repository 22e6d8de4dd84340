"""Changes as they stand: the list, one change with what became of it, taking it back."""

from __future__ import annotations

from functools import partial

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock, texts
from adapters.tools import tools
from blueprints.changes import recording
from blueprints.changes.bp import bp
from blueprints.changes.forms import WithdrawChangeForm, WithdrawSanctionForm
from blueprints.changes.recording import looked_at
from blueprints.changes.sheets import CHANGES
from models import Notice
from models.vocabulary import NoticeState
from queries import changes, notices
from services.changes import WithdrawChange, open_change, withdraw_change
from services.dossiers import open_list
from ui import spreadsheets
from ui.guards import needs, to_step_up
from ui.i18n import language
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "recording"]  # the other adds its views to the same blueprint


@bp.route("/")
@needs(Permission.CHANGE_READ)
def index() -> ResponseReturnValue:
    """Changes in sight, the latest first."""
    if spreadsheets.asked_for():
        return spreadsheets.download(CHANGES, partial(changes.listed, g.actor))
    open_list(g.actor, "changes.index")
    lines = changes.listed(g.actor, request.args.get("after"))
    return page("changes/index.html", lines=lines.rows, more=more(lines.after))


@bp.route("/<ref:change_ref>")
@needs(Permission.CHANGE_READ)
def show(change_ref: str) -> ResponseReturnValue:
    """One change, what became of it at each receiver, and the words to copy into a message."""
    found = open_change(g.actor, change_ref)
    change = found.change
    if change.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    told = notices.sent_for(g.actor, [change.id]).get(change.id, [])
    return page(
        "changes/show.html",
        change=change,
        told=told,
        steps=notices.steps_of([notice.id for notice in told]),
        corrects=found.corrects,
        corrected_by=found.corrected_by,
        to_copy=_to_copy(told),
        today=clock.today(),
    )


@bp.route("/<ref:change_ref>/withdraw", methods=["GET", "POST"])
@needs(Permission.CHANGE_RECORD)
def withdraw(change_ref: str) -> ResponseReturnValue:
    """Take a change back that should never have been recorded."""
    change = looked_at(change_ref)
    if change.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    form = WithdrawSanctionForm() if change.is_restricted else WithdrawChangeForm()
    if form.submit(WithdrawChange, partial(withdraw_change, g.actor, change_ref)):
        return done(_("The change has been taken back."), "changes.show", change_ref=change_ref)
    return page("changes/withdraw.html", form=form, change=change)


def _to_copy(told: list[Notice]) -> dict[int, str]:
    """Per waiting notice the words to paste into a message: a link, and nothing personal."""
    return {
        notice.id: texts.message(
            language(),
            "notice_to_copy",
            address=tools().public_url + url_for("notices.show", notice_ref=notice.ref),
        )[1]
        for notice in told
        if notice.state is NoticeState.SENT
    }
