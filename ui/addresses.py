"""Addresses carry random references only: the `ref` converter is the one way to name a row in a path."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from flask import Flask, current_app, request, url_for
from werkzeug.routing import BaseConverter

from models.types import REF_LENGTH

_KEPT = 256
"""More than there are such pages."""


class RefConverter(BaseConverter):
    """A reference as models/types.py makes them; anything else is no address of ours."""

    regex = f"[0-9a-hj-kmnp-tv-z]{{{REF_LENGTH}}}"


def init_app(app: Flask) -> None:
    """Make `<ref:…>` known to the routes."""
    app.url_map.converters["ref"] = RefConverter
    app.extensions["plain_addresses"] = lru_cache(maxsize=_KEPT)(_found)


def plain_address(endpoint: str) -> str:
    """The address of a page that is about nothing in particular, found once: the shell alone needs a dozen a page."""
    known: Callable[[str, str], str] = current_app.extensions["plain_addresses"]
    return known(endpoint, request.script_root)


def _found(endpoint: str, _root: str) -> str:
    return url_for(endpoint)
