"""Entering as one of the invented people: by a click, or with what a script needs."""

from __future__ import annotations

from sqlalchemy import select

from access import Actor
from adapters import clock
from adapters.tools import tools
from domain.errors import NotFound, Refused
from models import Account, db
from models.vocabulary import AccountState
from services.devices import Browser
from services.sessions import begin_session
from services.slips import PrintedSlip, make_slip
from services.unit import use_case


@use_case
def enter_demonstration(actor: Actor, account_ref: str, browser: Browser) -> str:
    """Open a session for one of the invented people, as fresh as after a sign-in; gives the token for the cookie.

    Raises `NotFound` outside the demonstration, as if the address did not exist.
    """
    if not tools().demonstration:
        raise NotFound
    account = db.session.scalar(
        select(Account)
        .where(Account.ref == account_ref, Account.state == AccountState.ACTIVE)
        .with_for_update()
    )
    if account is None:
        raise NotFound
    account.last_sign_in_at = clock.now()
    return begin_session(actor, account.id, None, browser.name)


@use_case
def new_slips(actor: Actor) -> list[PrintedSlip]:
    """A fresh slip for each of the invented people who signs in by PIN; the slips before open nothing any more."""
    insist_on_demonstration()
    accounts = db.session.scalars(
        select(Account)
        .where(Account.state == AccountState.ACTIVE, Account.sign_in_name.is_(None))
        .order_by(Account.id)
    )
    return [make_slip(actor, account) for account in accounts.all()]


def insist_on_demonstration() -> None:
    """Raise `Refused` outside the demonstration."""
    if not tools().demonstration:
        raise Refused("This is not a demonstration: its people have accounts of their own.")
