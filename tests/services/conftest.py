"""A mail server on the loopback, and the application that sends through it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from models import db as database
from tests.support.postbox import Postbox, a_postbox


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server in which nothing has arrived yet."""
    with a_postbox() as box:
        yield box


@pytest.fixture
def mailing(make_app: Any, postbox: Postbox, clock: Any) -> Iterator[Flask]:
    """The application with a mail server, early on Monday."""
    clock.set(date(2026, 3, 16), 6, 30)
    app = make_app(smtp_host="127.0.0.1", smtp_port=postbox.port, smtp_security="none")
    with app.app_context():
        yield app
        database.session.remove()
        database.engine.dispose()
