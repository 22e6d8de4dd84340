"""E-mail of what rang, gathered: once a day or a week, at once for what cannot wait, never at night, nothing personal.

The bell in the application is the truth and needs no e-mail; with no SMTP server nothing here does anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from access import Actor
from adapters import clock, texts
from adapters.mail import Letter
from adapters.tools import tools
from models import Account, Notification, db
from models.vocabulary import AccountState, Digest
from services import outbox
from services.unit import use_case

TOPIC = "digest"


@use_case
def plan_digests(actor: Actor, today: date) -> int:
    """Promise one e-mail to each person for whom something rang that was neither looked at nor mailed; gives how many.

    Weekly ones leave on Monday; one that could not be sent then is tried again on the days that follow.
    """
    if tools().mailer is None:
        return 0
    monday = datetime.combine(today - timedelta(days=today.weekday()), tools().quiet_hours[1], clock.HERE)
    rang = select(Notification.account_id).where(_unheard())
    rang_last_week = rang.where(Notification.at < monday)
    wanted = or_(
        and_(Account.digest == Digest.DAILY, Account.id.in_(rang)),
        and_(Account.digest == Digest.WEEKLY, Account.id.in_(rang_last_week)),
    )
    return _promise(wanted, today.isoformat())


def hurry(account_ids: Iterable[int]) -> None:
    """Promise an e-mail today for what cannot wait until tomorrow; inside the caller's use case, after it has rung."""
    if tools().mailer is not None:
        now = clock.now().astimezone(clock.HERE)
        _promise(Account.id.in_(list(account_ids)), f"{now:%Y-%m-%d-%H%M}")


def send_digest(actor: Actor, key: str, payload: dict[str, Any]) -> None:
    """Send one person's digest; what was looked at meanwhile is left out, and with nothing left nothing is sent."""
    account_id = payload["account_id"]
    until = clock.now()
    to = db.session.execute(
        select(Account.email, Account.language).where(_takes_mail(), Account.id == account_id)
    ).one_or_none()
    rang = db.session.execute(
        select(Notification.event, func.count())
        .where(Notification.account_id == account_id, Notification.at <= until, _unheard())
        .group_by(Notification.event)
        .order_by(Notification.event)
    ).all()
    db.session.rollback()  # a slow mail server must not keep a transaction of the database open
    mailer = tools().mailer
    if mailer is None or to is None or not rang:
        return
    lines = [(texts.subject(to.language, event), count) for event, count in rang]
    subject, body = texts.message(to.language, "digest", lines=lines, address=tools().public_url)
    mailer.send(Letter(key=key, to=to.email, subject=subject, body=body))
    _mark_mailed(actor, account_id, until)


@use_case
def _mark_mailed(actor: Actor, account_id: int, until: datetime) -> None:
    db.session.execute(
        update(Notification)
        .where(Notification.account_id == account_id, Notification.at <= until, _unheard())
        .values(mailed_at=clock.now())
    )


def _promise(wanted: ColumnElement[bool], occasion: str) -> int:
    found = db.session.execute(
        select(Account.id, Account.ref).where(_takes_mail(), wanted).order_by(Account.id)
    ).all()
    for account_id, ref in found:
        outbox.post(TOPIC, f"digest-{ref}-{occasion}", {"account_id": account_id}, outbox.by_day())
    return len(found)


def _takes_mail() -> ColumnElement[bool]:
    return and_(
        Account.state == AccountState.ACTIVE, Account.email.is_not(None), Account.digest != Digest.NEVER
    )


def _unheard() -> ColumnElement[bool]:
    return and_(Notification.seen_at.is_(None), Notification.mailed_at.is_(None))
