"""How much each main page costs beside its floor: its own SQL on the bare driver and an empty page of the same layout.

    python -m benchmarks.pages [--postgres URL] [--rounds N] [--only WORDS]

In one process, per round in random order: (a) the statements, (b) the empty page, (c) the page through WSGI with a real
session; the ratio c / (a + b) is taken per round and its median is held against benchmarks/budgets.toml. Milliseconds
depend on the machine and on what else runs there, ratios hardly do. It ends with 1 when a page misses its budget.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.floor import Bare, Recording, empty_page
from benchmarks.report import BUDGETS, table, verdict
from benchmarks.ward import Ward, installed
from models import WRITING, db
from tests.support import postgres

ROUNDS = 200
WARM = 10
HEADINGS = ("page", "ratio", "", "p95", "page ms", "SQL ms", "empty ms", "statements", "kB", "kB gzip")


@dataclass(frozen=True)
class Page:
    """A main page: what it is called, who opens it, where it is."""

    name: str
    role: str
    path: str


@dataclass(frozen=True)
class Measured:
    """What was found: medians in milliseconds, the median of the ratios, and what needs no clock."""

    page: Page
    sql: float
    empty: float
    whole: float
    ratio: float
    p95: float
    statements: int
    size: int
    zipped: int

    @property
    def is_within(self) -> bool:
        """Whether the page keeps its budget."""
        budget = BUDGETS["page"]
        return bool(self.ratio <= budget["ratio"] and self.statements <= budget["statements"])


def pages(ward: Ward) -> list[Page]:
    """The pages that people open most."""
    return [
        Page("home, secretary", "secretary", "/"),
        Page("home, commune", "commune", "/"),
        Page("home, workplace", "workplace", "/"),
        Page("members of a cell (163)", "secretary", "/members/"),
        Page("members of the commune", "commune", "/members/"),
        Page("search in a cell", "secretary searching", "/members/"),
        Page("search in the commune", "commune searching", "/members/"),
        Page("one record", "secretary", f"/members/{ward.member_ref}"),
        Page("notices waiting", "secretary", "/notices/"),
        Page("one notice", "secretary", f"/notices/{ward.notice_ref}"),
        Page("notices sent", "workplace", "/notices/sent"),
        Page("liaisons of the commune", "commune", "/liaisons/"),
        Page("own record", "member", "/me/"),
        Page("attendance (250)", "secretary of 250", f"/meetings/{ward.meeting_ref}/attendance"),
        Page("year of a cell", "secretary", "/year/"),
        Page("cells of the half-year", "commune", "/year/"),
        Page("organisations", "commune", "/organisations/"),
    ]


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    parser = argparse.ArgumentParser(description="Measure the main pages against their floor.")
    parser.add_argument("--postgres", default=postgres.server_url(), metavar="URL")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="pages whose name has these words")
    options = parser.parse_args()
    missed = 0
    for server in (None, options.postgres) if options.postgres else (None,):
        with installed(server) as ward:
            print(f"## {ward.engine}\n")
            missed += sum(not one.is_within for one in report(ward, options.rounds, options.only))
    if not options.postgres:
        print(f"PostgreSQL: not measured. {postgres.reason()}")
    return 1 if missed else 0


def report(ward: Ward, rounds: int = ROUNDS, only: str = "") -> list[Measured]:
    """Measure the pages on one engine and print their table."""
    with Path(os.devnull).open("w") as unread, redirect_stderr(unread):  # the log
        found = [measure(ward, page, rounds) for page in pages(ward) if only in page.name]
    goal = BUDGETS["goal"][ward.engine.split()[0].lower()]
    print(f"Budget {BUDGETS['page']['ratio']}, goal {goal}; medians of {rounds} rounds.\n")
    print(table(HEADINGS, (row(one, goal) for one in found)), end="\n\n", flush=True)
    return found


def row(one: Measured, goal: float) -> tuple[str, ...]:
    """The line of one page in the table."""
    return (
        one.page.name,
        f"{one.ratio:.2f}",
        verdict(one.is_within, one.ratio <= goal),
        *(f"{number:.1f}" for number in (one.p95, one.whole, one.sql, one.empty)),
        str(one.statements),
        f"{one.size / 1024:.0f}",
        f"{one.zipped / 1024:.1f}",
    )


def measure(ward: Ward, page: Page, rounds: int) -> Measured:
    """All three, in random order within each round."""
    environ = request_for(page.path, ward.cookies[page.role])
    for _ in range(WARM):
        body = fetch(ward.app, environ)
    with ward.app.app_context():
        engine, forget, bare = db.engine, forgetting_looks(), Bare()
    recording = Recording()
    with recording.of(engine):
        fetch(ward.app, environ)
    with ward.app.request_context(dict(environ)):
        ward.app.preprocess_request()
        empty = empty_page(ward.app)
    plain = request_for("/")
    tidy = forget if recording.writes else lambda: None
    work: list[Callable[[], object]] = [
        lambda: bare.replay(recording),
        lambda: fetch(empty, plain),
        lambda: fetch(ward.app, environ),
    ]
    times: list[list[float]] = []
    gc.collect()
    gc.freeze()
    for number in range(rounds + WARM):
        one = [0.0, 0.0, 0.0]
        for which in random.sample(range(3), 3):
            tidy()
            start = time.perf_counter()
            work[which]()
            one[which] = time.perf_counter() - start
        if number >= WARM:
            times.append(one)
    tidy()
    gc.unfreeze()
    bare.close()
    sql, empty_time, whole = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    ratios = [c / (a + b) for a, b, c in times]
    return Measured(
        page,
        sql,
        empty_time,
        whole,
        statistics.median(ratios),
        statistics.quantiles(ratios, n=20)[-1],
        recording.count,
        len(body),
        len(gzip.compress(body, 6)),
    )


def request_for(path: str, cookie: str = "") -> dict[str, Any]:
    """What the web server hands over for a GET; the page is not compressed, which a proxy would do as well."""
    return EnvironBuilder(path, base_url="http://localhost", headers=[("Cookie", cookie)]).get_environ()


def fetch(app: Flask, environ: dict[str, Any]) -> bytes:
    """The page through WSGI, read to its end; it must be a page."""
    chunks, status, _ = run_wsgi_app(app.wsgi_app, dict(environ), buffered=True)
    if not status.startswith("200"):
        raise SystemExit(f"{environ['PATH_INFO']} answered {status}")
    return b"".join(chunks)


def forgetting_looks() -> Callable[[], None]:
    """A page about a person leaves a mark each time: gives what takes it away again, so that all rounds begin alike."""
    engine = db.engine
    with engine.connect() as connection:
        look = connection.scalar(text("SELECT max(id) FROM access_entry"))
        entries, mark = connection.execute(text("SELECT entries, hash FROM audit_head")).one()

    def forget() -> None:
        with engine.connect().execution_options(**{WRITING: True}) as connection:
            connection.execute(text("DELETE FROM access_entry WHERE id > :id"), {"id": look})
            connection.execute(text("DELETE FROM audit_entry WHERE id > :id"), {"id": entries})
            connection.execute(
                text("UPDATE audit_head SET entries = :entries, hash = :hash"),
                {"entries": entries, "hash": mark},
            )
            connection.commit()

    return forget


if __name__ == "__main__":
    sys.exit(main())
