"""The sheets of a cell, and one sheet with its versions, steps and replies, on the page and as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from adapters import clock
from blueprints.evaluations import agreeing, asking, confirming, own, requests, rounds, writing
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import AnswerForm
from blueprints.evaluations.sheets import OWED, in_groups
from domain.contacts import duties_served
from domain.errors import NotFound
from domain.evaluations import criteria_of, same_sentences
from domain.rules import read_rules
from domain.sheet_papers import Line, lines_of, ticks_from
from models import Evaluation, EvaluationVersion
from models.vocabulary import EvaluationStage, Outcome, Side
from queries import desks
from queries import evaluations as queries
from services.documents import Issue, as_entered, proven
from services.dossiers import open_dossier, open_list
from services.objections import AnswerObjection, answer_objection
from services.sheet_papers import sheet_issue
from services.sheets import WRITABLE
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.papers import as_pdf, as_word

__all__ = [
    "agreeing",
    "asking",
    "bp",
    "confirming",
    "own",
    "requests",
    "rounds",
    "writing",
]  # the others add their views to the same blueprint

READS = (Permission.EVALUATION_DRAFT, Permission.EVALUATION_READ)


@bp.route("/")
@needs(*READS, Permission.ROUND_READ)
def index() -> ResponseReturnValue:
    """What the cell has to write; everybody else is led to the list of his or her side."""
    if not may(g.actor, Permission.EVALUATION_DRAFT):
        is_residence = may(g.actor, Permission.ROUND_READ)
        target = "evaluations.rounds" if is_residence else "evaluations.received"
        return redirect(url_for(target), code=303)
    lines = desks.owed(g.actor)
    if spreadsheets.asked_for():
        return spreadsheets.download(OWED, spreadsheets.whole(in_groups(lines)))
    open_list(g.actor, "evaluations.index")
    exempt, has_own = desks.beside(g.actor)
    return page(
        "evaluations/index.html",
        lines=lines,
        following=desks.following(lines, ""),
        same=same_sentences(line.remarks for line in lines),
        has_own=has_own,
        exempt=exempt,
        today=clock.today(),
    )


@bp.route("/<ref:evaluation_ref>")
@needs(*READS)
def show(evaluation_ref: str) -> ResponseReturnValue:
    """One sheet as it was signed, its earlier versions, what the member answered, what happened to it."""
    course = queries.course(g.actor, evaluation_ref, *READS)
    open_dossier(g.actor, course.member_id, "evaluations.show")
    sheet = queries.one(g.actor, evaluation_ref, *READS)
    paper = queries.paper(sheet)
    return page(
        "evaluations/show.html",
        sheet=sheet,
        signed=queries.in_sight(g.actor, sheet, paper),
        replies=paper.replies,
        draft=_draft(sheet, paper.draft),
        steps=[step for step in course.steps if _is_told(step)],
        writable=sheet.state in WRITABLE,
        is_cell=_is_cell(sheet),
    )


@bp.route("/<ref:evaluation_ref>/print")
@needs(Permission.EVALUATION_READ)
def print_sheet(evaluation_ref: str) -> ResponseReturnValue:
    """The sheet as a paper in the official form, with what the member answered."""
    return page(
        "evaluations/print.html",
        paper=as_entered([_issue(evaluation_ref)])[0].described(),
        ref=evaluation_ref,
        own="",
    )


@bp.route("/<ref:evaluation_ref>/sheet.pdf")
@needs(Permission.EVALUATION_READ)
def sheet_pdf(evaluation_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_issue(evaluation_ref)]))


@bp.route("/<ref:evaluation_ref>/sheet.docx")
@needs(Permission.EVALUATION_READ)
def sheet_word(evaluation_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_issue(evaluation_ref)])[0])


def _issue(evaluation_ref: str) -> Issue:
    reads = Permission.EVALUATION_READ
    course = queries.course(g.actor, evaluation_ref, reads)
    open_dossier(g.actor, course.member_id, "evaluations.print")
    sheet = queries.one(g.actor, evaluation_ref, reads)
    paper = queries.paper(sheet)
    shown = next(iter(queries.in_sight(g.actor, sheet, paper)), None)
    if shown is None:
        raise NotFound
    return sheet_issue(sheet, shown, paper.replies)


@bp.route("/<ref:evaluation_ref>/answer", methods=["GET", "POST"])
@needs(Permission.EVALUATION_WRITE)
def answer(evaluation_ref: str) -> ResponseReturnValue:
    """Answer a request for reconsideration, with reasons."""
    sheet = queries.one(g.actor, evaluation_ref, Permission.EVALUATION_WRITE)
    form = AnswerForm()
    if form.submit(AnswerObjection, partial(answer_objection, g.actor, evaluation_ref)):
        if form.outcome.data is Outcome.AMENDED:
            said = _("The member has been told. Now write the new version.")
            return done(said, "evaluations.write", evaluation_ref=evaluation_ref)
        return done(_("The member has been told."), "evaluations.show", evaluation_ref=evaluation_ref)
    return page("evaluations/answer.html", form=form, sheet=sheet, replies=queries.paper(sheet).replies)


def _is_cell(sheet: Evaluation) -> bool:
    """Whether the reader deals with the sheet for its cell."""
    is_here: bool = sheet.cell_id == g.actor.organisation_id
    return is_here


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands on a sheet that nobody has signed, as the cell alone reads it."""

    lines: tuple[Line, ...]
    remarks: str | None
    duties: tuple[str, ...]
    unassessable_because: str | None


def _draft(sheet: Evaluation, version: EvaluationVersion | None) -> Draft | None:
    if version is None or not _is_cell(sheet):
        return None
    rules = read_rules(sheet.rule_set.rules)
    named = [duty for duty in duties_served(rules, sheet.form) if duty.number in version.duties]
    return Draft(
        lines_of(criteria_of(rules, sheet.form), ticks_from(version.ticks)),
        version.remarks,
        tuple(f"{duty.number}. {duty.name}" for duty in named),
        version.unassessable_because,
    )


_OUTSIDE = (
    EvaluationStage.CONFIRMED,
    EvaluationStage.RETURNED,
    EvaluationStage.SEEN,
    EvaluationStage.REPLIED,
    EvaluationStage.OBJECTED,
    EvaluationStage.KEPT,
    EvaluationStage.AMENDED,
)


def _is_told(step: queries.StepLine) -> bool:
    """Whether the reader is told of a step: how a sheet came about stays at the residence."""
    is_at_home: bool = g.actor.side is Side.RESIDENCE
    return is_at_home or step.stage in _OUTSIDE
