"""The database handle, the base class of all tables, and how SQLite is spoken to.

The only file below `ui/` that imports a Flask extension: Flask-SQLAlchemy hands each request its session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DDL, Engine, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, declared_attr, mapped_column

from models.types import Ref, RowId, new_ref

WRITING = "liaison_writing"
"""Execution option by which a use case asks for a transaction that may write."""

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table; every constraint has a name, so that a breach can be told in words."""

    metadata = MetaData(naming_convention=_NAMES)
    __audited__: ClassVar[bool] = False


class Numbered:
    """A row id that never leaves the server."""

    id: Mapped[int] = mapped_column(RowId, primary_key=True)


class Referenced(Numbered):
    """A row that people open: its address carries a random reference, never a row number."""

    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)


class Audited:
    """A table whose every change is written to the trail by the flush listener of services/audit.py."""

    __audited__: ClassVar[bool] = True


class Versioned:
    """A row that people edit; a form that was opened on an older version is answered with a conflict."""

    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Count the versions; a second writer of the same one is refused."""
        return {"version_id_col": cls.version}


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

Table = Base
"""What a table derives from: never `db.Model`, a copy of Base whose rows no listener on Base would know."""


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _keep_old_values(_cls: type, _key: str, attribute: Any) -> None:
    """Load the old value of a column before it is overwritten, so that the trail can tell both."""
    event.listen(attribute, "set", _unchanged, active_history=True)


def _unchanged(_row: object, _value: object, _old: object, _initiator: object) -> None:
    """Only there to ask for the history of the attribute."""


_FILE = "liaison_file"
_opened: set[str] = set()
"""SQLite files opened by this process: one that is missing now is away, and no empty one is made in its place."""


@event.listens_for(Engine, "do_connect")
def _make_no_second_file(dialect: Any, _record: object, arguments: Any, _more: object) -> None:
    """Refuse to open a SQLite file that was there before; what a migration begins with is another matter."""
    if dialect.name == "sqlite" and arguments[0] in _opened and _file(arguments[0]) is None:
        raise _away()


@event.listens_for(Engine, "engine_disposed")
def _forget_the_file(engine: Engine) -> None:
    """Whoever puts the engine away may make the database anew."""
    _opened.discard(engine.url.database or "")


@event.listens_for(Engine, "checkout")
def _look_for_the_file(_connection: object, record: Any, _proxy: object) -> None:
    """Notice that the file was moved or replaced: an open handle would go on reading what nobody else sees."""
    path, opened = record.info.get(_FILE, (None, None))
    if path is None:
        return
    found = _file(path)
    if found is None:
        raise OperationalError("PRAGMA database_list", {}, _away())
    if found != opened:
        raise DisconnectionError("another file stands in its place")


def _file(path: str) -> tuple[int, int] | None:
    """Which file stands at a path, None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _away() -> sqlite3.OperationalError:
    return sqlite3.OperationalError("the database file is not where it was")


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    """Set what SQLite leaves off: durability, foreign keys, patience."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy begins; the driver would read outside the transaction
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    path = cursor.execute("PRAGMA database_list").fetchone()[2]
    cursor.close()
    if path:  # a database in memory has none
        _opened.add(path)
        record.info[_FILE] = path, _file(path)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """On SQLite take the write lock at once where a use case asked for it: a read cannot become a write later."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing(connection) else "BEGIN")
    else:
        _let_alone(connection, False)


@event.listens_for(Session, "after_begin")
def _read_without_transaction(
    _session: Session, _transaction: SessionTransaction, connection: Connection
) -> None:
    """On PostgreSQL let the reads of a session go one by one: BEGIN and ROLLBACK are a third of the time of a page."""
    if connection.dialect.name == "postgresql":
        _let_alone(connection, not _is_writing(connection))


def _is_writing(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITING, False))


def _let_alone(connection: Connection, is_alone: bool) -> None:
    """Whether the driver leaves each statement to itself or opens a transaction before the first."""
    driver: Any = connection.connection.dbapi_connection
    if driver.autocommit is not is_alone:
        driver.autocommit = is_alone


def guard(table: type[Base], statements: Mapping[str, Iterable[str]]) -> None:
    """Let the database itself refuse what nobody may do to a table: statements by dialect; migrations say the same."""
    for dialect, lines in statements.items():
        for line in lines:
            refusal = DDL(line).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table.__table__, "after_create", refusal)
