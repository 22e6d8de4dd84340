"""Secondment and rotation: a temporary workplace with a term, after which one comes home (biệt phái, luân chuyển)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from access import Actor
from domain.errors import Refused
from domain.events import SecondmentEnding
from models import Change, Member, Secondment, Workplace, db
from models.vocabulary import ChangeKind, ChangeWord, NoticeEffect
from services.announcements import announce
from services.recording import Kind, RecordChange, record
from services.unit import use_case

_NOTED_BEFORE = timedelta(days=14)
"""How long before its last day, or from its review day on, the workplace is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSecondment(RecordChange):
    """Where to, until when, when it is looked at again, and in which post."""

    to_name: str
    until_on: date
    review_on: date | None = None
    post: str | None = None


def _apply(change: Change, member: Member) -> None:
    """Write the temporary workplace with its end: Party life stays where it is, and nobody has to end it."""
    if change.until_on is None:
        raise Refused("Write the last day, for example 15/3/2027.", field="until_on")
    db.session.add(
        Workplace(
            member_id=member.id,
            organisation_id=member.workplace_id,
            position=change.post,
            is_temporary=True,
            host=change.to_name,
            starts_on=change.effective_on,
            ends_on=change.until_on + timedelta(days=1),
            change_id=change.id,
        )
    )


def _revert(change: Change, _member: Member) -> None:
    for workplace in db.session.scalars(select(Workplace).where(Workplace.change_id == change.id)):
        db.session.delete(workplace)  # one by one, so that the trail tells it


SECONDMENT = Kind(table=Secondment, apply=_apply, revert=_revert, asks=lambda _change: NoticeEffect.NONE)


@use_case
def record_secondment(
    actor: Actor, word: ChangeWord, given: RecordSecondment, supersedes: str | None = None
) -> Change:
    """Record that a member works elsewhere for a term."""
    return record(
        actor,
        SECONDMENT,
        word,
        given,
        supersedes,
        to_name=given.to_name,
        until_on=given.until_on,
        review_on=given.review_on,
        post=given.post,
    )


def remind_of_ends(today: date) -> None:
    """Ring at the workplace before a secondment ends, and at its review day; each once, in the caller's use case."""
    for change in _running(today):
        soon = change.until_on is not None and change.until_on - _NOTED_BEFORE <= today
        reviewed = change.review_on is not None and change.review_on <= today
        if reviewed:
            announce(_ending(change, is_review=True))
        if soon:
            announce(_ending(change, is_review=False))


def _ending(change: Change, *, is_review: bool) -> SecondmentEnding:
    return SecondmentEnding(
        change_ref=change.ref, organisation_id=change.organisation_id, is_review=is_review
    )


def _running(today: date) -> Sequence[Change]:
    return db.session.scalars(
        select(Change)
        .join(Member, Member.id == Change.member_id)
        .where(
            Member.left_on.is_(None),
            Change.kind == ChangeKind.SECONDMENT,
            Change.until_on >= today,
            Change.superseded_at.is_(None),
            Change.withdrawn_at.is_(None),
        )
    ).all()
