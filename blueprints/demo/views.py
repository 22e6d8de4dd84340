"""Entering as one of the invented people by a click; outside the demonstration there is nothing at this address."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from adapters.tools import tools
from blueprints.demo.bp import bp
from domain.errors import NotFound
from queries import demo
from services.demo.entering import enter_demonstration
from ui.actor import page_session
from ui.devices import this_browser
from ui.forms import BaseForm
from ui.guards import public
from ui.pages import safe_next

_HERE = ("127.0.0.1", "::1")
SHOWN = 7
"""People of a group whom the sign-in page shows at once; the others stand below a line to be opened."""


@bp.app_context_processor
def people() -> dict[str, Any]:
    """What `templates/demo/_people.html` lists."""
    return {"demonstration_people": demo.grouped, "demonstration_shown": SHOWN}


@bp.route("/enter/<ref:account_ref>", methods=["POST"])
@public
def enter(account_ref: str) -> ResponseReturnValue:
    """Begin a session as one of the people listed, on this computer only."""
    if not tools().demonstration or request.remote_addr not in _HERE:
        raise NotFound
    form = BaseForm()
    if not form.run(partial(enter_demonstration, g.actor, account_ref, this_browser())):
        return redirect(url_for("auth.sign_in"), code=303)
    if form.result is not None:  # a second click was given its cookie by the first
        page_session().new_token = form.result
    return redirect(safe_next(request.args.get("next")), code=303)
