"""Who may enter a page at all. A view says so with a mark; a view without one is shut.

The mark is read from the registered view, so the order of decorators cannot open a page by mistake. The guard keeps
people out of pages they have no use for; the use case decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import NotFound as NoSuchPage

from access import Permission, may
from adapters.tools import tools
from domain.errors import NotAllowed
from domain.factors import must_have_factor
from queries.sessions import only_account_on
from services.devices import fingerprint
from services.drafts import DRAFT_AT, keep_draft
from services.sessions import OLDEST_ENDED
from ui.actor import page_session
from ui.devices import this_browser
from ui.forms import kept, posted, tell

_BEFORE_FACTOR = ("auth", "help")
"""Areas that open before a second factor is enrolled: one's own secrets, the way out, whom to call."""

TYPED, KEPT, LOST = "typed", "kept", "lost"
"""Left for the sign-in page: what became of a form that was sent after the session's end."""

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True, slots=True)
class Mark:
    """What a view asks for: nothing (public), a sign-in, or one of these permissions; `fresh` asks for a step-up."""

    public: bool = False
    permissions: tuple[Permission, ...] = ()
    fresh: bool = False
    room: int = 0
    """How many bytes may be sent, where it is more than forms have."""


def public(view: View) -> View:
    """Open to everybody."""
    return _mark(view, replace(_marked(view), public=True))


def signed_in(view: View) -> View:
    """Open to whoever has signed in."""
    return _mark(view, replace(_marked(view), permissions=()))


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Open to whoever holds at least one of these rights in the office chosen."""
    return lambda view: _mark(view, replace(_marked(view), permissions=permissions))


def fresh(view: View) -> View:
    """Asks for a sign-in of at most ten minutes ago (sanctions, grants); stands below the other mark."""
    return _mark(view, replace(_marked(view), fresh=True))


def takes_file(most: int) -> Callable[[View], View]:
    """Takes a file of at most so many bytes; stands below the other marks."""
    return lambda view: _mark(view, replace(_marked(view), room=most))


def mark_of(view: Callable[..., object] | None) -> Mark | None:
    """The mark of a registered view; None for a view that is shut."""
    return getattr(view, "guard_mark", None)


class FilesInMemory(Request):
    """A request whose files touch no disk on their way: they are lists of people, and small (see `takes_file`)."""

    def _get_file_stream(self, *_sizes_and_names: object, **_more: object) -> IO[bytes]:
        """Where a file is put while it arrives."""
        return BytesIO()


def init_app(app: Flask) -> None:
    """Check the mark of every view before it runs; give templates `can`."""
    app.request_class = FilesInMemory
    app.before_request(_make_room)
    app.before_request(_check)
    app.jinja_env.globals["can"] = can


def can(permission: str | Permission) -> bool:
    """Whether the actor's office has this right; templates hide what would be refused anyway."""
    return may(g.actor, Permission(permission))


def _make_room() -> None:
    """Let a page that takes a file be sent one, before anything reads what was sent."""
    mark = mark_of(current_app.view_functions.get(request.endpoint or ""))
    if mark is not None and mark.room:
        request.max_content_length = mark.room


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None  # no such address, or a file: the error page or the file answers
    mark = mark_of(current_app.view_functions.get(request.endpoint))
    if mark is None:
        raise NoSuchPage
    return None if mark.public else _let_in(mark)


def _let_in(mark: Mark) -> ResponseReturnValue | None:
    if g.actor.is_nobody:
        return _to_sign_in()
    if lacks_factor() and request.blueprint not in _BEFORE_FACTOR:
        return redirect(url_for("auth.second_factor"), code=303)
    if mark.permissions and not any(may(g.actor, permission) for permission in mark.permissions):
        raise NotAllowed("Your office does not open this page.")
    if mark.fresh and not g.actor.is_fresh:
        return to_step_up()
    if request.method == "GET":
        kept()  # before the view loads anything: giving a draft back is a transaction of its own
        if session.pop(OLDEST_ENDED, False):
            tell(gettext("You were signed in at too many places, so the oldest session was ended."))
    return None


def lacks_factor() -> bool:
    """Whether the office acted in opens only to an account with a second factor, and this one has none yet."""
    who = page_session().who
    if who is None or who.has_factor:
        return False
    return must_have_factor([who.office], strict=tools().strict, demonstration=tools().demonstration)


def _to_sign_in() -> ResponseReturnValue:
    if request.method == "POST" and _has_page():
        owner = page_session().lapsed_account_id or only_account_on(fingerprint(this_browser().token))
        if owner is not None:
            keep_draft(g.actor, owner, request.path, posted())
        session[TYPED] = KEPT if owner is not None else LOST
    wanted = _way_back()
    return redirect(url_for("auth.sign_in", next=wanted if wanted != "/" else None), code=303)


def to_step_up() -> ResponseReturnValue:
    """Ask who it is once more, then come back; for a view where only some of its answers need it."""
    if request.method == "POST" and _has_page():
        keep_draft(g.actor, g.actor.account_id or 0, request.path, posted())
        session[DRAFT_AT] = request.path
    return redirect(url_for("auth.step_up", next=_way_back()), code=303)


def _has_page() -> bool:
    """Whether the address that was posted to also shows a page, on which what was typed can be shown again."""
    return request.url_rule is not None and "GET" in (request.url_rule.methods or ())


def _way_back() -> str:
    """Where to return to: the page asked for; of a button without a page of its own, the page it stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    if _has_page():
        return request.path
    asked_from = urlsplit(request.referrer or "")
    return asked_from.path if asked_from.netloc == request.host and asked_from.path else "/"


def _marked(view: Callable[..., object]) -> Mark:
    return mark_of(view) or Mark()


def _mark(view: View, mark: Mark) -> View:
    view.guard_mark = mark  # type: ignore[attr-defined]  # read by `mark_of`
    return view
