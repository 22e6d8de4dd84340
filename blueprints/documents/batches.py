"""Many papers as one file: asked for, followed, fetched."""

from __future__ import annotations

from functools import partial

from flask import g, make_response, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.documents.bp import bp
from blueprints.documents.forms import AskForm
from models.vocabulary import BatchForm, BatchSource, BatchState
from queries import batches as queries
from services.batches import LIFE, AskForPapers, ask_for_letters, ask_for_sheets, count_of, file_of
from services.dossiers import take_list
from ui.guards import fresh, needs, signed_in
from ui.pages import done, page

REFRESH = "5"
"""Seconds after which the page of a file that is being made is asked for again."""
_TYPES = {BatchForm.PDF: "application/pdf", BatchForm.ZIP: "application/zip"}


@bp.route("/letters/<ref:batch_ref>", methods=["GET", "POST"])
@needs(Permission.MEMBER_ADDRESS)
def ask_letters(batch_ref: str) -> ResponseReturnValue:
    """Ask for the letters of one act as one file."""
    form = AskForm()
    if form.submit(AskForPapers, partial(ask_for_letters, g.actor, batch_ref)):
        return _promised(form)
    home = url_for("letters.print_batch", batch_ref=batch_ref)
    return _asking(form, BatchSource.LETTERS, batch_ref, home)


@bp.route("/sheets/<ref:round_ref>", methods=["GET", "POST"])
@needs(Permission.EVALUATION_READ)
def ask_sheets(round_ref: str) -> ResponseReturnValue:
    """Ask for the signed sheets of a round as one file."""
    form = AskForm()
    if form.submit(AskForPapers, partial(ask_for_sheets, g.actor, round_ref)):
        return _promised(form)
    home = url_for("evaluations.show_round", round_ref=round_ref)
    return _asking(form, BatchSource.SHEETS, round_ref, home)


@bp.route("/files/<ref:paper_batch_ref>")
@signed_in
def batch(paper_batch_ref: str) -> ResponseReturnValue:
    """How far the file has come; the page asks again by itself until it is ready or given up."""
    found = queries.one(g.actor, paper_batch_ref)
    state = queries.states_of([found])[found.ref]
    until = found.ready_at + LIFE if found.ready_at else None
    is_over = until is not None and until <= clock.now()
    answer = make_response(
        page("documents/batch.html", batch=found, reached=state, until=until, is_over=is_over)
    )
    if state in (BatchState.WAITING, BatchState.MAKING):
        answer.headers["Refresh"] = REFRESH
    return answer


@bp.route("/files/<ref:paper_batch_ref>/file")
@signed_in
@fresh
def batch_file(paper_batch_ref: str) -> ResponseReturnValue:
    """The file, for a day, and only while each of its papers is still open to the office.

    Many people leave the book only after a fresh sign-in (AU-10).
    """
    found, path = file_of(g.actor, paper_batch_ref)
    take_list(g.actor, "documents.batch", queries.members_of(g.actor, found))
    return send_file(
        path, mimetype=_TYPES[found.form], as_attachment=True, download_name=f"van-ban.{found.form}"
    )


def _asking(form: AskForm, source: BatchSource, subject_ref: str, home: str) -> ResponseReturnValue:
    count = count_of(g.actor, source, subject_ref)
    asked = queries.asked_for(g.actor, source, subject_ref)
    reached = queries.states_of(asked)
    return page("documents/ask.html", form=form, count=count, asked=asked, reached=reached, home=home)


def _promised(form: AskForm) -> ResponseReturnValue:
    return done(_("The file is being made."), "documents.batch", paper_batch_ref=form.result_ref)
