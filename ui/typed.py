"""Pages on which one types for long: what is typed is kept until it was sent, however the page was left.

The script of such a form posts it to `?keep` while one types; without a script the page does its work by its button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters import clock
from services.drafts import forget_draft, keep_draft
from ui.filters import hour
from ui.forms import KEEPS, posted

View = TypeVar("View", bound=Callable[..., Any])


def keeps_typed(view: View) -> View:
    """Mark a view that shows what was typed on its page whenever it is opened, until `drop` is called."""
    setattr(view, KEEPS, True)
    return view


def kept_or_dropped() -> ResponseReturnValue | None:
    """The answer to the script that keeps what is typed, or to the button that gives it up; None for any other post."""
    if request.method != "POST":
        return None
    if "keep" in request.args:
        keep_draft(g.actor, g.actor.account_id or 0, request.path, posted())
        return {"said": str(_("Kept at %(hour)s", hour=hour(clock.now())))}
    if "drop" in request.args:
        drop()
        return redirect(request.path, code=303)
    return None


def drop() -> None:
    """What was typed has been sent, or is given up."""
    forget_draft(g.actor, request.path)
