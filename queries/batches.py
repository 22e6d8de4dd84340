"""Files of many papers: one's own, and which papers go into one, in the scope of whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from models import (
    Account,
    Evaluation,
    EvaluationRound,
    IntroductionLetter,
    Liaison,
    Mandate,
    Member,
    Organisation,
    OutboxMessage,
    PaperBatch,
    db,
)
from models.vocabulary import AccountState, BatchSource, BatchState
from queries import rounds
from queries.evaluations import WITH_ALL
from queries.mandates import in_force
from queries.outbox import IS_GIVEN_UP

_LATEST = 5
"""Files of the same papers that a page names; they are swept away after two days."""
_COMING = (BatchState.WAITING, BatchState.MAKING)


def one(actor: Actor, ref: str) -> PaperBatch:
    """A file that the actor asked for, in the office it was asked for in; raises `NotFound` otherwise."""
    batch = db.session.scalar(select(PaperBatch).where(PaperBatch.ref == ref))
    if batch is None or actor.account_id is None or batch.account_id != actor.account_id:
        raise NotFound
    if batch.mandate_ref != actor.mandate_ref:
        raise NotFound
    return batch


def asked_for(actor: Actor, source: BatchSource, subject_ref: str) -> Sequence[PaperBatch]:
    """What the actor asked for already of the same papers and can still be followed, the latest first."""
    return db.session.scalars(
        select(PaperBatch)
        .where(
            PaperBatch.account_id == actor.account_id,
            PaperBatch.mandate_ref == actor.mandate_ref,
            PaperBatch.source == source,
            PaperBatch.subject_ref == subject_ref,
        )
        .order_by(PaperBatch.id.desc())
        .limit(_LATEST)
    ).all()


def promise_of(ref: str) -> str:
    """The key under which the file with this reference is promised."""
    return f"papers {ref}"


def states_of(files: Sequence[PaperBatch]) -> dict[str, BatchState]:
    """How far each file has come for whoever waits: one whose promise was given up is not made.

    Read from the promise itself: nobody lived to tell of a worker that died, and an administrator may put it back.
    """
    reached = {one.ref: one.state for one in files}
    coming = {promise_of(one.ref): one.ref for one in files if one.state in _COMING}
    given_up = select(OutboxMessage.key).where(IS_GIVEN_UP, OutboxMessage.key.in_(coming))
    return reached | {
        coming[key]: BatchState.FAILED for key in (db.session.scalars(given_up) if coming else ())
    }


def letters_in_sight(actor: Actor, batch_ref: str) -> int:
    """How many letters of an act that were not taken back there are; raises `NotFound` where none is in sight."""
    count = db.session.scalar(select(func.count()).where(_letters_of(actor, batch_ref)))
    if not count:
        raise NotFound
    return count


def sheets_in_sight(actor: Actor, round_ref: str) -> int:
    """How many signed sheets of a round in sight there are; none yet is 0."""
    opened = rounds.one(actor, round_ref, Permission.EVALUATION_READ)
    signed = within(actor, Permission.EVALUATION_READ, Evaluation)
    return db.session.scalar(select(func.count()).where(signed, Evaluation.round_id == opened.id)) or 0


def members_of(actor: Actor, batch: PaperBatch) -> Sequence[str]:
    """The references of those whom the papers of a file are about."""
    if batch.source is BatchSource.LETTERS:
        found = select(Member.ref).join(Liaison, Liaison.member_id == Member.id)
        found = found.join(IntroductionLetter, IntroductionLetter.liaison_id == Liaison.id).where(
            _letters_of(actor, batch.subject_ref)
        )
    else:
        found = select(Member.ref).join(Evaluation, Evaluation.member_id == Member.id)
        found = found.join(EvaluationRound, EvaluationRound.id == Evaluation.round_id).where(
            within(actor, Permission.EVALUATION_READ, Evaluation), EvaluationRound.ref == batch.subject_ref
        )
    return db.session.scalars(found.distinct()).all()


def _letters_of(actor: Actor, batch_ref: str) -> ColumnElement[bool]:
    """The letters of an act that stand, in the scope of whoever reads their addresses."""
    return and_(
        within(actor, Permission.MEMBER_ADDRESS, IntroductionLetter),
        IntroductionLetter.batch == batch_ref,
        IntroductionLetter.cancelled_on.is_(None),
    )


def sheets_of_round(actor: Actor, round_ref: str) -> Sequence[Evaluation]:
    """The signed sheets of a round in sight, by name."""
    opened = rounds.one(actor, round_ref, Permission.EVALUATION_READ)
    return db.session.scalars(
        visible(actor, Permission.EVALUATION_READ, Evaluation)
        .where(Evaluation.round_id == opened.id)
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
    person = Actor(account_id=account.id, member_id=account.member_id, person_name=account.full_name)
    return person.holding(mandate, organisation)
