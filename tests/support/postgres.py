"""A PostgreSQL server for the tests: the one that was named, or a throw-away one where initdb is found.

The throw-away server is shared by all workers of one test run: the first that asks starts it, and a small
watcher takes it away, folder and all, when the run is over, even one that was killed.
"""

import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

SETTING = "LIAISON_TEST_POSTGRES_URL"
OLDEST = 15
SECONDS_TO_START = 60

_NAME = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
_FOLDER = Path(tempfile.gettempdir()) / f"liaison-{_NAME}"
_RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
_numbers = count(1)
_watchers: list[subprocess.Popen[bytes]] = []  # kept: one that is forgotten while it runs is warned about

# A locale as in an office, not "C": an order that rests on the database's own rules then shows.
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=vi-VN")

# Nothing in a throw-away server has to survive a power cut, and plans must not depend on when it cleans up.
_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"

# Waits for the process of the test run to be gone, then stops the server and removes what it wrote.
_WATCHER = """
while kill -0 "$1" 2>/dev/null; do sleep 1; done
shift
"$@"
rm -rf "$FOLDER"
"""


def server_url() -> str | None:
    """Give the address of a server on which databases may be made, or None: `reason` then says why."""
    return _found()[0]


def reason() -> str:
    """Say why there is no server; empty when there is one."""
    return _found()[1]


def worker_database(worker_id: str) -> str:
    """Make a fresh empty database and give its SQLAlchemy address; it goes when this process ends."""
    server = server_url()
    if server is None:
        raise LookupError(reason())
    name = f"liaison_{worker_id}_{os.getpid()}_{next(_numbers)}"
    _execute(server, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    atexit.register(_drop, server, name)
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)


def _drop(server: str, name: str) -> None:
    with contextlib.suppress(psycopg.OperationalError):  # the server may be gone already, and all with it
        _execute(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _execute(server: str, statement: sql.Composed) -> None:
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


@cache
def _found() -> tuple[str | None, str]:
    """The address and the reason for there being none; looked for once in each process."""
    named = os.environ.get(SETTING)
    if named:
        return named, ""
    hint = f"Install PostgreSQL {OLDEST} or later, or name a server in {SETTING}."
    programs = _programs()
    if programs is None:
        return None, f"No PostgreSQL was found on this computer. {hint}"
    if os.name != "posix":
        return None, f"A PostgreSQL of its own is started on Unix only. {hint}"
    answer = _FOLDER / "answer"
    with contextlib.suppress(FileExistsError):
        _FOLDER.mkdir(mode=0o711)  # who makes it starts the server, the other workers wait for the answer
        try:
            _write(answer, _start(programs))
        except (OSError, LookupError) as error:  # no runuser, no user postgres, a folder out of reach
            _write(answer, str(error))
    until = time.monotonic() + SECONDS_TO_START
    while not answer.exists() and time.monotonic() < until:
        time.sleep(0.1)
    text = answer.read_text() if answer.exists() else "no answer within a minute"
    if text.startswith("postgresql://"):
        return text, ""
    return None, f"PostgreSQL did not start: {text}. {hint}"


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: that of the path, else the newest of Debian's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    recent = [folder for folder in installed if int(folder.parent.name) >= OLDEST]
    return max(recent, key=lambda folder: int(folder.parent.name), default=None)


def _start(programs: Path) -> str:
    """Make and start a server in the folder of this run; give its address, or what went wrong."""
    data = _FOLDER / "data"
    data.mkdir(mode=0o700)
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(data, "postgres")
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(data)]
    _watch([*control, "-m", "immediate", "stop"])
    port = _free_port()
    make = [*as_user, str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", *_LOCALE]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' {_OPTIONS}"
    start = [*control, "-w", "-l", str(data / "log"), "-o", options, "start"]
    for command in (make, start):
        with (_FOLDER / "output").open("w+") as output:
            ran = subprocess.run(command, cwd=_FOLDER, stdout=output, stderr=subprocess.STDOUT, check=False)
            output.seek(0)
            said = output.read().split()
        if ran.returncode:
            return " ".join(said)[-400:]
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def _watch(stop: list[str]) -> None:
    """Leave a watcher behind that stops the server when the test run is over."""
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHER, "sh", str(_RUN), *stop],
        cwd="/",
        env=os.environ | {"FOLDER": str(_FOLDER)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C ends the run, not its watcher
    )
    _watchers.append(watcher)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _write(path: Path, text: str) -> None:
    """Put a whole file in place at once, so that nobody reads half of it."""
    half = path.with_suffix(".half")
    half.write_text(text)
    half.replace(path)
