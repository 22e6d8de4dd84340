"""Databases of the tests: laid out once, kept as templates, and put back in a moment before each test."""

import atexit
import contextlib
import os
import shutil
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.support import postgres

_numbers = count(1)


class Database(Protocol):
    """One database that can be kept under a name and put back as it was; nobody may be connected meanwhile."""

    url: str

    def keep(self, name: str) -> None:
        """Remember what stands in it now."""

    def put_back(self, name: str) -> None:
        """Make it what was kept under a name; `empty` is always there."""


class Sqlite:
    """A file; a template is a copy of it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "liaison.sqlite"
        self.url = f"sqlite:///{self.file}"

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


class Postgresql:
    """A database of the tests' server; a template is another one of its databases."""

    def __init__(self) -> None:
        server = postgres.server_url()
        assert server is not None, postgres.reason()
        self._server = make_url(server).set(drivername="postgresql")
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._name = f"liaison_{worker}_{os.getpid()}_{next(_numbers)}"
        address = self._server.set(drivername="postgresql+psycopg", database=self._name)
        self.url = address.render_as_string(hide_password=False)
        self._made = {self._name}
        atexit.register(self._leave_nothing)

    def keep(self, name: str) -> None:
        """Make another database in its likeness."""
        self._copy(self._name, f"{self._name}_{name}")

    def put_back(self, name: str) -> None:
        """Drop it and make it again in the likeness of the other."""
        self._copy("template0" if name == "empty" else f"{self._name}_{name}", self._name)

    def _copy(self, source: str, target: str) -> None:
        self._made.add(target)
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)),
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(target), sql.Identifier(source)
            ),
        )

    def _run(self, *statements: sql.Composed) -> None:
        address = self._server.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def _leave_nothing(self) -> None:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with contextlib.suppress(psycopg.OperationalError):  # the server may be gone already
            self._run(*(drop.format(sql.Identifier(name)) for name in self._made))
