"""One log line an answered request: which page, in whose name, how it ended, how long it took; ids and no address.

An address could hold whatever somebody typed into the bar of a browser; the name of the page says enough.
"""

from __future__ import annotations

import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from ui.errors import correlation

QUIET = frozenset({"static", "assets.static", "status.live", "status.healthz"})
log = structlog.get_logger("request")


def init_app(app: Flask) -> None:
    """Take the time when a request arrives, write the line when its answer is ready, and one for what broke."""
    app.before_request(_begin)
    app.after_request(_write)
    app.log_exception = _broke  # type: ignore[method-assign]  # Flask's own line would hold the address


def _begin() -> None:
    g.begun = time.perf_counter()


def _write(answer: Response) -> Response:
    if request.endpoint in QUIET and answer.status_code < 500:
        return answer
    actor = g.get("actor")
    told = {
        "account": actor.account_id if actor else None,
        "organisation": actor.organisation_id if actor else None,
        "number": correlation() if answer.status_code >= 500 else None,
    }
    log.info(
        "answered",
        method=request.method,
        page=request.endpoint,
        status=answer.status_code,
        ms=round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1),
        **{name: value for name, value in told.items() if value is not None},
    )
    return answer


def _broke(exc_info: Any) -> None:
    log.error("broke", page=request.endpoint, number=correlation(), exc_info=exc_info)
