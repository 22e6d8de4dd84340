"""Two people at one moment, told apart to the statement: the second waits for what the first holds."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from domain.errors import LiaisonError
from models import db

Answer = TypeVar("Answer")
_PATIENCE = 60.0
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def one_behind_the_other(
    app: Flask, first: Callable[[], Answer], second: Callable[[], Answer]
) -> list[Answer | LiaisonError]:
    """What both are answered: the second began while the first had written everything and not yet committed it.

    On PostgreSQL the second has found its row and waits for the lock; on SQLite it waits to begin at all.
    """
    has_written, may_commit = threading.Event(), threading.Event()
    leader: list[int] = []

    def hold(session: Session) -> None:
        if leader == [threading.get_ident()] and not session.in_nested_transaction():
            leader.clear()
            has_written.set()
            may_commit.wait(_PATIENCE)

    def lead() -> Answer | LiaisonError:
        leader.append(threading.get_ident())
        return _answer(app, first)

    event.listen(Session, "before_commit", hold)
    try:
        with ThreadPoolExecutor(2) as both:
            one = both.submit(lead)
            assert has_written.wait(_PATIENCE), "the first never came to its commit"
            other = both.submit(_answer, app, second)
            _until_it_waits(app)
            may_commit.set()
            return [one.result(), other.result()]
    finally:
        event.remove(Session, "before_commit", hold)


def _answer(app: Flask, act: Callable[[], Answer]) -> Answer | LiaisonError:
    with app.app_context():
        try:
            return act()
        except LiaisonError as said:
            return said
        finally:
            db.session.remove()


def _until_it_waits(app: Flask) -> None:
    """SQLite tells nobody who waits; there a moment must do."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            time.sleep(0.3)
            return
        until = time.monotonic() + _PATIENCE
        with db.engine.connect() as watcher:
            while time.monotonic() < until:
                if watcher.execute(_WAITING).scalar():
                    return
                watcher.rollback()
                time.sleep(0.01)
    raise AssertionError("the second never had to wait")
