"""Databases of the tests: laid out once, kept as templates, and put back in a moment before each test."""

import atexit
import contextlib
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.support import postgres
from tests.support.rows import Memory, Rows

ROOM = 500_000_000
"""Bytes that a folder in memory must have free."""

_numbers = count(1)


class Database(Protocol):
    """One database that can be kept under a name and put back as it was; nobody may be at work in it meanwhile."""

    url: str
    stays_open: bool
    """Whether connections may stay open while it is put back."""

    def keep(self, name: str) -> None:
        """Remember what stands in it now; every connection must be closed."""

    def put_back(self, name: str) -> None:
        """Make it what was kept under a name; `empty` is always there."""

    def put_away(self) -> None:
        """Leave nothing of it."""


class Sqlite:
    """A file; a template is a copy of it. It lies in memory where there is room: a disk takes its time to confirm."""

    stays_open = False

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="liaison-", dir=_in_memory()))
        self.file = self._folder / "liaison.sqlite"
        self.url = f"sqlite:///{self.file}"
        atexit.register(self.put_away)

    def keep(self, name: str) -> None:
        """Copy the file; the last connection has written its log into it."""
        shutil.copyfile(self.file, self.file.with_suffix(f".{name}"))

    def put_back(self, name: str) -> None:
        """Copy it back, without the logs of the one before."""
        for log in ("-wal", "-shm"):
            self.file.with_name(self.file.name + log).unlink(missing_ok=True)
        self.file.unlink(missing_ok=True)
        if name != "empty":
            shutil.copyfile(self.file.with_suffix(f".{name}"), self.file)

    def put_away(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """A folder in memory with room for every worker, where the system has one."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > ROOM else None


class Postgresql:
    """A database of the tests' server; a template is another one of its databases, and its rows by heart.

    To copy a database takes the server a third of a second, so that only those of its tables are filled again that
    are different; all of it is copied where more than rows is different.
    """

    stays_open = True

    def __init__(self) -> None:
        server = postgres.server_url()
        assert server is not None, postgres.reason()
        self._server = make_url(server).set(drivername="postgresql")
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._name = f"liaison_{worker}_{os.getpid()}_{next(_numbers)}"
        address = self._server.set(database=self._name)
        self._address = address.render_as_string(hide_password=False)
        self.url = address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        self._made = {self._name}
        self._kept: dict[str, Rows] = {}
        self._memory: Memory | None = None
        atexit.register(self.put_away)

    def keep(self, name: str) -> None:
        """Make another database in its likeness, and learn its rows by heart."""
        self._kept[name] = self._copy(self._name, f"{self._name}_{name}")

    def put_back(self, name: str) -> None:
        """Fill its tables again, or make it again in the likeness of the other."""
        known = self._kept.get(name)
        if known is None or self._memory is None or not self._memory.recall(known):
            self._copy("template0" if name == "empty" else f"{self._name}_{name}", self._name)

    def _copy(self, source: str, target: str) -> Rows:
        self._made.add(target)
        self._forget()
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)),
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(target), sql.Identifier(source)
            ),
        )
        self._memory = Memory(self._address)
        return self._memory.rows

    def _forget(self) -> None:
        if self._memory is not None:
            self._memory.close()
        self._memory = None

    def _run(self, *statements: sql.Composed) -> None:
        address = self._server.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def put_away(self) -> None:
        """Drop it and its templates."""
        self._forget()
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with contextlib.suppress(psycopg.OperationalError):  # the server may be gone already
            self._run(*(drop.format(sql.Identifier(name)) for name in self._made))
        self._made.clear()
