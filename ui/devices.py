"""The cookie by which a browser is known as a device, and how a session begins in it."""

from __future__ import annotations

import re

from flask import current_app, redirect, request
from werkzeug.wrappers import Response

from services.devices import Browser, Entry
from ui.actor import page_session

LIFE = 400 * 24 * 3600
"""Seconds: the limit of current browsers, counted anew at each sign-in."""

_BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux|X11", "Linux"),
)


def this_browser() -> Browser:
    """What is known of the browser of this request."""
    return Browser(
        request.cookies.get(_name()),
        described(request.headers.get("User-Agent", "")),
        request.remote_addr or "",
    )


def described(agent: str) -> str:
    """Android, Chrome: as its owner recognises it in a list; product names are the same in every language."""
    parts = [
        next((name for pattern, name in names if re.search(pattern, agent)), "")
        for names in (_SYSTEMS, _BROWSERS)
    ]
    return ", ".join(part for part in parts if part) or "?"


def welcome(entry: Entry, address: str) -> Response:
    """Begin the session that was opened: both cookies, and on to the address."""
    page_session().new_token = entry.session
    answer = redirect(address, code=303)
    answer.set_cookie(
        _name(),
        entry.device,
        max_age=LIFE,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return answer


def _name() -> str:
    """With a prefix that binds it to this host where there is TLS."""
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"
