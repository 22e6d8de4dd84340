"""How much an import costs beside the bare work: the same file merely read, the same rows merely inserted.

    python -m benchmarks.imports [rows …]

Prints the median ratio over several rounds for SQLite and, where there is a server, for PostgreSQL. The bare work is
python-calamine, then the plain driver with prepared rows in one transaction, on the same tables with the same indexes.
Long lists have a budget; a short one also pays for the child process in which a foreign file is opened. The memory is
that of one import alone, in a process of its own: the most that it held, and the most that the child which reads the
file held beside it.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from benchmarks.generate import write_list
from benchmarks.report import BUDGETS, peak, table, verdict
from benchmarks.ward import engine_name, installation
from cli.imports import bring_in
from models import db
from tests.support import postgres
from tests.support.crowd import UNIT_CODE

SIZES = (1_240, 20_000, 100_000)
ROUNDS, ROUNDS_OF_THE_LONGEST = 5, 3
LONGEST = 100_000
HEADINGS = ("database", "rows", "ratio", "", "from", "to", "import s", "bare s", "MB", "", "reader MB")
KEPT_MB = int(BUDGETS["import"]["megabytes"])
PEAK = "--peak"
TABLES = ("organisation", "organisation_name", "member", "workplace", "liaison", "liaison_step", "residence")
Prepared = list[tuple[str, list[tuple[Any, ...]]]]


@dataclass(frozen=True)
class Measured:
    """What was found for one length on one engine: ratios round by round, medians in seconds."""

    engine: str
    size: int
    ratios: tuple[float, ...]
    whole: float
    bare: float
    memory: tuple[int, int]
    """Megabytes at most: the import, and the child that reads."""

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def is_long(self) -> bool:
        """Whether the list is one of those that have a budget."""
        return self.size >= int(BUDGETS["import"]["rows"])

    @property
    def is_within(self) -> bool:
        """Whether the import keeps its budget."""
        return not self.is_long or self.ratio <= BUDGETS["import"]["ratio"]

    @property
    def is_lean(self) -> bool:
        """Whether it kept its bound of memory."""
        return max(self.memory) <= KEPT_MB


def main(sizes: tuple[int, ...]) -> int:
    """Measure each length on each engine that there is."""
    found = report(postgres.server_url(), sizes)
    return 1 if any(not (one.is_within and one.is_lean) for one in found) else 0


def report(server: str | None, sizes: tuple[int, ...] = SIZES) -> list[Measured]:
    """Measure, and print the table."""
    found = [one for where in ((None, server) if server else (None,)) for one in _on(where, sizes)]
    budget = BUDGETS["import"]
    print(f"Budget {budget['ratio']} from {budget['rows']:,} rows on, {KEPT_MB} MB for any.\n")
    print(table(HEADINGS, map(_row, found)), end="\n\n", flush=True)
    return found


def _row(one: Measured) -> tuple[str, ...]:
    judged = verdict(one.is_within) if one.is_long else ""
    figures = (one.ratio, min(one.ratios), max(one.ratios), one.whole, one.bare)
    ratio, *others = (f"{figure:.2f}" for figure in figures)
    here, child = map(str, one.memory)
    return one.engine, f"{one.size:,}", ratio, judged, *others, here, verdict(one.is_lean), child


def _on(server: str | None, sizes: tuple[int, ...]) -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder, installation(server) as app, app.app_context():
        return [_measure(size, Path(folder), server) for size in sizes]


def _measure(size: int, folder: Path, server: str | None) -> Measured:
    write_list(size, file := folder / f"{size}.xlsx")
    _clear()
    _import(file)
    prepared = _prepared()
    whole, bare = [], []
    for _ in range(ROUNDS_OF_THE_LONGEST if size >= LONGEST else ROUNDS):
        _clear()
        bare.append(_seconds(lambda: _bare(file, prepared)))
        _clear()
        whole.append(_seconds(lambda: _import(file)))
    ratios = tuple(one / other for one, other in zip(whole, bare, strict=True))
    medians = statistics.median(whole), statistics.median(bare)
    return Measured(engine_name(), size, ratios, *medians, _memory(file, server))


def _memory(file: Path, server: str | None) -> tuple[int, int]:
    """The most megabytes that one import of a file holds, in a process of its own, and its reader."""
    command = [sys.executable, "-m", "benchmarks.imports", PEAK, str(file), *([server] if server else [])]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    here, child = told.stdout.split()[-2:]
    return int(here), int(child)


def _peak(file: Path, server: str | None) -> None:
    """Import a file into an empty register and tell the most that was held."""
    with installation(server) as app, app.app_context():
        _import(file)
    print(peak())
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)


def _import(file: Path) -> None:
    """What `liaison import-roster` does, from the file to the commit."""
    bring_in(file, UNIT_CODE)


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
        for name in TABLES:
            cursor.execute(f"SELECT * FROM {name} ORDER BY id")
            columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
            marks = ", ".join(mark for _ in cursor.description)
            prepared.append((f"INSERT INTO {name} ({columns}) VALUES ({marks})", cursor.fetchall()))
    return prepared


def _clear() -> None:
    """An empty register again; places and rules stay. The trail, which is only added to, has to be forced."""
    db.session.remove()
    with _cursor() as cursor:
        if db.engine.dialect.name == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (trigger,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {trigger}")
            for name in (*reversed(TABLES), "audit_entry", "audit_head"):
                cursor.execute(f"DELETE FROM {name}")
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
    else:
        cursor.connection.autocommit = False  # as a reader left it, it would be a transaction a row
    yield cursor
    connection.commit()
    connection.close()


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == [PEAK]:
        _peak(Path(sys.argv[2]), next(iter(sys.argv[3:]), None))
        sys.exit(0)
    sys.exit(main(tuple(int(size) for size in sys.argv[1:]) or SIZES))
