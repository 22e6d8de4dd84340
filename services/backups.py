"""Copies of the database that are proven by reading them: made while people work, encrypted, restored as a whole.

SQLite is copied with its own backup, never as a file; PostgreSQL by pg_dump and pg_restore. The keys in instance/ are
no part of a backup: without the backup key it gives nothing away, and without the key it is worth nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from adapters.sealing import NotOurs, open_sealed, seal
from adapters.tools import tools
from domain.errors import Refused
from models import db

_PATIENCE = 3600


def back_up(target: Path) -> None:
    """Write an encrypted copy of the database; refused when the file exists already or the copy does not prove whole."""
    if target.exists():
        raise Refused(
            "%(file)s exists already. Choose another name: a backup never overwrites one.", file=target.name
        )
    with TemporaryDirectory(dir=tools().instance) as folder:
        plain = Path(folder) / "copy"
        _dump(plain)
        seal(plain, target, tools().keys.backup)


def restore(source: Path) -> None:
    """Put the database back as it was in a backup; refused for a file that is none of ours, changed, or cut."""
    if not source.exists():
        raise Refused("There is no file %(file)s.", file=source.name)
    with TemporaryDirectory(dir=tools().instance) as folder:
        plain = Path(folder) / "copy"
        try:
            open_sealed(source, plain, tools().keys.backup)
        except NotOurs as strange:
            raise Refused(
                "%(file)s is no whole backup made with the key of this installation (instance/backup.key).",
                file=source.name,
            ) from strange
        _load(plain)


def _dump(target: Path) -> None:
    url = db.engine.url
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(_file(url))) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
        _prove(target)
        return
    _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={target}")
    _run("pg_restore", None, "--list", str(target))


def _load(plain: Path) -> None:
    url = db.engine.url
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        _prove(plain)
        with (
            closing(sqlite3.connect(plain)) as copy,
            closing(sqlite3.connect(_file(url), timeout=30)) as live,
        ):
            copy.backup(live)
        db.engine.dispose()
        return
    db.engine.dispose()
    _run("pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(plain))


def _prove(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    if not whole or orphans is not None:
        raise Refused("The copy is not whole; the disk may be failing. Nothing was written.")


def _file(url: URL) -> str:
    if not url.database or url.database == ":memory:":
        raise Refused("A database in memory cannot be copied.")
    return url.database


def _run(program: str, url: URL | None, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, never by the command line."""
    path = shutil.which(program)
    if path is None:
        raise Refused(
            "%(program)s is not on this machine. Install the client tools of PostgreSQL.", program=program
        )
    address = ["--dbname", url.set(drivername="postgresql", password=None).render_as_string()] if url else []
    environment = {"PATH": str(Path(path).parent), "PGPASSWORD": (url.password or "") if url else ""}
    try:
        subprocess.run(
            [path, *address, *arguments], check=True, capture_output=True, timeout=_PATIENCE, env=environment
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
        raise Refused("%(program)s did not finish. Nothing was changed.", program=program) from trouble
