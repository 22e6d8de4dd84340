"""The yearly round of a commune: opened with its list, cells reminded, sheets handed over, closed (article 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch, require, visible
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.evaluations import AT_CELL, OVER, objections_to_calendar
from domain.events import RoundOpened, SheetsAwaited, SheetsHandedOver
from domain.rules import read_rules
from domain.secrecy import objections_to_marks
from models import (
    Evaluation,
    EvaluationReminder,
    EvaluationRound,
    EvaluationVersion,
    Liaison,
    Organisation,
    RuleSet,
    db,
)
from models.types import new_ref
from models.vocabulary import (
    Category,
    EvaluationStage,
    EvaluationState,
    LiaisonState,
    Milestone,
    OrganisationKind,
)
from queries import rounds as queries
from queries import rulesets
from services import audit
from services.announcements import announce
from services.evaluations import bring, mark, mark_many
from services.imports import bulk
from services.liaisons import write_step
from services.unit import use_case

_E = EvaluationState


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """The calendar of a round; a superior committee says for which communes."""

    year: int
    listed_on: date
    cell_due_on: date
    confirm_due_on: date
    return_due_on: date
    communes: tuple[str, ...] = ()

    @property
    def days(self) -> dict[Milestone, date]:
        """The days by the step that is due on each."""
        return {
            Milestone.CELLS_BY: self.cell_due_on,
            Milestone.CONFIRM_BY: self.confirm_due_on,
            Milestone.RETURN_BY: self.return_due_on,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Which cell carries on with the members and sheets of which other, and on what decision."""

    cell: str
    successor: str
    reason: str


@use_case
def open_round(actor: Actor, opening: OpenRound) -> EvaluationRound:
    """Open the yearly round of a commune, or of several at once for a superior committee.

    Its list takes the FULL active liaisons of the day and leaves exempt members out (BR-03); each sheet keeps the rule
    set in force (BR-19). A round of that year that is there already is named, and nothing is opened.
    """
    require(actor, Permission.ROUND_OPEN)
    committees = _committees(actor, opening)
    refuse_if_any(objections_to_calendar(opening.listed_on, opening.days, clock.today()))
    rules = rulesets.in_force(clock.today())
    opened = [_open(actor, opening, committee, rules.id) for committee in committees]
    for one in opened:
        announce(RoundOpened(round_id=one.id, round_ref=one.ref))
    return opened[0]


@use_case
def remind_of_sheets(actor: Actor, round_ref: str, cell_ref: str) -> EvaluationReminder:
    """Remind one cell of the sheets that it still owes; once a day at most."""
    opened = _open_one(actor, round_ref)
    cell = fetch(actor, Permission.ROUND_LEAD, Organisation, cell_ref)
    owing = {line.ref: line for line in queries.progress(actor, opened)}
    if cell.ref not in owing or not owing[cell.ref].at_cell:
        raise Refused("%(cell)s has submitted all its sheets.", cell=cell.name)
    if owing[cell.ref].reminded_on == clock.today():
        raise Refused("%(cell)s has been reminded today.", cell=cell.name)
    return _remind(actor, opened, cell.id)


@use_case
def remind_all_of_sheets(actor: Actor, round_ref: str) -> EvaluationRound:
    """Remind every cell that still owes sheets and was not reminded today."""
    opened = _open_one(actor, round_ref)
    lines = [
        line for line in queries.progress(actor, opened) if line.at_cell and line.reminded_on != clock.today()
    ]
    if not lines:
        raise Refused("Every cell has submitted its sheets or has been reminded today.")
    for line in lines:
        _remind(actor, opened, line.id)
    return opened


