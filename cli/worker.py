"""`liaison work`: sends what was promised and makes the daily round, until it is told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from types import FrameType

import click
import structlog

from access import Actor
from adapters import clock
from adapters.mail import NotSent, OutcomeUnknown
from cli import liaison
from models import db
from services import daily, outbox
from services.handlers import HANDLERS
from services.outbox import Claimed

PAUSE = 5.0
"""Seconds between two looks at an empty outbox."""
log = structlog.get_logger("worker")


@liaison.command("work")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def work(once: bool) -> None:
    """Do the work promised in the outbox and the daily round."""
    stop = threading.Event()

    def leave(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    log.info("started")
    while not stop.is_set():
        turn(stop)
        if once:
            break
        stop.wait(PAUSE)
    log.info("stopped")


def turn(stop: threading.Event) -> None:
    """One look: the daily round when it is due, then every message whose hour has come, until told to stop.

    The worker must outlive whatever happens, so this is one of the two places that catch everything.
    """
    worker = Actor.worker()
    try:
        if daily.begin_round(worker):
            make_round(worker)
        while not stop.is_set() and (claimed := outbox.claim(worker)) is not None:
            _handle(worker, claimed)
    except Exception:
        log.exception("turn failed")
    finally:
        db.session.remove()


def make_round(worker: Actor, steps: Sequence[daily.Step] = daily.STEPS) -> None:
    """Every step, whatever became of the one before; a round in which one failed is made again after an hour."""
    is_whole = True
    for step in steps:
        try:
            step(worker, clock.today())
        except Exception:
            is_whole = False
            db.session.rollback()
            log.exception("daily step failed", step=step.__name__)
        else:
            log.info("daily step done", step=step.__name__)
    if is_whole:
        daily.end_round(worker)


def _handle(worker: Actor, claimed: Claimed) -> None:
    try:
        HANDLERS[claimed.topic](worker, claimed.key, claimed.payload)
    except Exception as trouble:
        db.session.rollback()
        given_up = outbox.postpone(worker, claimed, _told(trouble))
        tell = log.error if given_up else log.warning
        tell("message given up" if given_up else "message failed", id=claimed.id, trouble=_told(trouble))
    else:
        outbox.finish(worker, claimed)
        log.info("message done", id=claimed.id, topic=claimed.topic)


def _told(trouble: Exception) -> str:
    """What is kept of a failure: the words of an adapter, which are its own, or only the kind."""
    if isinstance(trouble, OutcomeUnknown):
        return f"{outbox.UNKNOWN}{trouble}"
    return str(trouble) if isinstance(trouble, NotSent) else type(trouble).__name__
