"""The member's own sheets: read, answered, taken along as a paper."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import ReplyForm
from domain.errors import NotFound
from domain.evaluations import last_day_to_object
from domain.rules import read_rules
from models import Evaluation
from models.vocabulary import EvaluationState
from queries import evaluations as queries
from queries import returns, rulesets
from services.documents import Issue, as_entered, proven
from services.objections import ReplyToSheet, read_own_sheet, reply_to_sheet
from services.sheet_papers import sheet_issue
from ui.guards import needs
from ui.pages import done, page
from ui.papers import as_pdf, as_word

OWN = Permission.OWN_RECORD


@bp.route("/own")
@needs(OWN)
def own() -> ResponseReturnValue:
    """The sheets about the reader that were returned, the latest first."""
    return page("evaluations/own.html", lines=returns.own(g.actor))


@bp.route("/own/<ref:evaluation_ref>")
@needs(OWN)
def own_sheet(evaluation_ref: str) -> ResponseReturnValue:
    """One own sheet; that it was read is written down the first time."""
    sheet = read_own_sheet(g.actor, evaluation_ref)
    paper, last_day = _paper(sheet), _last_day(sheet)
    return page(
        "evaluations/own_sheet.html",
        sheet=sheet,
        shown=paper.edition(sheet.returned_edition),
        replies=paper.replies,
        last_day=last_day,
        may_object=_may_object(sheet, last_day),
    )


@bp.route("/own/<ref:evaluation_ref>/reply", methods=["GET", "POST"])
@needs(OWN)
def reply(evaluation_ref: str) -> ResponseReturnValue:
    """Add an opinion to the own sheet, or ask for reconsideration."""
    sheet = queries.one(g.actor, evaluation_ref, OWN)
    form = ReplyForm()
    if form.submit(ReplyToSheet, partial(reply_to_sheet, g.actor, evaluation_ref)):
        said = _("Your words are with the sheet; the cell has been told.")
        return done(said, "evaluations.own_sheet", evaluation_ref=evaluation_ref)
    return page("evaluations/reply.html", form=form, sheet=sheet, last_day=_last_day(sheet))


@bp.route("/own/<ref:evaluation_ref>/print")
@needs(OWN)
def print_own(evaluation_ref: str) -> ResponseReturnValue:
    """The own sheet as a paper, with the reply on it."""
    return page(
        "evaluations/print.html",
        paper=as_entered([_issue(evaluation_ref)])[0].described(),
        ref=evaluation_ref,
        own="own_",
    )


@bp.route("/own/<ref:evaluation_ref>/sheet.pdf")
@needs(OWN)
def own_sheet_pdf(evaluation_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_issue(evaluation_ref)]))


@bp.route("/own/<ref:evaluation_ref>/sheet.docx")
@needs(OWN)
def own_sheet_word(evaluation_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_issue(evaluation_ref)])[0])


def _issue(evaluation_ref: str) -> Issue:
    sheet = queries.one(g.actor, evaluation_ref, OWN)
    paper = _paper(sheet)
    shown = paper.edition(sheet.returned_edition)
    if shown is None:
        raise NotFound
    return sheet_issue(sheet, shown, paper.replies)


def _paper(sheet: Evaluation) -> queries.Paper:
    """What stands on the sheet; shown is the version that the workplace has, whatever is written meanwhile (BR-20)."""
    return queries.paper(sheet)


def _last_day(sheet: Evaluation) -> date:
    returned_on = sheet.returned_on or clock.today()
    rules = read_rules(sheet.rule_set.rules)
    return last_day_to_object(returned_on, sheet.seen_on, rules, rulesets.holidays())


def _may_object(sheet: Evaluation, last_day: date) -> bool:
    is_open = sheet.state in (EvaluationState.RETURNED, EvaluationState.SEEN)
    return is_open and clock.today() <= last_day
