"""E-mail of what waits, gathered: once a day or a week, never at night, nothing personal in it.

The bell in the application is the truth and needs no e-mail; with no SMTP server nothing here does anything.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from access import Actor
from adapters import clock, texts
from adapters.mail import Letter
from adapters.tools import tools
from domain.quiet_hours import waking
from models import Account, Notification, db
from models.vocabulary import AccountState, Digest
from services import outbox
from services.unit import use_case

MONDAY = 0


@use_case
def plan_digests(actor: Actor, today: date) -> int:
    """Promise one e-mail to each person for whom something rang that was neither looked at nor mailed; gives how many."""
    if tools().mailer is None:
        return 0
    wanted = [Digest.DAILY, Digest.WEEKLY] if today.weekday() == MONDAY else [Digest.DAILY]
    found = db.session.execute(
        select(Account.id, Account.ref)
        .where(
            Account.state == AccountState.ACTIVE,
            Account.email.is_not(None),
            Account.digest.in_(wanted),
            Account.id.in_(select(Notification.account_id).where(_unheard())),
        )
        .order_by(Account.id)
    ).all()
    not_before = waking(clock.now().astimezone(clock.HERE))
    for account_id, ref in found:
        outbox.post("digest", f"digest-{ref}-{today.isoformat()}", {"account_id": account_id}, not_before)
    return len(found)


def send_digest(actor: Actor, key: str, payload: dict[str, Any]) -> None:
    """Send one person's digest; what was looked at meanwhile is left out, and with nothing left nothing is sent."""
    mailer = tools().mailer
    account = db.session.get(Account, payload["account_id"])
    if mailer is None or account is None or account.email is None or account.state is not AccountState.ACTIVE:
        return
    rang = db.session.execute(
        select(Notification.event, func.count())
        .where(Notification.account_id == account.id, _unheard())
        .group_by(Notification.event)
        .order_by(Notification.event)
    ).all()
    if not rang:
        return
    lines = [(texts.subject(account.language, event), count) for event, count in rang]
    subject, body = texts.message(account.language, "digest", lines=lines, address=tools().public_url)
    until = clock.now()
    mailer.send(Letter(key=key, to=account.email, subject=subject, body=body))
    _mark_mailed(actor, account.id, until)


@use_case
def _mark_mailed(actor: Actor, account_id: int, until: Any) -> None:
    db.session.execute(
        update(Notification)
        .where(Notification.account_id == account_id, Notification.at <= until, _unheard())
        .values(mailed_at=clock.now())
    )


def _unheard() -> Any:
    return Notification.seen_at.is_(None) & Notification.mailed_at.is_(None)
