"""Agreeing on sheets in one meeting with the Front work committee; the minutes; signing for the cell."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from access import Permission
from adapters import clock
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import AgreeForm, ChosenForm
from domain.papers.blocks import Paper
from models import EvaluationAgreement
from models.vocabulary import EvaluationState, MeetingRole
from queries import agreements, desks
from queries.desks import SheetLine
from services.agreements import AgreeSheets, agree_sheets
from services.confirmations import SignSheets, sign_sheets
from services.documents import Issue, as_entered, proven
from services.dossiers import open_list
from services.sheet_papers import agreement_issue
from ui.guards import needs
from ui.pages import done, page
from ui.papers import as_pdf, as_word

WRITES = Permission.EVALUATION_WRITE
READS = (Permission.EVALUATION_DRAFT, Permission.EVALUATION_READ)
_BACK = timedelta(days=365)
"""How long ago somebody may have held an office of the cell to be named at a meeting."""


@bp.route("/agree", methods=["GET", "POST"])
@needs(WRITES)
def agree() -> ResponseReturnValue:
    """The meeting that agreed on the written sheets: who was there, and on which it did not agree."""
    lines = _in_state(EvaluationState.WRITTEN, "evaluations.agree")
    table = agreements.around_the_table(g.actor.organisation_id, clock.today() - _BACK)
    form = AgreeForm(lines, table.holders, data=_proposed(table.before))
    if form.submit(AgreeSheets, partial(agree_sheets, g.actor)):
        return done(_("The meeting is recorded. Now sign the sheets and submit them."), "evaluations.sign")
    return page("evaluations/agree.html", form=form, lines=lines)


def _proposed(before: EvaluationAgreement | None) -> dict[str, object]:
    """What need not be typed again: place, note-taker and Front representatives of the meeting before."""
    if before is None:
        return {}
    front = [one["name"] for one in before.people if one["role"] == MeetingRole.FRONT]
    return {"place": before.place, "note_taker": before.note_taker, "front": "\n".join(front)}


@bp.route("/agreements/<ref:agreement_ref>")
@needs(*READS)
def agreement(agreement_ref: str) -> ResponseReturnValue:
    """The minutes of a meeting that agreed on sheets."""
    open_list(g.actor, "evaluations.agree")
    found = agreements.agreement(g.actor, agreement_ref)
    return page("evaluations/agreement.html", agreement=found, versions=agreements.agreed(found, g.actor))


@bp.route("/agreements/<ref:agreement_ref>/print")
@needs(*READS)
def print_agreement(agreement_ref: str) -> ResponseReturnValue:
    """The same as a paper, to be signed by both sides."""
    paper = as_entered([_issue(agreement_ref)])[0]
    return page("evaluations/print_agreement.html", paper=paper.described(), agreement_ref=agreement_ref)


@bp.route("/agreements/<ref:agreement_ref>/minutes.pdf")
@needs(*READS)
def agreement_pdf(agreement_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf([_proven(agreement_ref)])


@bp.route("/agreements/<ref:agreement_ref>/minutes.docx")
@needs(*READS)
def agreement_word(agreement_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(_proven(agreement_ref))


def _proven(agreement_ref: str) -> Paper:
    """With its code; the cell enters it, whoever else reads it may see fewer of its sheets."""
    issue = _issue(agreement_ref)
    is_cell = issue.issuer_id == g.actor.organisation_id
    return proven(g.actor, [issue])[0] if is_cell else as_entered([issue])[0]


def _issue(agreement_ref: str) -> Issue:
    open_list(g.actor, "evaluations.agree")
    found = agreements.agreement(g.actor, agreement_ref)
    return agreement_issue(found, agreements.agreed(found, g.actor))


@bp.route("/sign", methods=["GET", "POST"])
@needs(WRITES)
def sign() -> ResponseReturnValue:
    """Sign what was agreed on and submit it to the commune committee."""
    lines = _in_state(EvaluationState.AGREED, "evaluations.sign")
    form = ChosenForm(lines)
    if form.submit(SignSheets, partial(sign_sheets, g.actor)):
        count = len(form.result or ())
        said = ngettext(
            "%(num)s sheet is signed and submitted.", "%(num)s sheets are signed and submitted.", count
        )
        return done(said, "evaluations.index")
    return page("evaluations/sign.html", form=form, lines=lines)


def _in_state(state: EvaluationState, purpose: str) -> list[SheetLine]:
    if request.method == "GET":
        open_list(g.actor, purpose)
    return [line for line in desks.owed(g.actor) if line.state is state]
