"""Files of many papers: one's own, and which papers go into one, in the scope of whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from models import (
    Account,
    Evaluation,
    EvaluationRound,
    IntroductionLetter,
    Mandate,
    Organisation,
    PaperBatch,
    db,
)
from models.vocabulary import AccountState
from queries.evaluations import WITH_ALL
from queries.mandates import in_force


def one(actor: Actor, ref: str) -> PaperBatch:
    """A file that the actor asked for, in the office it was asked for in; raises `NotFound` otherwise."""
    batch = db.session.scalar(select(PaperBatch).where(PaperBatch.ref == ref))
    if batch is None or actor.account_id is None or batch.account_id != actor.account_id:
        raise NotFound
    if batch.mandate_ref != actor.mandate_ref:
        raise NotFound
    return batch


def letters_in_sight(actor: Actor, batch_ref: str) -> int:
    """How many letters of an act that were not taken back are in sight; raises `NotFound` for none."""
    found = select(func.count()).where(
        within(actor, Permission.MEMBER_ADDRESS, IntroductionLetter),
        IntroductionLetter.batch == batch_ref,
        IntroductionLetter.cancelled_on.is_(None),
    )
    return _some(found)


def sheets_in_sight(actor: Actor, round_ref: str) -> int:
    """How many signed sheets of a round are in sight; raises `NotFound` for none."""
    found = (
        select(func.count())
        .select_from(Evaluation)
        .join(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .where(within(actor, Permission.EVALUATION_READ, Evaluation), EvaluationRound.ref == round_ref)
    )
    return _some(found)


def _some(found: Select[int]) -> int:
    count = db.session.scalar(found) or 0
    if not count:
        raise NotFound
    return count


def sheets_of_round(actor: Actor, round_ref: str) -> Sequence[Evaluation]:
    """The signed sheets of a round in sight, by name."""
    return db.session.scalars(
        visible(actor, Permission.EVALUATION_READ, Evaluation)
        .join(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .where(EvaluationRound.ref == round_ref)
        .order_by(Evaluation.sort_key, Evaluation.id)
        .options(*WITH_ALL)
    ).all()


def acting_again(account_id: int, mandate_ref: str | None, today: date) -> Actor | None:
    """The person in the office in which something was asked for; None when account or office is no longer good."""
    found = db.session.execute(
        select(Account, Mandate, Organisation)
        .join(Mandate, Mandate.account_id == Account.id)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(
            Account.id == account_id,
            Account.state != AccountState.CLOSED,
            Mandate.ref == mandate_ref,
            in_force(today),
        )
    ).one_or_none()
    if found is None:
        return None
    account, mandate, organisation = found
    return Actor(
        account_id=account.id,
        member_id=account.member_id,
        person_name=account.full_name,
        mandate_ref=mandate.ref,
        office=mandate.office,
        organisation_id=organisation.id,
        organisation_ref=organisation.ref,
        organisation_name=organisation.name,
        kind=organisation.kind,
        is_grassroots=organisation.is_grassroots,
        side=organisation.side,
        path=organisation.path,
    )
