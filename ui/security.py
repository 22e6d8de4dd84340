"""What surrounds every answer: trusted hosts, form tokens, limits, headers, the policy of content."""

import json
import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from adapters import clock
from ui.errors import last_resort
from ui.guards import public

csrf = CSRFProtect()
log = logging.getLogger(__name__)

KILOBYTE = 1024
REPORT_ADDRESS = "/content-policy-reports"
REPORT_AT_MOST = 4 * KILOBYTE
REPORTS_AN_HOUR = 60  # written to the log by one process; the others are counted as read and forgotten

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
HSTS = "max-age=31536000; includeSubDomains"


def init_app(app: Flask, trusted_hosts: Iterable[str]) -> None:
    """Put the application behind its gate: the host is looked at before any hook of Flask runs."""
    hosts = list(trusted_hosts)
    if not hosts or "*" in hosts:
        raise ValueError("trusted hosts must be named")
    app.config.update(
        TRUSTED_HOSTS=hosts,
        MAX_CONTENT_LENGTH=256 * KILOBYTE,
        MAX_FORM_MEMORY_SIZE=256 * KILOBYTE,
        MAX_FORM_PARTS=400,
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session: a long form is not lost
    )
    app.wsgi_app = TrustedHosts(app.wsgi_app, hosts)  # type: ignore[method-assign]  # Flask's way to wrap
    csrf.init_app(app)
    app.after_request(add_headers)
    app.add_url_rule(REPORT_ADDRESS, "content_policy_report", content_policy_report, methods=["POST"])
    app.extensions["report_room"] = Room(REPORTS_AN_HOUR)
    app.jinja_env.globals["csp_nonce"] = nonce


class TrustedHosts:
    """Turns away requests for a host that is not ours, before any other code of the application runs."""

    def __init__(self, inner: Callable[..., Any], hosts: list[str]) -> None:
        self.inner = inner
        self.hosts = hosts

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer 400 without touching the application, or hand over to it."""
        try:
            get_host(environ, self.hosts)
        except SecurityError:
            answer = last_resort(400)
            answer.headers.update(HEADERS)
            answer.headers.update(
                {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
            )
            return answer(environ, start_response)
        return self.inner(environ, start_response)  # type: ignore[no-any-return]  # a WSGI application


def nonce() -> str:
    """The word that lets the scripts and styles of this answer, and no others, run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy(word: str) -> str:
    """The content policy for an answer with this nonce: everything from our own host, nothing from elsewhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{word}' 'strict-dynamic'",
            "worker-src 'self'",  # the nonce of a page says nothing of the script that keeps it
            f"style-src 'self' 'nonce-{word}'",
            "img-src 'self' data:",  # Bootstrap's CSS carries small drawings as data:
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
            f"report-uri {REPORT_ADDRESS}",
        )
    )


def add_headers(answer: Response) -> Response:
    """The headers of every answer; only files with a hash in their address may be kept by the browser."""
    answer.headers.update(HEADERS)
    answer.headers["Content-Security-Policy"] = policy(nonce())
    answer.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = HSTS
    return answer


# The browser posts these by itself and cannot carry a form token; the view reads nothing but the report, keeps
# no row and answers nothing, so a forged one gains nothing. The one exemption.
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF carries no types
@public
def content_policy_report() -> Response:
    """Log which rule of the content policy a page broke, a bounded number of times; drop what is too long."""
    length = request.content_length
    if (
        length is not None
        and 0 < length <= REPORT_AT_MOST
        and current_app.extensions["report_room"].take(clock.now())
    ):
        log.warning("content policy broken: %s", _what_was_broken(request.get_data(cache=False)))
    return Response(status=204)


class Room:
    """How many reports may still be logged in this hour."""

    def __init__(self, at_most: int) -> None:
        self.taken: deque[datetime] = deque(maxlen=at_most)

    def take(self, now: datetime) -> bool:
        """Take one place, if there is one left."""
        if len(self.taken) == self.taken.maxlen and now - self.taken[0] < timedelta(hours=1):
            return False
        self.taken.append(now)
        return True


def _what_was_broken(body: bytes) -> str:
    """The broken rule of a report and nothing else: the addresses in it may be anything."""
    try:
        report = json.loads(body)["csp-report"]
        rule = str(report.get("effective-directive") or report["violated-directive"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return "a report in an unknown form"
    return "".join(sign for sign in rule[:60] if sign.isascii() and (sign.isalnum() or sign in " -"))
