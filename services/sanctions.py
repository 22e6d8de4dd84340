"""Sanctions: form, decision, term and never a reason; out of sight at the residence once they lapse (BR-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor
from adapters import clock
from domain.lifecycles import NOTICE, may_step
from domain.sanctions import is_in_force, last_day, objection_to_term
from models import Change, Member, Notice, Sanction, db
from models.vocabulary import ChangeWord, NoticeEffect, NoticeState, SanctionForm, Step
from services.credentials import insist_fresh
from services.recording import Kind, RecordChange, open_liaison, record
from services.sending import mark
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSanction(RecordChange):
    """The form and, where it is not a year later, the last day; there is no place for a reason, and no note."""

    sanction_form: SanctionForm
    until_on: date | None = None


def _nothing(_change: Change, _member: Member) -> None:
    """A sanction is itself the fact: nothing else on the record changes."""


SANCTION = Kind(table=Sanction, apply=_nothing, revert=_nothing, asks=lambda _change: NoticeEffect.NONE)


@use_case
def record_sanction(
    actor: Actor, word: ChangeWord, given: RecordSanction, supersedes: str | None = None
) -> Change:
    """Record a sanction for those few who may read it, after a fresh sign-in; a note would not be kept."""
    insist_fresh(actor)
    return record(
        actor,
        SANCTION,
        word,
        replace(given, note=None),
        supersedes,
        objection_to_term(given.sanction_form, given.until_on),
        is_restricted=True,
        sanction_form=given.sanction_form,
        until_on=last_day(given.sanction_form, given.effective_on, given.until_on),
    )


def lapse(actor: Actor, today: date) -> int:
    """Take notices of sanctions no longer in force out of sight at the residence; gives how many.

    One without a term, an expulsion, is shown as long as the liaison of the member lasts.
    """
    lapsed = [one for one in _shown() if not _is_shown(one, today)]
    for notice in lapsed:
        notice.lapsed_at = clock.now()
        if may_step(NOTICE, notice.state, NoticeState.WITHDRAWN) and notice.acknowledged_at is None:
            notice.state = NoticeState.WITHDRAWN
            mark(actor, notice, Step.WITHDRAWN)
    return len(lapsed)


def _shown() -> Sequence[Notice]:
    """Notices of sanctions that the residence still sees, locked: there are few at any time."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.is_restricted, Notice.lapsed_at.is_(None))
        .order_by(Notice.member_id, Notice.id)
        .with_for_update(of=Notice)
        .options(joinedload(Notice.change))
    ).all()


def _is_shown(notice: Notice, today: date) -> bool:
    if notice.change.until_on is None:
        return open_liaison(notice.member_id) is not None
    return is_in_force(notice.change.until_on, today)
