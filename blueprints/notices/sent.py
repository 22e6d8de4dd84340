"""Notices as the sender follows them: what each receiver did, and the answer to a question."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.notices.bp import bp
from blueprints.notices.forms import AnswerNoticeForm
from blueprints.notices.sheets import SENT_WAYS, SentLine, sent_sheet
from models import Notice
from queries import notices
from queries.paging import Lines
from services.dossiers import open_dossier, open_list
from services.notices import AnswerNotice, answer_notice
from ui import spreadsheets
from ui.guards import needs, to_step_up
from ui.pages import done, page
from ui.tables import more


@bp.route("/sent")
@needs(Permission.NOTICE_SENT)
def sent() -> ResponseReturnValue:
    """What the organisation reported, and what became of it at each receiver."""
    show = request.args.get("show")
    if spreadsheets.asked_for():
        narrowed = SENT_WAYS.get(show or "")
        return spreadsheets.download(sent_sheet(clock.today()), partial(_sent_lines, show), narrowed)
    open_list(g.actor, "notices.sent")
    lines = notices.sent(g.actor, show, clock.today(), request.args.get("after"))
    told = notices.sent_for(g.actor, [change.id for change in lines.rows])
    return page(
        "notices/sent.html",
        lines=lines.rows,
        told=told,
        show=show,
        more=more(lines.after),
        today=clock.today(),
    )


def _sent_lines(show: str | None, after: str | None) -> Lines[SentLine]:
    lines = notices.sent(g.actor, show, clock.today(), after)
    told = notices.sent_for(g.actor, [change.id for change in lines.rows])
    nobody: list[Notice | None] = [None]
    rows = [SentLine(change, notice) for change in lines.rows for notice in told.get(change.id) or nobody]
    return Lines(rows, lines.after)


@bp.route("/<ref:notice_ref>/answer", methods=["GET", "POST"])
@needs(Permission.NOTICE_ANSWER)
def answer(notice_ref: str) -> ResponseReturnValue:
    """Answer the receiver's question about a notice."""
    notice = notices.one(g.actor, notice_ref, Permission.NOTICE_ANSWER)
    if notice.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    if request.method == "GET":
        open_dossier(g.actor, notice.member_id, "changes.show")
    form = AnswerNoticeForm()
    if form.submit(AnswerNotice, partial(answer_notice, g.actor, notice_ref)):
        return done(_("The answer has been sent."), "changes.show", change_ref=notice.change.ref)
    return page("notices/answer.html", form=form, notice=notice)
