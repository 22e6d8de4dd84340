"""Alive, and ready: for a proxy or a watchdog. No sign-in, no version, nothing about anybody."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import current_app
from flask.typing import ResponseReturnValue

from blueprints.status.bp import bp
from queries.health import is_current
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
    ready = is_current(_newest(Path(current_app.root_path)))
    return {"ready": ready}, 200 if ready else 503


@cache
def _newest(root: Path) -> str:
    return (root / "migrations" / "HEAD").read_text(encoding="utf-8").strip()
