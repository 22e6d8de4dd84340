"""Sessions on the server: begun at sign-in, renewed at step-up, ended for good at sign-out."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from access import Actor
from adapters import clock
from adapters.tools import tools
from models import Draft, SignIn, db
from queries.sessions import own_offices
from services.drafts import DRAFT_AT
from services.unit import use_case

OLDEST_ENDED = "oldest_ended"
"""Left in a new session when the oldest of too many had to end: the next page says so (SE-03)."""
AT_ONCE = 3
"""Sessions one account may have at the same time; a further one ends the oldest."""
ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(minutes=30)
"""After so much quiet a session is over; offices that need more care are given less (ui/sign_ins.py)."""


def new_token() -> str:
    """256 random bits for a cookie; the database holds only their fingerprint."""
    return secrets.token_urlsafe(32)


@use_case
def begin_session(actor: Actor, account_id: int, device_id: int | None, browser: str) -> str:
    """Open a session for an account that has proved itself; gives the token for the cookie. The first office is chosen.

    The session remembers on which page something typed is still kept, so that no other page has to ask.
    """
    now = clock.now()
    pages = {OLDEST_ENDED: _make_room(account_id), DRAFT_AT: _draft_of(account_id)}
    offices = own_offices(account_id, clock.today())
    token = new_token()
    db.session.add(
        SignIn(
            token_hash=tools().keys.seal(token),
            account_id=account_id,
            device_id=device_id,
            mandate_id=offices[0].id if offices else None,
            browser=browser[:80],
            pages=json.dumps({name: value for name, value in pages.items() if value}),
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
def renew_session(actor: Actor, sign_in_id: int) -> str:
    """The person has proved again who he or she is: the session is fresh and goes on under a new token."""
    token = new_token()
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == actor.account_id)
        .values(token_hash=tools().keys.seal(token), fresh_at=clock.now(), last_seen_at=clock.now())
    )
    return token


@use_case
def end_own_session(actor: Actor, ref: str) -> None:
    """End one of one's own sessions, on whatever device; an unknown one is gone already."""
    db.session.execute(delete(SignIn).where(SignIn.ref == ref, SignIn.account_id == actor.account_id))


def end_sessions(account_id: int, but: int | None = None, device_id: int | None = None) -> None:
    """End the sessions of an account, all or those on one device, save the one at work; in the caller's use case."""
    ended = delete(SignIn).where(SignIn.account_id == account_id)
    if but is not None:
        ended = ended.where(SignIn.id != but)
    if device_id is not None:
        ended = ended.where(SignIn.device_id == device_id)
    db.session.execute(ended)


@use_case
def end_all_sessions(actor: Actor) -> None:
    """Sign out everywhere at once."""
    end_sessions(actor.account_id or 0)


@use_case
def keep_session(actor: Actor, sign_in_id: int, pages: str | None, is_activity: bool) -> None:
    """Remember what one page left for the next, and that the person was here."""
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


def _draft_of(account_id: int) -> str | None:
    """The page on which the account typed something last that was not sent."""
    kept = select(Draft.path).where(Draft.account_id == account_id).order_by(Draft.saved_at.desc())
    return db.session.scalar(kept.limit(1))


def _make_room(account_id: int) -> bool:
    """End the oldest sessions beyond the allowed number; says whether one that was still open had to go.

    Who signs in each morning on the same telephone has never been at too many places: those sessions were over.
    """
    newest_first = (
        select(SignIn.id, SignIn.created_at, SignIn.last_seen_at)
        .where(SignIn.account_id == account_id)
        .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
    )
    surplus = db.session.execute(newest_first.offset(AT_ONCE - 1)).all()
    if surplus:
        db.session.execute(delete(SignIn).where(SignIn.id.in_([one.id for one in surplus])))
    now = clock.now()
    return any(now - one.created_at <= ABSOLUTE and now - one.last_seen_at <= IDLE for one in surplus)
