"""Addresses carry random references only: the `ref` converter is the one way to name a row in a path."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter

from models.types import REF_LENGTH


class RefConverter(BaseConverter):
    """A reference as models/types.py makes them; anything else is no address of ours."""

    regex = f"[0-9a-hj-kmnp-tv-z]{{{REF_LENGTH}}}"


def init_app(app: Flask) -> None:
    """Make `<ref:…>` known to the routes."""
    app.url_map.converters["ref"] = RefConverter
