"""Alive, and ready: for a proxy or a watchdog. No sign-in, no version, nothing about anybody."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from blueprints.status.bp import bp
from queries import health
from ui.guards import public


@bp.route("/live")
@public
def live() -> ResponseReturnValue:
    """200 while the process answers."""
    return {"alive": True}


@bp.route("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 only when the database answers and its schema is current, else 503."""
    ready = health.is_current()
    return {"ready": ready}, 200 if ready else 503
