"""The papers that ask for evaluations, form 3-213: a request of a workplace, the round of a commune."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.evaluations.bp import bp
from queries import evaluation_requests, rounds
from services.documents import Issue, as_entered, proven
from services.dossiers import open_dossier
from services.request_papers import request_issue, round_issue
from ui.guards import needs
from ui.i18n import in_vietnamese
from ui.papers import as_pdf, as_word, printed


@bp.route("/requests/<ref:request_ref>/print")
@needs(Permission.EVALUATION_ASK)
def print_request(request_ref: str) -> ResponseReturnValue:
    """A request as a paper, for a residence that works on paper."""
    paper = as_entered([_request(request_ref)])[0]
    return printed(
        paper,
        _("Request to print"),
        _("Print it, sign and seal it where a paper is asked for."),
        back=(_("Asked for"), url_for("evaluations.received", show="asked")),
        files=(
            url_for("evaluations.request_pdf", request_ref=request_ref),
            url_for("evaluations.request_word", request_ref=request_ref),
        ),
    )


@bp.route("/requests/<ref:request_ref>/request.pdf")
@needs(Permission.EVALUATION_ASK)
def request_pdf(request_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_request(request_ref)]))


@bp.route("/requests/<ref:request_ref>/request.docx")
@needs(Permission.EVALUATION_ASK)
def request_word(request_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_request(request_ref)])[0])


@bp.route("/rounds/<ref:round_ref>/print")
@needs(Permission.ROUND_READ)
def print_round(round_ref: str) -> ResponseReturnValue:
    """What the round asks of the cells, as a paper; it names nobody."""
    paper = as_entered([_round(round_ref)])[0]
    return printed(
        paper,
        _("Request to print"),
        _("Print it, sign and seal it where a paper is asked for."),
        back=(_("Evaluation round"), url_for("evaluations.show_round", round_ref=round_ref)),
        files=(
            url_for("evaluations.round_pdf", round_ref=round_ref),
            url_for("evaluations.round_word", round_ref=round_ref),
        ),
    )


@bp.route("/rounds/<ref:round_ref>/request.pdf")
@needs(Permission.ROUND_READ)
def round_pdf(round_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_round(round_ref)]))


@bp.route("/rounds/<ref:round_ref>/request.docx")
@needs(Permission.ROUND_READ)
def round_word(round_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_round(round_ref)])[0])


def _request(request_ref: str) -> Issue:
    asked = evaluation_requests.paper(g.actor, request_ref)
    issue = request_issue(asked, in_vietnamese)
    open_dossier(g.actor, asked.request.member_id, "evaluations.request")
    return issue


def _round(round_ref: str) -> Issue:
    return round_issue(rounds.for_paper(g.actor, round_ref))
