"""An exchange file that an office holds against its register: kept for whoever sent it, for a day, and never longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from access import Actor, Permission, require
from adapters import clock
from adapters.kept_files import Missing, NoRoom, SentFile, named, put, sweep, taken_away
from adapters.sheets import WEB
from adapters.tools import tools
from domain.errors import NotAllowed, Refused
from domain.exchange import ExchangeFile, read
from queries import exchange
from services.unit import use_case

KEPT = timedelta(days=1)
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareFile:
    """The exchange file that an office sends."""

    file: SentFile


def keep_for_comparing(actor: Actor, given: CompareFile) -> ExchangeFile:
    """Read an exchange file of the own unit and keep it in place of the one before; the register stays as it is."""
    require(actor, Permission.REGISTER_EXCHANGE)
    if len(given.file.content) > WEB.file_bytes:
        raise Refused(
            "The file is larger than %(megabytes)s MB.", field="file", megabytes=WEB.file_bytes // _MB
        )
    found = _read(given.file.content)
    own = exchange.unit_code(actor)
    if found.head.unit_code != own:
        raise Refused(
            "The file is of the unit %(theirs)s; the register here is of %(own)s. Choose the file of your own unit.",
            field="file",
            theirs=found.head.unit_code,
            own=own,
        )
    try:
        put(folder(), _name(actor), given.file.content, clock.now())
    except NoRoom as trouble:
        raise Refused(
            "The disk of the server is full. Nothing was kept; tell the office.", field="file"
        ) from trouble
    return found


def kept_for_comparing(actor: Actor) -> ExchangeFile | None:
    """The file that the actor sent within the last day; None where there is none."""
    require(actor, Permission.REGISTER_EXCHANGE)
    try:
        return _read(named(folder(), _name(actor), _a_day_ago()))
    except Missing:
        return None


def forget_compared(actor: Actor) -> None:
    """Delete the file that the actor sent."""
    taken_away(folder(), _name(actor))


@use_case
def sweep_compared(actor: Actor, _today: date) -> None:
    """Delete the files that nobody deleted within a day."""
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    sweep(folder(), _a_day_ago())


def folder() -> Path:
    """Where the files lie."""
    return tools().instance / "compared"


def _a_day_ago() -> datetime:
    return clock.now() - KEPT


def _name(actor: Actor) -> str:
    """One file for each office that somebody acts in, so that nobody reads another's."""
    return f"{actor.account_id}-{actor.organisation_id}"


def _read(content: bytes) -> ExchangeFile:
    try:
        found = read(content)
    except Refused as refused:
        raise Refused(refused.message, field="file", **refused.params) from refused
    if len(found.rows) > WEB.rows:
        raise Refused(
            "The list has more than %(rows)s rows. Split it into several files.", field="file", rows=WEB.rows
        )
    return found
