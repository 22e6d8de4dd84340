"""Sending the forms of the small house as a browser does: with what the page hid in them."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def hidden_in(page: str) -> dict[str, str]:
    """The token, key and version of the first form of the page's body."""
    body = page[page.index("<main") :]
    return dict(re.findall(r'<input[^>]*name="(csrf_token|form_key|version)"[^>]*value="([^"]*)"', body))


def send(visitor: FlaskClient, path: str, **typed: object) -> TestResponse:
    """Open the page and post its form with these fields."""
    page = visitor.get(path).text
    return visitor.post(path, data={**hidden_in(page), **typed})


GOOD = {"full_name": "Nguyễn Văn An", "kind": "reward", "effective_on": "15/3/2026"}
