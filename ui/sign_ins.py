"""Flask's own session interface on the SignIn table: the cookie carries a random id and nothing else.

Somebody who has not signed in gets a small signed cookie instead, so that the sign-in form has its CSRF token
and a visitor leaves no row behind.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, cast

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import Row
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.datastructures import CallbackDict

from access import Actor
from adapters import clock
from adapters.tools import tools
from models.vocabulary import Office
from queries import sessions as queries
from services import sessions

_IDLE_STRICT = timedelta(minutes=15)
_IDLE_ADMINISTRATOR, _IDLE_ADMINISTRATOR_STRICT = timedelta(minutes=15), timedelta(minutes=5)
_TOUCH = timedelta(minutes=1)
_SIGNED, _VISITOR = "s.", "v."
_VISITOR_AGE = 24 * 3600
_READER_AGE = 400 * 24 * 3600
FORGET = {"Clear-Site-Data": '"storage"'}
"""Lets the browser drop every page and answer that it keeps for work without network: nothing personal stays."""
_NOBODY_ASKED = ("/assets/", "/static/", "/healthz", "/live", "/content-policy-reports", "/service-worker.js")
"""Addresses that machines and browsers ask for by themselves: they are no activity and need no session.

Paths and not endpoints, because Flask opens the session before it knows the endpoint.
"""


class PageSession(CallbackDict[str, Any], SessionMixin):
    """What one page leaves for the next; `who` is the signed-in person's row, None for a visitor."""

    def __init__(
        self, values: dict[str, Any] | None = None, who: Row[*tuple[Any, ...]] | None = None
    ) -> None:
        def changed(_session: CallbackDict[str, Any]) -> None:
            self.modified = True

        super().__init__(values or {}, changed)
        self.modified = False
        self.who = who
        self.lapsed_account_id: int | None = None
        """Whose session this cookie was until it ended by time: what was typed is kept for that person."""
        self.new_token: str | None = None
        """Set at sign-in and at step-up: the cookie to give."""
        self.is_over = False
        """Set at sign-out: the cookie to take away."""
        self.trouble: Exception | None = None
        """Why the session could not be read: raised by the first hook, when a page can be made to say so."""


class SignInSessions(SessionInterface):
    """Finds the session of a request in one statement, and stores it only when something changed."""

    session_class = PageSession

    def open_session(self, app: Flask, request: Request) -> PageSession:
        """The session that the cookie names, or a visitor's."""
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        if request.path.startswith(_NOBODY_ASKED):
            return PageSession()
        if cookie.startswith(_SIGNED):
            try:
                return _signed(cookie.removeprefix(_SIGNED))
            except (OperationalError, InterfaceError, PoolTimeout) as trouble:
                unread = PageSession()
                unread.trouble = trouble
                return unread
        return PageSession(
            _visitor(app, cookie.removeprefix(_VISITOR)) if cookie.startswith(_VISITOR) else None
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed; set or take away the cookie."""
        session = cast(PageSession, session)
        if session.trouble is not None:
            return  # the cookie stays as it is: an outage signs nobody out
        name = self.get_cookie_name(app)
        if session.is_over:
            response.headers.update(FORGET)
        elif session.who is not None:
            self._meet(app, response, session.who.account_ref)
        if session.who is not None and not session.is_over:
            _keep(session)
        if session.is_over:
            self._give(app, response, name, "", max_age=0)
        elif session.new_token:
            self._give(app, response, name, _SIGNED + session.new_token)
        elif session.who is None and session.modified:
            self._give(
                app, response, name, _VISITOR + _serializer(app).dumps(dict(session)), max_age=_VISITOR_AGE
            )

    def _meet(self, app: Flask, response: Response, account_ref: str) -> None:
        """Know the reader again: when somebody else signed in on this browser, what it kept is dropped."""
        name, mark = f"{self.get_cookie_name(app)}-reader", tools().keys.seal(f"reader {account_ref}")
        before = request.cookies.get(name)
        if before == mark:
            return
        self._give(app, response, name, mark, max_age=_READER_AGE)
        if before is not None:
            response.headers.update(FORGET)

    def _give(
        self, app: Flask, response: Response, name: str, value: str, max_age: int | None = None
    ) -> None:
        response.set_cookie(
            name,
            value,
            max_age=max_age,
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
            path="/",
        )


def _signed(token: str) -> PageSession:
    who = queries.of_token(tools().keys.seal(token), clock.today())
    if who is None:
        return PageSession()
    now = clock.now()
    if now - who.last_seen_at > _idle(who.office) or now - who.created_at > sessions.ABSOLUTE:
        lapsed = PageSession()
        lapsed.lapsed_account_id = who.account_id
        return lapsed
    return PageSession(json.loads(who.pages), who)


def _idle(office: Office | None) -> timedelta:
    """After how much quiet a session ends."""
    if office is Office.ADMINISTRATOR:
        return _IDLE_ADMINISTRATOR_STRICT if tools().strict else _IDLE_ADMINISTRATOR
    return _IDLE_STRICT if tools().strict else sessions.IDLE


def _keep(session: PageSession) -> None:
    who = session.who
    is_activity = who is not None and clock.now() - who.last_seen_at > _TOUCH
    if who is not None and (session.modified or is_activity):
        sessions.keep_session(
            Actor(account_id=who.account_id),
            who.id,
            json.dumps(dict(session), ensure_ascii=False) if session.modified else None,
            is_activity,
        )


def _visitor(app: Flask, value: str) -> dict[str, Any] | None:
    try:
        found = _serializer(app).loads(value, max_age=_VISITOR_AGE)
    except BadSignature:
        return None
    return found if isinstance(found, dict) else None


def _serializer(app: Flask) -> URLSafeTimedSerializer:
    fallbacks = app.config.get("SECRET_KEY_FALLBACKS") or []
    return URLSafeTimedSerializer([*reversed(fallbacks), app.config["SECRET_KEY"]], salt="visitor")
