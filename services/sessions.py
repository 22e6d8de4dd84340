"""Sessions on the server: begun at sign-in, renewed at step-up, ended for good at sign-out (security.md 5.1)."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from access import Actor
from adapters import clock
from adapters.tools import tools
from models import SignIn, db
from queries.sessions import own_offices
from services.unit import use_case

AT_ONCE = 3
"""Sessions one account may have at the same time; a further one ends the oldest."""
ABSOLUTE = timedelta(hours=12)


def new_token() -> str:
    """256 random bits for a cookie; the database holds only their fingerprint."""
    return secrets.token_urlsafe(32)


@use_case
def begin_session(actor: Actor, account_id: int, device_id: int | None, browser: str) -> str:
    """Open a session for an account that has proved itself; gives the token for the cookie. The first office is chosen."""
    now = clock.now()
    _make_room(account_id)
    offices = own_offices(account_id, clock.today())
    token = new_token()
    db.session.add(
        SignIn(
            token_hash=tools().keys.seal(token),
            account_id=account_id,
            device_id=device_id,
            mandate_id=offices[0].id if offices else None,
            browser=browser[:80],
            pages="{}",
            created_at=now,
            last_seen_at=now,
            fresh_at=now,
        )
    )
    return token


@use_case
def end_session(actor: Actor, sign_in_id: int) -> None:
    """End one session: the row goes, and with it whatever a copied cookie could open."""
    db.session.execute(delete(SignIn).where(SignIn.id == sign_in_id))


@use_case
def keep_session(actor: Actor, sign_in_id: int, pages: str | None, is_activity: bool) -> None:
    """Remember what one page left for the next, and that the person was here (polling does not count)."""
    values: dict[str, object] = {}
    if pages is not None:
        values["pages"] = pages
    if is_activity:
        values["last_seen_at"] = clock.now()
    if values:
        db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(values))


@use_case
def choose_office(actor: Actor, sign_in_id: int, mandate_ref: str | None) -> None:
    """Act in another of one's own offices, or as a member; an office not held today is silently not taken."""
    held = {office.ref: office.id for office in own_offices(actor.account_id or 0, clock.today())}
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == actor.account_id)
        .values(mandate_id=held.get(mandate_ref or ""))
    )


def _make_room(account_id: int) -> None:
    oldest_first = (
        select(SignIn.id).where(SignIn.account_id == account_id).order_by(SignIn.last_seen_at.desc())
    )
    surplus = db.session.scalars(oldest_first.offset(AT_ONCE - 1)).all()
    if surplus:
        db.session.execute(delete(SignIn).where(SignIn.id.in_(surplus)))
