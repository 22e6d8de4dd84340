"""`liaison work`: sends what was promised and makes the daily round, until it is told to stop."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click
import structlog
from sqlalchemy import select

from access import Actor
from adapters import clock
from cli import liaison
from models import OutboxMessage, db
from services import daily, outbox
from services.handlers import HANDLERS

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
    while not stop.is_set():
        busy = turn(stop)
        if once:
            break
        if not busy:
            stop.wait(PAUSE)


def turn(stop: threading.Event) -> int:
    """One look: the daily round when it is due, then the messages whose hour has come. Gives how many were handled.

    The worker must outlive whatever happens in one message, so this is one of the two places that catch everything.
    """
    worker = Actor.worker()
    try:
        if daily.is_due(worker):
            _round(worker)
        claimed = outbox.claim(worker)
    except Exception as trouble:
        log.error("turn failed", trouble=type(trouble).__name__)
        db.session.remove()
        return 0
    for message_id in claimed:
        if stop.is_set():
            break  # the lease runs out and the next worker takes it
        _handle(worker, message_id)
    db.session.remove()
    return len(claimed)


def _round(worker: Actor) -> None:
    for step in daily.STEPS:
        try:
            step(worker, clock.today())
        except Exception as trouble:
            db.session.rollback()
            log.error("daily step failed", step=step.__name__, trouble=type(trouble).__name__)


def _handle(worker: Actor, message_id: int) -> None:
    message = db.session.execute(
        select(OutboxMessage.topic, OutboxMessage.key, OutboxMessage.payload).where(
            OutboxMessage.id == message_id
        )
    ).one()
    try:
        HANDLERS[message.topic](worker, message.key, message.payload)
    except Exception as trouble:
        db.session.rollback()
        given_up = outbox.postpone(worker, message_id, type(trouble).__name__)
        log.warning(
            "message failed",
            topic=message.topic,
            id=message_id,
            trouble=type(trouble).__name__,
            given_up=given_up,
        )
    else:
        outbox.finish(worker, message_id)
