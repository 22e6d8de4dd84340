"""Notices written, and taken back, in the transaction of their change: one to each organisation that is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.addressees import Bond, addressees
from domain.events import NoticeSent, NoticeWithdrawn
from domain.lifecycles import NOTICE, step
from models import Change, Liaison, Notice, NoticeStep, db
from models.vocabulary import NoticeEffect, NoticeState, Paper, Step
from queries import rulesets
from services.announcements import announce
from services.documents import withdraw_papers

KNOWN = (Step.OPENED, Step.ACKNOWLEDGED)
"""Steps after which somebody at the receiver knows what a notice says."""


def send(actor: Actor, change: Change, bond: Liaison | None, asks: NoticeEffect) -> list[Notice]:
    """Write one notice to each organisation that must hear of a flushed change, and ring there (BR-09).

    An empty list says that nobody at the residence knows the member.
    """
    today = clock.today()
    held = (
        Bond(state=bond.state, commune_id=bond.commune_id, residence_id=bond.residence_id) if bond else None
    )
    told = addressees(held, today, rulesets.rules(today).notice_days, rulesets.holidays())
    notices = [
        Notice(
            change=change,
            member_id=change.member_id,
            sender_id=change.organisation_id,
            sent_by_id=change.recorded_by_id,
            receiver_id=one.organisation_id,
            is_restricted=change.is_restricted,
            state=NoticeState.SENT,
            sent_at=clock.now(),
            sent_on=today,
            counted_from=today,
            due_on=one.due_on,
            asks=asks,
        )
        for one in told
    ]
    db.session.add_all(notices)
    db.session.flush()
    for notice in notices:
        mark(actor, notice, Step.SENT)
        announce(NoticeSent(**names_of(notice)))
    return notices


def take_back(actor: Actor, change: Change, replacements: Sequence[Notice] = ()) -> None:
    """Withdraw the notices of a change that was wrong, each linked to the one that replaces it at the same receiver.

    They stay readable; only somebody who had opened one hears of it, since the others hear of the new one.
    """
    by_receiver = {notice.receiver_id: notice for notice in replacements}
    old = _of_change(change)
    opened = _opened(notice.id for notice in old)
    for notice in old:
        notice.state = step(NOTICE, notice.state, NoticeState.WITHDRAWN)
        withdraw_papers(Paper.NOTICE, notice.ref, clock.today())
        notice.change = change
        replacement = by_receiver.get(notice.receiver_id)
        notice.replaced_by_id = replacement.id if replacement else None
        mark(actor, notice, Step.WITHDRAWN)
        if notice.id in opened:
            announce(NoticeWithdrawn(**names_of(notice)))


def is_told(change: Change) -> bool:
    """Whether anybody was ever told of a change."""
    told = select(Notice.id).where(Notice.change_id == change.id)
    return db.session.scalar(told.limit(1)) is not None


def mark(actor: Actor, notice: Notice, what: Step, note: str | None = None) -> None:
    """Write down what happened to a notice, when and by whom; sender, receiver and member read the same list."""
    db.session.add(
        NoticeStep(
            notice_id=notice.id,
            step=what,
            at=clock.now(),
            by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            note=note,
        )
    )


def names_of(notice: Notice) -> dict[str, Any]:
    """What every event about a notice tells; its change must have been loaded."""
    return {
        "notice_ref": notice.ref,
        "change_ref": notice.change.ref,
        "receiver_id": notice.receiver_id,
        "sender_id": notice.sender_id,
        "sent_by_id": notice.sent_by_id,
        "is_restricted": notice.is_restricted,
    }


def page_of(notice: Notice) -> str:
    """The path of a notice's page at its receiver, as the bell opens it."""
    return f"/notices/{notice.ref}"


def _opened(notice_ids: Iterable[int]) -> set[int]:
    """Which notices somebody has opened or acknowledged, and so knows."""
    found = select(NoticeStep.notice_id).where(
        NoticeStep.notice_id.in_(list(notice_ids)), NoticeStep.step.in_(KNOWN)
    )
    return set(db.session.scalars(found))


def _of_change(change: Change) -> Sequence[Notice]:
    return db.session.scalars(
        select(Notice)
        .where(Notice.change_id == change.id, Notice.state != NoticeState.WITHDRAWN)
        .order_by(Notice.id)
        .with_for_update()
    ).all()
