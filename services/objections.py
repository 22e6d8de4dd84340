"""The member reads the own sheet, adds an opinion, asks for reconsideration; the cell answers with reasons (BR-20)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.evaluations import answer_due, last_day_to_object
from domain.events import ObjectionAnswered, ObjectionRaised
from domain.lifecycles import EVALUATION
from domain.rules import Rules, read_rules
from domain.secrecy import objections_to_marks
from models import Evaluation, Objection, RuleSet, db
from models.vocabulary import EvaluationStage, EvaluationState, Outcome, ReplyKind
from queries import rulesets
from queries.evaluations import WITH_ALL
from services.announcements import announce
from services.evaluations import begin_next, bring, mark
from services.unit import use_case

_E = EvaluationState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToSheet:
    """What the member says of the sheet: an opinion that stays with it, or a request for reconsideration."""

    kind: ReplyKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObjection:
    """Whether the cell keeps the sheet, and why."""

    outcome: Outcome
    answer: str


@use_case
def read_own_sheet(actor: Actor, ref: str) -> Evaluation:
    """Open the own sheet that was returned; the first time is a step that cell and workplace see."""
    sheet = fetch(actor, Permission.OWN_RECORD, Evaluation, ref, *WITH_ALL)
    if sheet.state is _E.RETURNED:
        bring(actor.alone, sheet, _E.SEEN, EvaluationStage.SEEN)
    if sheet.seen_on is None:
        sheet.seen_on = clock.today()
    return sheet


@use_case
def reply_to_sheet(actor: Actor, ref: str, reply: ReplyToSheet) -> Objection:
    """Answer the own sheet: it stays with every later copy; a request for reconsideration keeps its term."""
    sheet = fetch(actor, Permission.OWN_RECORD, Evaluation, ref)
    refuse_if_any(objections_to_marks(text=reply.text))
    rules, today = _rules(sheet), clock.today()
    is_objection = reply.kind is ReplyKind.OBJECTION
    if is_objection:
        _insist_in_time(sheet, rules)
    objection = Objection(
        evaluation_id=sheet.id,
        edition=sheet.returned_edition,
        kind=reply.kind,
        text=reply.text,
        made_on=today,
        due_on=answer_due(today, rules, rulesets.holidays()) if is_objection else None,
    )
    db.session.add(objection)
    if is_objection:
        bring(actor.alone, sheet, _E.OBJECTED, EvaluationStage.OBJECTED)
    else:
        mark(actor.alone, sheet, EvaluationStage.REPLIED)
    announce(ObjectionRaised(organisation_id=sheet.cell_id, evaluation_ref=sheet.ref))
    return objection


@use_case
def answer_objection(actor: Actor, ref: str, answer: AnswerObjection) -> Objection:
    """Answer a request for reconsideration, with reasons: keep the sheet, or amend it by a new version (BR-20).

    Until the new version is returned in its turn, workplace and member read the old one.
    """
    sheet = fetch(actor, Permission.EVALUATION_WRITE, Evaluation, ref)
    if not answer.answer.strip():
        raise Refused("Write the answer and its reasons.", field="answer")
    refuse_if_any(objections_to_marks(answer=answer.answer))
    if sheet.state is not _E.OBJECTED:
        raise Refused(EVALUATION.says[sheet.state])
    objection = db.session.scalars(
        select(Objection)
        .where(
            Objection.evaluation_id == sheet.id,
            Objection.kind == ReplyKind.OBJECTION,
            Objection.answer.is_(None),
        )
        .with_for_update()
    ).one()
    objection.answer, objection.outcome = answer.answer, answer.outcome
    objection.answered_on, objection.answered_by_id = clock.today(), actor.account_id
    if answer.outcome is Outcome.KEPT:
        bring(actor, sheet, _E.ANSWERED, EvaluationStage.KEPT)
    else:
        bring(actor, sheet, _E.DRAFTED, EvaluationStage.AMENDED)
        # The answer itself stands in full beside what was asked; the reason names the outcome.
        begin_next(actor, sheet, answer.outcome.text)
    announce(ObjectionAnswered(member_id=sheet.member_id, evaluation_ref=sheet.ref))
    return objection


def _rules(sheet: Evaluation) -> Rules:
    return read_rules(db.session.get_one(RuleSet, sheet.rule_set_id).rules)


def _insist_in_time(sheet: Evaluation, rules: Rules) -> None:
    if sheet.state not in (_E.RETURNED, _E.SEEN):
        raise Refused(EVALUATION.says[sheet.state])
    if sheet.returned_on is None:
        raise Refused(EVALUATION.says[_E.CONFIRMED])
    last = last_day_to_object(sheet.returned_on, sheet.seen_on, rules, rulesets.holidays())
    if clock.today() > last:
        raise Refused(
            "Reconsideration could be asked for until %(day)s. You can still add your opinion to the sheet.",
            field="kind",
            day=last,
        )
