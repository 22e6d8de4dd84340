"""What in the database, its disk and its keys speaks against going into production."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from adapters import clock, reference
from adapters.disks import is_remote
from adapters.keys import Keys
from domain.errors import Refused
from models import Account, Credential, Mandate, Schedule, db
from models.vocabulary import AccountState, Office
from queries.health import schema_version
from queries.mandates import in_force
from queries.sessions import FACTORS

_SWITCHES = ("fsync", "full_page_writes", "synchronous_commit")
_APART = timedelta(seconds=30)
_FULL = 2
_LATE = timedelta(days=1)


def doubts(keys: Keys) -> Iterator[Refused]:
    """Each as a sentence: durability switched off, an administrator without a second factor, a worker that sleeps."""
    if len({keys.session, keys.trail, keys.codes, keys.backup}) < 4:
        yield Refused("Two of the key files in instance/ are alike: each must be a secret of its own.")
    try:
        version = schema_version()
    except SQLAlchemyError:
        yield Refused("The database does not answer.")
        return
    if version != reference.newest_schema():
        yield Refused("The database is not at the version of this product: run liaison migrate.")
        return
    yield from _sqlite() if db.engine.dialect.name == "sqlite" else _postgresql()
    yield from _administrators()
    yield from _worker()


def _sqlite() -> Iterator[Refused]:
    if db.session.execute(text("PRAGMA journal_mode")).scalar() != "wal":
        yield Refused("SQLite is not in WAL mode: readers would wait for writers.")
    if db.session.execute(text("PRAGMA synchronous")).scalar() != _FULL:
        yield Refused("SQLite does not write through: an acknowledged notice could be lost at a power cut.")
    if is_remote(Path(db.engine.url.database or "").resolve()):
        yield Refused("The database file lies on a network disk, where its locks cannot be trusted.")


def _postgresql() -> Iterator[Refused]:
    for switch in _SWITCHES:
        if db.session.execute(text("SELECT current_setting(:name)"), {"name": switch}).scalar() == "off":
            yield Refused(
                "PostgreSQL runs with %(switch)s off: an acknowledged notice could be lost.", switch=switch
            )
    theirs = db.session.execute(text("SELECT clock_timestamp()")).scalar_one()
    if abs(theirs - clock.now()) > _APART:
        yield Refused("The clock of this machine and that of the database are more than 30 seconds apart.")


def _administrators() -> Iterator[Refused]:
    second = select(Credential.account_id).where(Credential.kind.in_(FACTORS))
    without = (
        select(Account.id)
        .join(Mandate, Mandate.account_id == Account.id)
        .where(
            Mandate.office == Office.ADMINISTRATOR,
            in_force(clock.today()),
            Account.state == AccountState.ACTIVE,
            Account.id.not_in(second),
        )
    )
    if db.session.scalar(without.limit(1)) is not None:
        yield Refused("An administrator signs in without a second factor.")


def _worker() -> Iterator[Refused]:
    due = db.session.scalar(select(Schedule.next_at))
    if due is None or due < clock.now() - _LATE:
        yield Refused("The worker is not at work: nobody would be reminded. Start liaison work.")