@use_case
def hand_over(actor: Actor, over: HandOver) -> Organisation:
    """Let one cell carry on with the members and sheets of another that was merged into it.

    What is under way goes on at the successor with all that was written; what was signed still names who signed it
    (BR-14).
    """
    cell = fetch(actor, Permission.ROUND_LEAD, Organisation, over.cell)
    successor = fetch(actor, Permission.ROUND_LEAD, Organisation, over.successor)
    refuse_if_any(objections_to_marks(reason=over.reason))
    if not over.reason.strip():
        raise Refused("Write the decision on the merger.", field="reason")
    kinds = {cell.kind, successor.kind}
    if kinds != {OrganisationKind.RESIDENCE_CELL} or cell.id == successor.id:
        raise Refused("Choose another residence cell of the commune.", field="successor")
    if cell.parent_id != successor.parent_id or successor.dissolved_on is not None:
        raise Refused("Choose another residence cell of the commune.", field="successor")
    sheets = db.session.scalars(
        select(Evaluation)
        .where(Evaluation.cell_id == cell.id, Evaluation.state.not_in((*OVER, EvaluationState.ANSWERED)))
        .order_by(Evaluation.id)
        .with_for_update()
    ).all()
    for sheet in sheets:
        sheet.cell_id = successor.id
        mark(actor, sheet, EvaluationStage.HANDED_OVER, over.reason)
    for liaison in _held_by(cell.id):
        liaison.residence_id = successor.id
        write_step(actor, liaison, clock.today(), over.reason, successor.id)
    announce(SheetsHandedOver(organisation_id=successor.id, from_id=cell.id))
    return successor


@use_case
def close_round(actor: Actor, round_ref: str) -> EvaluationRound:
    """Close a round once nothing of it waits at the commune committee; what cells have not signed is not finished."""
    opened = _open_one(actor, round_ref)
    if queries.waiting_at_committee(opened.id):
        raise Refused("Sheets of this round still wait to be confirmed or returned: deal with them first.")
    _close(actor, opened)
    return opened


@use_case
def close_overdue_rounds(actor: Actor, today: date) -> None:
    """Close rounds that nobody has closed some time after the day of return (days of the rule set)."""
    for opened in db.session.scalars(
        select(EvaluationRound)
        .where(EvaluationRound.closed_on.is_(None), EvaluationRound.return_due_on < today)
        .options(joinedload(EvaluationRound.committee))
        .with_for_update(of=EvaluationRound)
    ):
        rules = read_rules(db.session.get_one(RuleSet, opened.rule_set_id).rules)
        is_over = opened.return_due_on + timedelta(days=rules.closing_days) < today
        if is_over and not queries.waiting_at_committee(opened.id):
            _close(actor, opened)


@use_case
def forget_drafts(actor: Actor, today: date) -> None:
    """Delete what was drafted and never signed, some days after the round closed or the request was taken back."""
    for rule_set in db.session.scalars(select(RuleSet).order_by(RuleSet.id)):
        kept_since = today - timedelta(days=read_rules(rule_set.rules).draft_days)
        over = select(Evaluation.id).where(
            Evaluation.closed_on < kept_since,
            Evaluation.state.in_(OVER),
            Evaluation.rule_set_id == rule_set.id,
        )
        drafts = db.session.scalars(
            select(EvaluationVersion.id).where(
                EvaluationVersion.evaluation_id.in_(over), EvaluationVersion.signed_at.is_(None)
            )
        ).all()
        for ids in bulk.chunks(drafts, 500):
            db.session.execute(delete(EvaluationVersion).where(EvaluationVersion.id.in_(ids)))
        if drafts:
            audit.note("evaluation_version", None, forgotten=bulk.ranges(drafts))


def _committees(actor: Actor, opening: OpenRound) -> Sequence[Organisation]:
    """The commune committees whose rounds are opened: the own, or those chosen below a superior committee."""
    found = visible(actor, Permission.ROUND_OPEN, Organisation).where(
        Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE, Organisation.dissolved_on.is_(None)
    )
    if actor.kind is OrganisationKind.COMMUNE_COMMITTEE:
        found = found.where(Organisation.id == actor.organisation_id)
    else:
        found = found.where(Organisation.ref.in_(opening.communes))
    committees = db.session.scalars(found.order_by(Organisation.sort_key, Organisation.id)).all()
    if not committees or len(committees) < len(set(opening.communes)):
        raise Refused("Choose the communes and wards whose round is opened.", field="communes")
    return committees


