"""Writing a sheet: kept as a draft at every moment, written once every criterion is ticked, taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import Conflict, Refused, refuse_if_any
from domain.evaluations import Sheet, criteria_of, doubts, gaps, is_newcomer, objections_to_sheet
from domain.lifecycles import EVALUATION, step
from domain.rules import Rules, read_rules
from domain.secrecy import objections_to_marks
from models import Evaluation, EvaluationRound, EvaluationVersion, Liaison, RuleSet, db
from models.vocabulary import EvaluationStage, EvaluationState
from queries import evidence
from services.evaluations import at_work, bring, mark, written
from services.unit import use_case

_E = EvaluationState
WRITABLE = (_E.REQUESTED, _E.DRAFTED, _E.WRITTEN, _E.SENT_BACK)
"""States in which a sheet is written on; one that was agreed is taken up again first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSheet:
    """All that stands on the sheet now."""

    ticks: Mapping[int, int]
    remarks: str | None = None
    duties: tuple[int, ...] = ()
    unassessable_because: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSheet(KeepSheet):
    """The sheet as it is to be put before the meeting."""

    stands: bool = False
    """The writer has read what is asked about it and says that it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenSheet:
    """Why a sheet that was agreed on is changed before it is signed."""

    reason: str


@use_case
def keep_sheet(actor: Actor, ref: str, keep: KeepSheet) -> EvaluationVersion:
    """Save a sheet as it stands, complete or not; what somebody else saved meanwhile is told and stays as it is."""
    sheet, rules = _open(actor, ref)
    said = _said(keep)
    refuse_if_any(objections_to_sheet(said, sheet.form, rules))
    version = _save(actor, sheet, keep)
    if sheet.state is _E.DRAFTED:
        return version
    is_first = sheet.state is _E.REQUESTED
    sheet.state = step(EVALUATION, sheet.state, _E.DRAFTED)
    if is_first:
        mark(actor, sheet, EvaluationStage.DRAFTED)
    return version


@use_case
def write_sheet(actor: Actor, ref: str, write: WriteSheet) -> Evaluation:
    """Put a sheet down as written: every criterion ticked by a person, and what is questioned answered (BR-13, BR-23).

    What is questioned comes back on the field `stands`, until the writer says that it stands.
    """
    sheet, rules = _open(actor, ref)
    criteria, said = criteria_of(rules, sheet.form), _said(write)
    refuse_if_any([*objections_to_sheet(said, sheet.form, rules), *_too_old_to_be_new(sheet, said, rules)])
    refuse_if_any(gaps(said, criteria))
    if not write.stands:
        refuse_if_any(doubts(said, criteria, evidence.of(actor, sheet).in_favour))
    _save(actor, sheet, write)
    bring(actor, sheet, _E.WRITTEN, EvaluationStage.WRITTEN)
    return sheet


@use_case
def reopen_sheet(actor: Actor, ref: str, reopen: ReopenSheet) -> Evaluation:
    """Take up again a sheet that was agreed on and not signed: it is written and agreed anew."""
    sheet = fetch(actor, Permission.EVALUATION_WRITE, Evaluation, ref)
    if not reopen.reason.strip():
        raise Refused("Write why the sheet is taken up again.", field="reason")
    refuse_if_any(objections_to_marks(reason=reopen.reason))
    if sheet.state is not _E.AGREED:
        raise Refused(EVALUATION.says[sheet.state])
    version = written(sheet)
    version.agreement_id = version.dissent = None
    bring(actor, sheet, _E.DRAFTED, EvaluationStage.REOPENED, reopen.reason)
    return sheet


def _open(actor: Actor, ref: str) -> tuple[Evaluation, Rules]:
    """A sheet on which the actor may write, and the rules it is made under (BR-19)."""
    sheet = fetch(actor, Permission.EVALUATION_WRITE, Evaluation, ref)
    if sheet.state not in WRITABLE:
        raise Refused(EVALUATION.says[sheet.state])
    return sheet, read_rules(db.session.get_one(RuleSet, sheet.rule_set_id).rules)


def _said(keep: KeepSheet) -> Sheet:
    return Sheet(
        ticks=keep.ticks,
        remarks=keep.remarks,
        duties=keep.duties,
        unassessable_because=keep.unassessable_because,
    )


def _save(actor: Actor, sheet: Evaluation, keep: KeepSheet) -> EvaluationVersion:
    version = at_work(sheet)
    if (version.version if version is not None else 0) != keep.version:
        raise Conflict(
            "Somebody else changed this while you had it open. Please look at it again.",
            theirs=version.remarks if version is not None else None,
        )
    if version is None:
        version = EvaluationVersion(evaluation_id=sheet.id, edition=sheet.edition)
        db.session.add(version)
    version.ticks = {str(number): level for number, level in keep.ticks.items()}
    version.duties = sorted(keep.duties)
    version.remarks, version.unassessable_because = keep.remarks, keep.unassessable_because
    version.saved_at = clock.now()
    version.saved_by_id = cast(int, actor.account_id)  # whoever holds an office has an account
    db.session.flush()
    return version


def _too_old_to_be_new(sheet: Evaluation, said: Sheet, rules: Rules) -> list[Refused]:
    """Only a newcomer may be called not assessable yet."""
    if not said.unassessable_because or may_be_unassessable(sheet, rules):
        return []
    return [
        Refused(
            "This comrade has been with the cell for %(months)s months or longer: tick the criteria.",
            field="unassessable_because",
            months=rules.newcomer_months,
        )
    ]


def may_be_unassessable(sheet: Evaluation, rules: Rules) -> bool:
    """Whether the member came to the cell too late to be assessed by the day of the list or of the request."""
    started_on = db.session.get_one(Liaison, sheet.liaison_id).started_on
    if sheet.round_id is not None:
        asked_on = db.session.get_one(EvaluationRound, sheet.round_id).listed_on
    else:
        asked_on = clock.day_of(sheet.created_at)
    return is_newcomer(started_on, asked_on, rules.newcomer_months)
