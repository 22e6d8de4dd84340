"""Answers of views: a page, or "done" and on to the next page; and addresses that are safe to return to."""

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from flask import Flask, get_template_attribute, redirect, render_template, request, url_for
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.wrappers import Response

from ui import tables
from ui.forms import BaseForm, new_key, tell

_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,499}")


class Templates(Environment):
    """Jinja with the globals of the application as they are: a chain of maps is walked name by name at each import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: those of the application, live, unless it is given some of its own."""
        return {**self.globals, **d} if d else self.globals


def init_app(app: Flask, demonstration: bool = False) -> None:
    """Let templates fail on names nobody gave; give them what every page needs."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        new_key=new_key,
        this_address=this_address,
        demonstration=demonstration,
        has_errors=False,
        more_address=tables.more,
        row_addresses=tables.row_addresses,
        kept=cache,
    )


def page(template: str, status: int | None = None, **context: Any) -> ResponseReturnValue:
    """The page; 409 when a form in it is stale, 422 when one has errors, else 200, unless a status is given."""
    forms = [value for value in context.values() if isinstance(value, BaseForm)]
    has_errors = any(form.has_errors for form in forms)
    if status is None:
        status = 409 if any(form.conflict for form in forms) else 422 if has_errors else 200
    return render_template(template, has_errors=has_errors, **context), status


def said(template: str, macro: str, *values: Any) -> str:
    """What a macro says about something, as plain text: for files and messages, in the words of the pages."""
    words: Markup = get_template_attribute(template, macro)(*values)
    return words.striptags()


def done(
    message: str, endpoint: str, *, undo: str | None = None, undo_label: str | None = None, **values: Any
) -> Response:
    """Say on the next page what was done, with the address of its undo where there is one; 303 to that page."""
    tell(str(message), undo=undo, undo_label=str(undo_label) if undo_label else None)
    return redirect(url_for(endpoint, **values), code=303)


def safe_next(path: str | None) -> str:
    """The path if it is one of this site, else the home page."""
    if path and _OWN_PATH.fullmatch(path):
        return path
    return url_for("home.index")


def this_address() -> str:
    """The path and query of the page being shown, to come back to; of a page that was posted, its path."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path
