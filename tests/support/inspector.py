"""A browser that examines every page it fetches, whatever the test is about."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextvars import Context, ContextVar
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, has_app_context, request_finished
from flask.testing import FlaskClient
from html5lib.html5parser import ParseError
from sqlalchemy import Engine, event
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse, encode_multipart

from access import Actor, may
from models import db
from tests.support.language import foreign_to
from tests.support.pages import Page
from ui.guards import mark_of

STATEMENTS = 12
"""Statements of SQL that a page may need, whatever the number of rows."""
HOST = "localhost"
REDIRECTS = (301, 302, 303, 307, 308)
_NOT_WORK = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
_CONTROLS = ("input", "select", "textarea")
_WITHOUT_LABEL = ("hidden", "submit", "button", "image", "reset")
_LEADING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-filter", "list")
"""Attributes that name another element of the page."""
_OWN_SCHEMES = ("tel", "mailto", "data")
_ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "data", "cite")

_counted: ContextVar[list[tuple[str, Any]] | None] = ContextVar(
    "statements of the page at work", default=None
)


@event.listens_for(Engine, "before_cursor_execute")
def _count(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
    executed = _counted.get()
    if executed is not None and not statement.lstrip().upper().startswith(_NOT_WORK):
        executed.append((statement, parameters))


class Browser(FlaskClient):
    """A test client that fails on any page it would be ashamed of.

    Each request stands alone, as in life: it has a session of the database of its own, and sees what the test has
    written until now. `executed` holds the SQL of the latest request with its values, `actor` who made it.
    """

    examines = True
    most_statements = STATEMENTS

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.executed: list[tuple[str, Any]] = []
        self.actor = Actor.nobody()

    @property
    def statements(self) -> list[str]:
        """The SQL of the latest request."""
        return [statement for statement, _parameters in self.executed]

    def open(self, *arguments: Any, **more: Any) -> TestResponse:
        """Send a request; fail when the page that comes back breaks one of the rules."""
        if has_app_context():
            db.session.commit()
        follow = more.pop("follow_redirects", False)
        answer = Context().run(self._alone, arguments, more)
        if has_app_context():
            db.session.rollback()
            db.session.expire_all()
        if self.examines and answer.mimetype == "text/html" and answer.status_code not in REDIRECTS:
            self.examine(answer)
        if follow and answer.status_code in REDIRECTS:
            return self.get(answer.location, follow_redirects=True)
        return answer

    def _alone(self, arguments: tuple[Any, ...], more: dict[str, Any]) -> TestResponse:
        self.executed = []
        token = _counted.set(self.executed)
        try:
            with request_finished.connected_to(self._meet, self.application):
                return super().open(*arguments, buffered=True, **more)
        finally:
            _counted.reset(token)

    def _meet(self, _app: Flask, **_more: object) -> None:
        self.actor = g.get("actor", Actor.nobody())

    def page(self, address: str) -> Page:
        """Open an address and read what is there."""
        answer = self.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status} {answer.location or ''}"
        return Page(answer.text, answer.request.path)

    def fill(
        self, address: str, *, form: str | None = None, press: str | None = None, **typed: object
    ) -> TestResponse:
        """Open a page, fill its form in as a person would and press its button.

        `form` is the end of the form's address, `press` the words of the button where there are several.
        """
        return self.send(self.page(address), form=form, press=press, **typed)

    def send(
        self, page: Page | TestResponse, *, form: str | None = None, press: str | None = None, **typed: object
    ) -> TestResponse:
        """Fill in and send the form of a page that is open already."""
        opened = page if isinstance(page, Page) else Page(page.text, page.request.path)
        chosen = opened.form(form)
        data: dict[str, list[str]] = {}
        for name, value in chosen.filled(typed, press):
            data.setdefault(name, []).append(value)
        return self.post(chosen.action, data=data)

    def upload(
        self, address: str, file: bytes, name: str = "danh-sach.xlsx", **typed: object
    ) -> TestResponse:
        """Open a page, choose a file in its form and send it."""
        form = self.page(address).form(None)
        data: dict[str, object] = dict(form.filled(dict(typed)))
        data["file"] = FileStorage(io.BytesIO(file), name)
        boundary, body = encode_multipart(data)
        return self.post(form.action, data=body, content_type=f"multipart/form-data; boundary={boundary}")

    def examine(self, answer: TestResponse) -> None:
        """Name everything that is wrong with a page, all at once."""
        asked = answer.request
        try:
            page = Page(answer.text, asked.path)
        except ParseError as mistake:
            raise AssertionError(
                f"{asked.path} is not well-formed HTML: {mistake}\n{answer.text}"
            ) from mistake
        found = [fault for rule in RULES for fault in rule(page)]
        found += _links_the_actor_may_not_open(page, self.application, self.actor)
        if asked.method == "GET" and len(self.statements) > self.most_statements:
            found.append(f"{len(self.statements)} statements of SQL:\n    " + "\n    ".join(self.statements))
        assert not found, f"{asked.method} {asked.path}:\n  " + "\n  ".join(found)


def _one_heading_opens_the_title(page: Page) -> Iterator[str]:
    headings = list(page.tree.iter("h1"))
    if len(headings) != 1:
        yield f"{len(headings)} headings h1 instead of one"
    elif not re.sub(r"^(Lỗi|Error): ", "", page.title).startswith(page.heading):
        yield f"the title {page.title!r} does not open with the heading {page.heading!r}"


def _the_language_is_said(page: Page) -> Iterator[str]:
    if page.language not in ("vi", "en"):
        yield f"lang={page.language!r}"
    yield from (f"not in the language of the page: {text!r}" for text in foreign_to(page))


def _ids_are_unique_and_known(page: Page) -> Iterator[str]:
    known = Counter(name for one in page.tree.iter() if (name := one.get("id")))
    yield from (f"the id {name!r} stands there twice" for name, times in known.items() if times > 1)
    for one in page.tree.iter():
        for attribute in _LEADING:
            for name in (one.get(attribute) or "").split():
                if name not in known:
                    yield f"<{one.tag} {attribute}={name!r}> leads to nothing"


def _every_control_has_a_label(page: Page) -> Iterator[str]:
    labels = {one.get("for") for one in page.tree.iter("label")}
    for one in page.tree.iter():
        if one.tag in _CONTROLS and one.get("type") not in _WITHOUT_LABEL:
            is_labelled = one.get("id") in labels or one.get("aria-label") or one.get("aria-labelledby")
            if not is_labelled:
                yield f"<{one.tag} name={one.get('name')!r}> has no label"
        if one.tag in ("a", "button") and not "".join(one.itertext()).strip() and not one.get("aria-label"):
            yield f"a <{one.tag}> says nothing: {one.attrib}"


def _posting_forms_carry_token_and_key(page: Page) -> Iterator[str]:
    for form in page.forms():
        if form.method == "post":
            yield from (
                f"the form to {form.action} has no {name}"
                for name in ("csrf_token", "form_key")
                if name not in form.names
            )


def _nothing_is_inline_or_from_elsewhere(page: Page) -> Iterator[str]:
    for one in page.tree.iter():
        if one.tag == "style" or (one.tag == "script" and not one.get("nonce")):
            yield f"<{one.tag}> without a nonce"
        for name, value in one.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"<{one.tag} {name}={value!r}>: the content policy forbids it"
            is_said_so = one.tag == "a" and "external" in (one.get("rel") or "").split()
            if name in _ADDRESSES and _leads_away(value) and not is_said_so:
                yield f"<{one.tag} {name}={value!r}> leads to another host"


def _errors_lead_down_the_page(page: Page) -> Iterator[str]:
    """Each line of the summary leads to a control, and they stand in the order in which one meets the controls."""
    places = {name: place for place, one in enumerate(page.tree.iter()) if (name := one.get("id"))}
    summaries = [one for one in page.tree.iter("div") if one.get("class") == "error-summary"]
    led = [(one.get("href") or "")[1:] for summary in summaries for one in summary.iter("a")]
    targets = [name for name in led if name and "/" not in name]
    yield from (
        f"the summary of errors leads to #{name}, which is not there" for name in set(targets) - set(places)
    )
    order = [places[name] for name in targets if name in places]
    if order != sorted(order):
        yield f"the summary of errors is not in the order of the page: {', '.join(targets)}"


def _leads_away(address: str) -> bool:
    where = urlsplit(address)
    return bool(where.netloc or where.scheme) and where.netloc != HOST and where.scheme not in _OWN_SCHEMES


RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    _one_heading_opens_the_title,
    _the_language_is_said,
    _ids_are_unique_and_known,
    _every_control_has_a_label,
    _posting_forms_carry_token_and_key,
    _nothing_is_inline_or_from_elsewhere,
    _errors_lead_down_the_page,
)


def _links_the_actor_may_not_open(page: Page, app: Flask, actor: Actor) -> Iterator[str]:
    """Links and buttons that would lead to a closed door, or to nowhere."""
    to = app.url_map.bind(HOST)
    doors = [("GET", address) for _words, address in page.links() if address.startswith("/")]
    doors += [(form.method.upper(), form.action) for form in page.forms()]
    for method, address in doors:
        try:
            endpoint, _values = to.match(urlsplit(address).path, method)
        except RequestRedirect as elsewhere:
            yield f"{address} only redirects to {elsewhere.new_url}"
            continue
        except HTTPException as missing:
            yield f"{method} {address}: {missing.name}"
            continue
        mark = mark_of(app.view_functions[endpoint])
        wanted = mark.permissions if mark else ()
        if wanted and not any(may(actor, permission) for permission in wanted):
            yield f"{method} {address} ({endpoint}) is closed to {actor.office or 'this person'}"
