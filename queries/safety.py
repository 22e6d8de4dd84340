"""What in the database speaks against going into production."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select, text

from adapters import clock
from domain.errors import Refused
from models import Account, Credential, Mandate, db
from models.vocabulary import AccountState, CredentialKind, Office
from queries.health import schema_version

_SWITCHES = ("fsync", "full_page_writes", "synchronous_commit")
_APART = timedelta(seconds=30)


def doubts() -> Iterator[Refused]:
    """Each as a sentence: durability switched off, an administrator without a second factor, a clock apart."""
    if schema_version() is None:
        yield Refused("The database is empty: run liaison migrate.")
        return
    yield from _sqlite() if db.engine.dialect.name == "sqlite" else _postgresql()
    yield from _administrators()


def _sqlite() -> Iterator[Refused]:
    if db.session.execute(text("PRAGMA journal_mode")).scalar() != "wal":
        yield Refused("SQLite is not in WAL mode: readers would wait for writers.")
    if db.session.execute(text("PRAGMA synchronous")).scalar() != 2:
        yield Refused("SQLite does not write through: an acknowledged notice could be lost at a power cut.")


def _postgresql() -> Iterator[Refused]:
    for switch in _SWITCHES:
        if db.session.execute(text("SELECT current_setting(:name)"), {"name": switch}).scalar() == "off":
            yield Refused(
                "PostgreSQL runs with %(switch)s off: an acknowledged notice could be lost.", switch=switch
            )
    theirs = db.session.execute(text("SELECT now()")).scalar_one()
    if abs(theirs - clock.now()) > _APART:
        yield Refused("The clock of this machine and that of the database are more than 30 seconds apart.")


def _administrators() -> Iterator[Refused]:
    second = select(Credential.account_id).where(
        Credential.kind.in_((CredentialKind.TOTP, CredentialKind.PASSKEY))
    )
    without = (
        select(Account.id)
        .join(Mandate, Mandate.account_id == Account.id)
        .where(
            Mandate.office == Office.ADMINISTRATOR,
            Mandate.ends_on.is_(None),
            Account.state == AccountState.ACTIVE,
            Account.id.not_in(second),
        )
    )
    if db.session.scalar(without) is not None:
        yield Refused("An administrator signs in without a second factor.")
