"""How much an import costs beside the bare work: the same file merely read, the same rows merely inserted.

    python benchmarks/imports.py [rows …]

Prints the median ratio over several rounds for SQLite and, when LIAISON_TEST_POSTGRES_URL names a server on which
databases may be made, for PostgreSQL. The bare work is python-calamine, then the plain driver with prepared rows in one
transaction, on the same tables with the same indexes. The goal is a ratio of at most 3 for long lists; a short one also
pays for the child process in which a foreign file is opened, whatever its length.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from psycopg import sql
from python_calamine import CalamineWorkbook
from sqlalchemy import make_url

from access import Actor
from app import create_app
from benchmarks.generate import write_list
from cli.imports import bring_in
from models import db
from services.reference import load_reference
from settings import load

SIZES = (1_240, 20_000)
ROUNDS = 5
WARD = "16690"
GOAL = 3
TABLES = ("organisation", "organisation_name", "member", "workplace", "liaison", "liaison_step", "residence")
Prepared = list[tuple[str, list[tuple[Any, ...]]]]


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size on each engine that there is."""
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.xlsx" for size in sizes}
        for size, file in files.items():
            write_list(size, file)
        for environment in _environments(Path(folder)):
            with create_app(load(environment)).app_context():
                db.create_all()
                load_reference(Actor.worker())
                for size, file in files.items():
                    _measure(size, file)
                db.session.remove()
                db.engine.dispose()


def _environments(folder: Path) -> Iterator[dict[str, str]]:
    """One installation an engine."""
    yield {"LIAISON_INSTANCE": str(folder / "sqlite")}
    server = os.environ.get("LIAISON_TEST_POSTGRES_URL")
    if server is None:
        print("PostgreSQL: not measured, LIAISON_TEST_POSTGRES_URL is not set")
        return
    with _database(server) as url:
        yield {"LIAISON_INSTANCE": str(folder / "postgresql"), "LIAISON_DATABASE_URL": url}


@contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of its own on the server, taken away afterwards."""
    url = make_url(server)
    name = f"liaison_{uuid.uuid4().hex[:8]}"
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _measure(size: int, file: Path) -> None:
    _clear()
    _import(file)
    prepared = _prepared()
    whole, bare = [], []
    for _ in range(ROUNDS):
        _clear()
        bare.append(_seconds(lambda: _bare(file, prepared)))
        _clear()
        whole.append(_seconds(lambda: _import(file)))
    ratios = [one / other for one, other in zip(whole, bare, strict=True)]
    print(
        f"{db.engine.dialect.name:<10} {size:>7} rows: import {statistics.median(whole):.2f} s, "
        f"bare {statistics.median(bare):.2f} s, ratio {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}; goal {GOAL})",
        flush=True,
    )


def _import(file: Path) -> None:
    """What `liaison import-roster` does, from the file to the commit."""
    bring_in(file, WARD)


def _bare(file: Path, prepared: Prepared) -> None:
    """Read the file and throw it away; insert rows that stand ready."""
    CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    with _cursor() as cursor:
        for statement, rows in prepared:
            cursor.executemany(statement, rows)


def _prepared() -> Prepared:
    """The rows that an import has just written, as the driver takes them."""
    prepared: Prepared = []
    mark = "?" if db.engine.dialect.name == "sqlite" else "%s"
    with _cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
            marks = ", ".join(mark for _ in cursor.description)
            prepared.append((f"INSERT INTO {table} ({columns}) VALUES ({marks})", cursor.fetchall()))
    return prepared


def _clear() -> None:
    """An empty register again; places and rules stay. The trail, which is only added to, has to be forced."""
    db.session.remove()
    with _cursor() as cursor:
        if db.engine.dialect.name == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (trigger,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {trigger}")
            for table in (*reversed(TABLES), "audit_entry", "audit_head"):
                cursor.execute(f"DELETE FROM {table}")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("TRUNCATE organisation, audit_head CASCADE")


@contextmanager
def _cursor() -> Iterator[Any]:
    """The driver's own cursor in one transaction."""
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    if db.engine.dialect.name == "sqlite":
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("PRAGMA defer_foreign_keys=ON")  # the tree is deleted in any order
    yield cursor
    connection.commit()
    connection.close()


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
