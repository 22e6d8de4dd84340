"""Who acts in this request: the person (Flask-Login), and the office chosen in the session, as `g.actor`."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Flask, Request, g, session
from flask_login import LoginManager, UserMixin

from access import Actor
from adapters import clock
from ui.sign_ins import PageSession, SignInSessions

FRESH = timedelta(minutes=10)

logins = LoginManager()
logins.session_protection = None  # the session row and the device do that work


class Person(UserMixin):  # type: ignore[misc]  # Flask-Login carries no types
    """The account behind the session, as Flask-Login knows it."""

    def __init__(self, ref: str) -> None:
        self.id = ref


def init_app(app: Flask) -> None:
    """Put sessions on the server and make `g.actor` known before any view."""
    app.session_interface = SignInSessions()
    logins.init_app(app)
    app.before_request(_stand_up)


@logins.request_loader  # type: ignore[untyped-decorator]
def _load(_request: Request) -> Person | None:
    who = page_session().who
    return Person(who.account_ref) if who is not None else None


def page_session() -> PageSession:
    """This request's session, with what our interface adds to Flask's."""
    return cast(PageSession, session._get_current_object())  # type: ignore[attr-defined]


def own_session_id() -> int:
    """The row of this session; only for pages that ask for a sign-in."""
    return int(page_session().who.id)  # type: ignore[union-attr]  # the guard let nobody else in


def own_device_id() -> int | None:
    """The row of the device on which this session began."""
    who = page_session().who
    return who.device_id if who is not None else None


def preferred_language() -> str | None:
    """The language of the account that has signed in."""
    who = page_session().who
    return who.language if who is not None else None


def _stand_up() -> None:
    current = page_session()
    g.actor = actor_of(current)
    if current.trouble is not None:
        raise current.trouble


def actor_of(current: PageSession) -> Actor:
    """The actor of a session: one office in force today, or the member alone, or nobody."""
    who = current.who
    if who is None:
        return Actor.nobody()
    return Actor(
        account_id=who.account_id,
        member_id=who.member_id,
        person_name=who.full_name,
        mandate_ref=who.mandate_ref,
        office=who.office,
        organisation_id=who.organisation_id,
        organisation_ref=who.organisation_ref,
        organisation_name=who.organisation_name or "",
        kind=who.kind,
        is_grassroots=bool(who.is_grassroots),
        side=who.side,
        path=who.path or "",
        is_fresh=clock.now() - who.fresh_at <= FRESH,
    )
