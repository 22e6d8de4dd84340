"""What the use cases about evaluation sheets share: steps written down, sheets held in one order, sheets that end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, require, within
from adapters import clock
from domain.errors import Refused, gathered, refuse_if_any
from domain.evaluations import AT_CELL, ends_sheets
from domain.lifecycles import EVALUATION, objection, step
from models import Evaluation, EvaluationStep, EvaluationVersion, Liaison, db
from models.vocabulary import EvaluationStage, EvaluationState, LiaisonEnd
from services.imports import bulk


def mark(actor: Actor, sheet: Evaluation, stage: EvaluationStage, note: str | None = None) -> None:
    """Write down what happened to a sheet, when and by whom; one that is new must have been flushed."""
    db.session.add(
        EvaluationStep(
            evaluation_id=sheet.id,
            edition=sheet.edition,
            stage=stage,
            at=clock.now(),
            by_id=actor.account_id,
            office=actor.office,
            organisation_id=actor.organisation_id,
            note=note,
        )
    )


def mark_many(actor: Actor, sheets: Iterable[tuple[int, int]], stage: EvaluationStage) -> None:
    """Write one step down for many sheets, by id and edition; past the unit of work: a ward has a thousand."""
    told = {
        "stage": stage,
        "at": clock.now(),
        "by_id": actor.account_id,
        "office": actor.office,
        "organisation_id": actor.organisation_id,
        "note": None,
    }
    bulk.write(
        EvaluationStep, [{"evaluation_id": one, "edition": edition, **told} for one, edition in sheets]
    )


def bring(
    actor: Actor,
    sheet: Evaluation,
    state: EvaluationState,
    stage: EvaluationStage,
    note: str | None = None,
) -> None:
    """Bring a loaded sheet to a state and write the step down; raises `Refused` where no arrow leads."""
    sheet.state = step(EVALUATION, sheet.state, state)
    mark(actor, sheet, stage, note)


def hold(
    actor: Actor, permission: Permission, refs: Sequence[str], *options: Any, field: str = "sheets"
) -> list[Evaluation]:
    """Sheets in reach with their members, in the order of names; locked, so that of two people one waits.

    Raises `Refused` when nothing was chosen or something of it is out of reach: the list is to be opened again.
    """
    require(actor, permission)
    wanted = set(refs)
    found = db.session.scalars(
        select(Evaluation)
        .where(within(actor, permission, Evaluation), Evaluation.ref.in_(wanted))
        .order_by(Evaluation.sort_key, Evaluation.id)
        .with_for_update(of=Evaluation)
        .execution_options(populate_existing=True)
        .options(joinedload(Evaluation.member), *options)
    ).all()
    if not wanted or len(found) < len(wanted):
        raise Refused("Open the list again and choose the sheets once more.", field=field)
    return list(found)


def insist_may_become(sheets: Sequence[Evaluation], state: EvaluationState, field: str = "sheets") -> None:
    """Refuse when one of several sheets cannot take this step, naming everybody whose sheet cannot."""
    refuse_if_any(
        gathered(
            refused
            for sheet in sheets
            if (
                refused := objection(EVALUATION, sheet.state, state, field=field, name=sheet.member.full_name)
            )
        )
    )


def at_work(sheet: Evaluation) -> EvaluationVersion | None:
    """The version at work of a sheet, locked; none before anybody has begun."""
    return db.session.scalar(
        select(EvaluationVersion)
        .where(EvaluationVersion.evaluation_id == sheet.id, EvaluationVersion.edition == sheet.edition)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def written(sheet: Evaluation) -> EvaluationVersion:
    """The version at work of a sheet that somebody has written."""
    return versions_at_work([sheet])[sheet.id]


def versions_at_work(sheets: Sequence[Evaluation], *options: Any) -> dict[int, EvaluationVersion]:
    """The version at work of each of several sheets."""
    rows = db.session.scalars(
        select(EvaluationVersion)
        .join(Evaluation, Evaluation.id == EvaluationVersion.evaluation_id)
        .where(
            EvaluationVersion.evaluation_id.in_([sheet.id for sheet in sheets]),
            EvaluationVersion.edition == Evaluation.edition,
        )
        .options(*options)
    )
    return {row.evaluation_id: row for row in rows}


def begin_next(actor: Actor, sheet: Evaluation, because: str) -> EvaluationVersion:
    """Begin the next version of a sheet as a copy of the signed one, with the reason (BR-06)."""
    before = written(sheet)
    sheet.edition += 1
    version = EvaluationVersion(
        evaluation_id=sheet.id,
        edition=sheet.edition,
        ticks=before.ticks,
        remarks=before.remarks,
        duties=before.duties,
        unassessable_because=before.unassessable_because,
        amended_because=because,
        saved_at=clock.now(),
        saved_by_id=actor.account_id,
    )
    db.session.add(version)
    return version


def end_sheets(actor: Actor, liaison: Liaison, because: LiaisonEnd) -> None:
    """Withdraw the sheets that nobody has signed when a liaison ends and leaves nobody to be evaluated.

    Who moved home or changed the workplace is evaluated by the cell of the list for the days until then; a sheet
    that was returned once stays.
    """
    if not ends_sheets(because):
        return
    for sheet in db.session.scalars(
        select(Evaluation).where(
            Evaluation.liaison_id == liaison.id,
            Evaluation.state.in_(AT_CELL),
            Evaluation.returned_on.is_(None),
        )
    ):
        withdraw(actor, sheet, None)  # why, the liaison says


def withdraw(actor: Actor, sheet: Evaluation, note: str | None) -> None:
    """Say of a loaded sheet that nobody needs it any more."""
    bring(actor, sheet, EvaluationState.WITHDRAWN, EvaluationStage.WITHDRAWN, note)
    sheet.closed_on = clock.today()
