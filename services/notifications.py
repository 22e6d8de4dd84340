"""The bell of a person: what was looked at, what has been dealt with, and how often e-mail gathers the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, update

from access import Actor
from adapters import clock
from domain.accounts import email
from domain.errors import NotFound
from domain.events import EmailChanged
from models import Account, Mandate, Notification, db
from models.vocabulary import Digest, Language
from services.announcements import announce
from services.former_addresses import take_leave
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferNotifications:
    """How often e-mail comes, where to, and in which language."""

    how_often: Digest
    language: Language
    email: str | None = None


@use_case
def see_notification(actor: Actor, ref: str) -> Notification:
    """Open one line of one's own bell; raises `NotFound` for anybody else's."""
    found = db.session.scalar(
        select(Notification).where(Notification.ref == ref, Notification.account_id == actor.account_id)
    )
    if found is None:
        raise NotFound
    found.seen_at = found.seen_at or clock.now()
    return found


@use_case
def see_all(actor: Actor) -> None:
    """Mark every line of one's own bell as seen."""
    db.session.execute(
        update(Notification)
        .where(Notification.account_id == actor.account_id, Notification.seen_at.is_(None))
        .values(seen_at=clock.now())
    )


@use_case
def prefer_notifications(actor: Actor, wanted: PreferNotifications) -> Account:
    """Keep how the actor wants to hear of things."""
    account = db.session.get_one(Account, actor.account_id)
    account.digest, account.language = wanted.how_often, wanted.language
    take_address(account, wanted.email)
    return account


def take_address(account: Account, typed: str | None) -> None:
    """Keep the e-mail address of an account, or none; that it is another one is told here and there (AU-09)."""
    address, former = email(typed) if typed else None, account.email
    if address != former:
        account.email = address
        if former is not None:
            take_leave(account, former)
        announce(EmailChanged(account_id=account.id))


def hush(link: str, organisation_ids: Iterable[int | None]) -> None:
    """What a line asked for has been done: no bell of these organisations rings for it any more."""
    people = select(Mandate.account_id).where(
        Mandate.organisation_id.in_([one for one in organisation_ids if one is not None])
    )
    db.session.execute(
        update(Notification)
        .where(Notification.account_id.in_(people), Notification.seen_at.is_(None), Notification.link == link)
        .values(seen_at=clock.now())
    )
