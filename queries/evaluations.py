"""One evaluation sheet in sight: its signed versions, what was answered, what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, may, prepared, visible, within
from adapters.clock import day_of
from domain.errors import NotFound
from domain.sheet_papers import SheetContent, content_from
from models import (
    Account,
    Evaluation,
    EvaluationAgreement,
    EvaluationRequest,
    EvaluationStep,
    EvaluationVersion,
    Member,
    Objection,
    Organisation,
    db,
)
from models.vocabulary import (
    EvaluationStage,
    Side,
)


def one(actor: Actor, ref: str, *permissions: Permission) -> Evaluation:
    """A sheet that one of these rights brings into sight, with all that its page shows; `NotFound` otherwise."""
    for permission in permissions:
        found = _one(actor, permission, ref=ref).scalar_one_or_none() if may(actor, permission) else None
        if found is not None:
            return found
    raise NotFound


def whose(actor: Actor, ref: str, *permissions: Permission) -> int:
    """The number of the member whom a sheet in sight is about; `NotFound` for one out of sight."""
    for permission in permissions:
        found = _whose(actor, permission, ref=ref).scalar() if may(actor, permission) else None
        if found is not None:
            return found
    raise NotFound


@prepared
def _whose(actor: Actor, permission: Permission) -> Select[int]:
    return select(Evaluation.member_id).where(
        within(actor, permission, Evaluation), Evaluation.ref == bindparam("ref")
    )


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Evaluation]:
    return visible(actor, permission, Evaluation).where(Evaluation.ref == bindparam("ref")).options(*WITH_ALL)


WITH_ALL = (
    joinedload(Evaluation.member).joinedload(Member.workplace),
    joinedload(Evaluation.cell),
    joinedload(Evaluation.liaison),
    joinedload(Evaluation.round),
    joinedload(Evaluation.request).joinedload(EvaluationRequest.organisation),
    joinedload(Evaluation.rule_set),
    joinedload(Evaluation.returned_to),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed version as a paper, with the meeting that agreed on it and who confirmed it when."""

    edition: int
    content: SheetContent
    dissent: str | None
    agreement: EvaluationAgreement | None
    confirmed_at: datetime | None
    confirmed_by: str | None

    @property
    def confirmed_on(self) -> date | None:
        """The day on which it was confirmed."""
        return day_of(self.confirmed_at) if self.confirmed_at else None


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on a sheet: its signed versions, the draft that nobody has signed, what the member answered."""

    signed: tuple[Signed, ...]
    """The latest first."""
    draft: EvaluationVersion | None
    replies: tuple[Objection, ...]

    def edition(self, number: int | None) -> Signed | None:
        """The signed version of a number."""
        return next((one for one in self.signed if one.edition == number), None)


def in_sight(actor: Actor, sheet: Evaluation, paper: Paper) -> list[Signed]:
    """The versions that an office reads: at the residence every signed one, at the workplace those returned to it."""
    last = None if actor.side is Side.RESIDENCE else sheet.returned_edition
    return [one for one in paper.signed if last is None or one.edition <= last]


def paper(sheet: Evaluation) -> Paper:
    """What stands on a sheet in sight; what the member answered goes with every copy (BR-20)."""
    confirmed = and_(
        EvaluationStep.evaluation_id == EvaluationVersion.evaluation_id,
        EvaluationStep.edition == EvaluationVersion.edition,
        EvaluationStep.stage == EvaluationStage.CONFIRMED,
    )
    replied = and_(
        Objection.evaluation_id == EvaluationVersion.evaluation_id,
        Objection.edition == EvaluationVersion.edition,
    )
    rows = db.session.execute(
        select(EvaluationVersion, Objection, EvaluationStep.at, Account.full_name)
        .outerjoin(Objection, replied)
        .outerjoin(EvaluationStep, confirmed)
        .outerjoin(Account, Account.id == EvaluationStep.by_id)
        .where(EvaluationVersion.evaluation_id == sheet.id)
        .order_by(EvaluationVersion.edition.desc(), Objection.id)
        .options(joinedload(EvaluationVersion.agreement))
    ).all()
    versions = {row[0].edition: _signed(row[0], *row[2:]) for row in rows if row[0].signed_at is not None}
    replies = sorted((row[1] for row in rows if row[1] is not None), key=lambda one: one.id)
    draft = next((row[0] for row in rows if row[0].signed_at is None), None)
    return Paper(tuple(versions.values()), draft, tuple(replies))


def _signed(version: EvaluationVersion, at: datetime | None, by: str | None) -> Signed:
    content = content_from(version.content or {})
    return Signed(version.edition, content, version.dissent, version.agreement, at, by)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a sheet, as a plain value: it outlasts the mark that opening the sheet leaves."""

    stage: EvaluationStage
    edition: int
    at: datetime
    note: str | None
    by: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """Whose sheet it is, and what happened to it, the latest first."""

    member_id: int
    steps: tuple[StepLine, ...]


def course(actor: Actor, ref: str, *permissions: Permission) -> Course:
    """The course of a sheet that one of these rights brings into sight; raises `NotFound` otherwise."""
    for permission in permissions:
        rows = _course(actor, permission, ref=ref).all() if may(actor, permission) else []
        if rows:
            return Course(rows[0][0], tuple(StepLine(*row[1:]) for row in rows))
    raise NotFound


@prepared
def _course(actor: Actor, permission: Permission) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evaluation.member_id,
            EvaluationStep.stage,
            EvaluationStep.edition,
            EvaluationStep.at,
            EvaluationStep.note,
            Account.full_name,
            Organisation.name,
        )
        .join(Evaluation, Evaluation.id == EvaluationStep.evaluation_id)
        .outerjoin(Account, Account.id == EvaluationStep.by_id)
        .outerjoin(Organisation, Organisation.id == EvaluationStep.organisation_id)
        .where(within(actor, permission, Evaluation), Evaluation.ref == bindparam("ref"))
        .order_by(EvaluationStep.id.desc())
    )