def _open(actor: Actor, opening: OpenRound, committee: Organisation, rule_set_id: int) -> EvaluationRound:
    known = select(EvaluationRound.id).where(
        EvaluationRound.committee_id == committee.id, EvaluationRound.year == opening.year
    )
    if db.session.scalar(known) is not None:
        raise Refused(
            "%(committee)s has already opened its round of %(year)s.",
            field="year",
            committee=committee.name,
            year=opening.year,
        )
    opened = EvaluationRound(
        committee_id=committee.id,
        year=opening.year,
        listed_on=opening.listed_on,
        cell_due_on=opening.cell_due_on,
        confirm_due_on=opening.confirm_due_on,
        return_due_on=opening.return_due_on,
        opened_by_id=actor.account_id,
        opener_id=actor.organisation_id,
        opened_at=clock.now(),
        rule_set_id=rule_set_id,
    )
    db.session.add(opened)
    db.session.flush()
    _list(actor, opened)
    return opened


def _list(actor: Actor, opened: EvaluationRound) -> None:
    """One sheet for each FULL active liaison of the day; past the unit of work: a ward has a thousand and more."""
    bonds = db.session.execute(
        select(Liaison.id, Liaison.member_id, Liaison.residence_id, Liaison.sort_key)
        .where(
            Liaison.commune_id == opened.committee_id,
            Liaison.state == LiaisonState.ACTIVE,
            Liaison.category == Category.FULL,
            (Liaison.started_on <= opened.listed_on) | Liaison.started_on.is_(None),
        )
        .order_by(Liaison.id)
    ).all()
    if not bonds:
        raise Refused("No cell of the commune was in liaison with anybody on that day.", field="listed_on")
    ids = bulk.reserve(Evaluation, len(bonds))
    at = clock.now()
    bulk.write(
        Evaluation,
        [
            {
                "id": new_id,
                "ref": new_ref(),
                "version": 1,
                "round_id": opened.id,
                "year": opened.year,
                "member_id": member_id,
                "liaison_id": liaison_id,
                "listed_cell_id": cell_id,
                "cell_id": cell_id,
                "form": Category.FULL,
                "state": _E.REQUESTED,
                "edition": 1,
                "due_on": opened.cell_due_on,
                "sort_key": sort_key,
                "rule_set_id": opened.rule_set_id,
                "created_at": at,
            }
            for new_id, (liaison_id, member_id, cell_id, sort_key) in zip(ids, bonds, strict=True)
        ],
    )
    mark_many(actor, [(one, 1) for one in ids], EvaluationStage.REQUESTED)
    audit.note("evaluation", None, opened.committee_id, ids=bulk.ranges(ids))


def _open_one(actor: Actor, ref: str) -> EvaluationRound:
    opened = fetch(actor, Permission.ROUND_LEAD, EvaluationRound, ref)
    if opened.closed_on is not None:
        raise Refused("This round was closed on %(day)s.", day=opened.closed_on)
    return opened


def _remind(actor: Actor, opened: EvaluationRound, cell_id: int) -> EvaluationReminder:
    reminder = EvaluationReminder(
        round_id=opened.id, cell_id=cell_id, on=clock.today(), by_id=actor.account_id
    )
    db.session.add(reminder)
    announce(SheetsAwaited(organisation_id=cell_id, round_ref=opened.ref))
    return reminder


def _held_by(cell_id: int) -> Sequence[Liaison]:
    return db.session.scalars(
        select(Liaison)
        .where(Liaison.residence_id == cell_id, Liaison.state != LiaisonState.ENDED)
        .order_by(Liaison.id)
        .with_for_update()
    ).all()


def _close(actor: Actor, opened: EvaluationRound) -> None:
    opened.closed_on = clock.today()
    for sheet in db.session.scalars(
        select(Evaluation)
        .where(
            Evaluation.round_id == opened.id,
            Evaluation.state.in_(AT_CELL),
            Evaluation.returned_on.is_(None),
        )
        .order_by(Evaluation.id)
        .with_for_update()
    ):
        bring(actor, sheet, _E.LAPSED, EvaluationStage.LAPSED)
        sheet.closed_on = clock.today()
