"""Meetings that agreed on sheets: their minutes, and who may have sat at the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from models import (
    Account,
    Evaluation,
    EvaluationAgreement,
    EvaluationVersion,
    Mandate,
    Organisation,
    db,
)
from models.vocabulary import (
    Office,
)


def agreement(actor: Actor, ref: str) -> EvaluationAgreement:
    """Minutes of an agreement in sight with the cell and the committee above; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_READ, EvaluationAgreement)
        .where(EvaluationAgreement.ref == ref)
        .options(
            joinedload(EvaluationAgreement.cell).options(
                joinedload(Organisation.place),
                joinedload(Organisation.parent).joinedload(Organisation.place),
            )
        )
    )
    if found is None:
        raise NotFound
    return found


def agreed(found: EvaluationAgreement, actor: Actor) -> Sequence[EvaluationVersion]:
    """The versions on which a meeting agreed, in the order of names; drafts are in sight of the cell alone."""
    right = Permission.EVALUATION_DRAFT
    if actor.organisation_id != found.cell_id:
        right = Permission.EVALUATION_READ
    return db.session.scalars(
        select(EvaluationVersion)
        .join(Evaluation, Evaluation.id == EvaluationVersion.evaluation_id)
        .where(EvaluationVersion.agreement_id == found.id, within(actor, right, Evaluation))
        .order_by(Evaluation.sort_key, Evaluation.id)
        .options(
            joinedload(EvaluationVersion.evaluation).options(
                joinedload(Evaluation.member), joinedload(Evaluation.rule_set)
            )
        )
    ).all()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds, or held lately, an office of a cell."""

    ref: str
    name: str
    office: Office


@dataclass(frozen=True, slots=True)
class Table:
    """Who may have sat at the table of a meeting, and the meeting before: its Front representatives are proposed."""

    holders: tuple[Holder, ...]
    before: EvaluationAgreement | None


def around_the_table(cell_id: int | None, since: date) -> Table:
    """Those who have held an office of a cell since a day, the secretary first, and its latest agreement."""
    order = case({Office.SECRETARY: 0, Office.DEPUTY: 1}, value=Mandate.office, else_=2)
    latest = select(func.max(EvaluationAgreement.id)).where(EvaluationAgreement.cell_id == cell_id)
    rows = db.session.execute(
        select(Account.ref, Account.full_name, Mandate.office, EvaluationAgreement)
        .join(Mandate, Mandate.account_id == Account.id)
        .outerjoin(EvaluationAgreement, EvaluationAgreement.id == latest.scalar_subquery())
        .where(
            Mandate.organisation_id == cell_id,
            Mandate.office.in_((Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER)),
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > since),
        )
        .order_by(order, Account.sort_key)
    ).all()
    holders = {ref: Holder(ref, name, office) for ref, name, office, _before in reversed(rows)}
    return Table(tuple(reversed(holders.values())), rows[0][3] if rows else None)
