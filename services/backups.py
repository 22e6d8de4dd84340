"""Copies of the database that are proven by reading them: made while people work, encrypted, restored as a whole.

SQLite is copied with its own backup, never as a file; PostgreSQL by pg_dump and pg_restore. The keys in instance/ are
no part of a backup: without the backup key it gives nothing away, and without the key it is worth nothing.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, delete
from sqlalchemy.exc import ProgrammingError

from access import Actor
from adapters.sealing import NotOurs, open_sealed, seal
from adapters.tools import tools
from domain.errors import Refused
from models import SignIn, db
from services.unit import use_case

_PATIENCE = 3600
_DEBIAN = Path("/usr/lib/postgresql")
_NEW_SCHEMA = "CREATE SCHEMA public AUTHORIZATION pg_database_owner"


def back_up(target: Path) -> None:
    """Write an encrypted copy of the database; refused when the file exists already or the copy is not whole."""
    with TemporaryDirectory(dir=tools().instance) as folder:
        plain = Path(folder) / "copy"
        _dump(plain)
        try:
            seal(plain, target, tools().keys.backup)
        except FileExistsError as there:
            raise Refused(
                "%(file)s exists already. Choose another name: a backup never overwrites one.",
                file=target.name,
            ) from there
        except (OSError, NotOurs) as trouble:
            raise Refused(
                "%(file)s could not be written. Check that its folder exists and that the disk has room.",
                file=str(target),
            ) from trouble


def restore(source: Path) -> None:
    """Put the database back as it was in a backup; refused for a file that is none of ours, changed, or cut.

    Nobody is signed in afterwards: sessions that were ended since must not come back to life.
    """
    if not source.is_file():
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
    end_every_session(Actor.worker())


@use_case
def end_every_session(actor: Actor) -> None:
    """Sign everybody out; devices stay activated."""
    db.session.execute(delete(SignIn))


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
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "sqlite":
        _prove(plain)
        with closing(sqlite3.connect(plain)) as copy, closing(sqlite3.connect(_file(db.engine.url))) as live:
            copy.backup(live)
    else:
        _load_postgresql(plain)


def _load_postgresql(plain: Path) -> None:
    """Put what is there aside, so that tables of a newer version do not stand in the way, and back if it fails."""
    aside = f"before_restore_{secrets.token_hex(4)}"
    try:
        _execute(
            f"ALTER SCHEMA public RENAME TO {aside}", _NEW_SCHEMA, "GRANT USAGE ON SCHEMA public TO PUBLIC"
        )
    except ProgrammingError as forbidden:
        raise Refused("Only the owner of the database can restore it.") from forbidden
    try:
        _run("pg_restore", db.engine.url, "--no-owner", "--single-transaction", str(plain))
    except Refused:
        _execute("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {aside} RENAME TO public")
        raise
    _execute(f"DROP SCHEMA {aside} CASCADE")


def _execute(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


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


def _run(name: str, url: URL | None, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, never by the command line."""
    program = _program(name)
    address = ["--dbname", url.set(drivername="postgresql", password=None).render_as_string()] if url else []
    environment = {"PATH": f"{program.parent}:/usr/bin:/bin"}
    if url is not None and url.password:
        environment["PGPASSWORD"] = url.password
    try:
        subprocess.run(
            [program, *address, *arguments],
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
        raise Refused("%(program)s did not finish. Nothing was changed.", program=name) from trouble


def _program(name: str) -> Path:
    """Where the tool is: on the path, else the newest that Debian keeps beside its servers."""
    kept = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = shutil.which(name) or (kept[-1] if kept else None)
    if found is None:
        raise Refused(
            "%(program)s is not on this machine. Install the client tools of PostgreSQL.", program=name
        )
    return Path(found)
