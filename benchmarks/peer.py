"""The same work in Flask-Admin, the usual way to put rows on a page, on the same rows beside ours.

    python -m benchmarks.peer [--postgres URL]

Both run in one process on one engine, with the same settings, turn by turn; what is compared are medians. Flask-Admin
shows the same columns, loads what they need in one statement, and has neither sign-in nor scope nor trail to pay for.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from sqlalchemy import select
from sqlalchemy.orm import scoped_session, sessionmaker

from benchmarks.pages import WARM, fetch, request_for
from benchmarks.report import BUDGETS, MISSED, table, verdict
from benchmarks.ward import Ward, installed
from domain.names import fold
from models import Liaison, Organisation, db
from models.vocabulary import OrganisationKind
from queries.paging import PAGE, WHOLE_CELL
from tests.support import postgres

ROUNDS = 40
HEADINGS = ("work", "times faster", "at least", "", "ours ms", "Flask-Admin ms", "ours kB", "Flask-Admin kB")


class Liaisons(ModelView):  # type: ignore[misc]  # Flask-Admin carries no types of its own
    """Liaisons with the columns of our list."""

    named_filter_urls = True
    column_list = (
        "member.full_name", "member.born", "workplace.name", "member.position", "residence.name", "state",
        "member.phone",
    )  # fmt: skip
    column_select_related_list = (Liaison.member, Liaison.workplace, Liaison.residence)
    column_filters = ("residence_id", "commune_id")
    column_searchable_list = ("member.folded",)
    column_default_sort = "sort_key"
    can_set_page_size = True
    page_size = PAGE
    page_size_options = (PAGE, WHOLE_CELL)


@dataclass(frozen=True)
class Work:
    """One thing that both do: ours for a role, theirs for a query."""

    name: str
    kind: str
    """Which budget it is held against."""
    role: str
    theirs: dict[str, Any]


def works(ward: Ward) -> list[Work]:
    """A list, and a search by name."""
    commune = select(Organisation.id).where(Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE)
    with ward.app.app_context():
        cell = {"flt0_residence_id_equals": ward.cell_id, "page_size": WHOLE_CELL}
        whole = {"flt0_commune_id_equals": db.session.scalars(commune).one(), "page_size": PAGE}
    words = {"search": fold(ward.searched)}
    return [
        Work("list of a cell (163)", "list", "secretary", cell),
        Work("list of the commune", "list", "commune", whole),
        Work("search in a cell", "search", "secretary searching", cell | words),
        Work("search in the commune", "search", "commune searching", whole | words),
    ]


def peer(ward: Ward) -> Flask:
    """A plain Flask application with Flask-Admin on the engine of the ward."""
    app = Flask("peer")
    app.secret_key = "measured, never served"
    Babel(app)  # which Flask-Admin asks for where it is installed
    with ward.app.app_context():
        session = scoped_session(sessionmaker(db.engine))
    Admin(app, name="Peer").add_view(Liaisons(Liaison, session, endpoint="liaison"))
    app.teardown_request(lambda _trouble: session.remove())
    return app


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    parser = argparse.ArgumentParser(description="Measure the same work in Flask-Admin beside ours.")
    parser.add_argument("--postgres", default=postgres.server_url(), metavar="URL")
    options = parser.parse_args()
    is_within = True
    for server in (None, options.postgres) if options.postgres else (None,):
        with installed(server) as ward:
            print(f"## {ward.engine}\n")
            is_within &= report(ward)
    return 0 if is_within else 1


def report(ward: Ward) -> bool:
    """Measure, and print the table of one engine; whether all keep their budget."""
    with Path(os.devnull).open("w") as unread, redirect_stderr(unread):  # the log
        theirs = peer(ward)
        rows = [_row(work, *_measure(ward, theirs, work)) for work in works(ward)]
    print(table(HEADINGS, rows), end="\n\n", flush=True)
    return all(MISSED not in row for row in rows)


def _measure(ward: Ward, theirs: Flask, work: Work) -> tuple[float, float, int, int]:
    """Medians of both in milliseconds, turn by turn, and how many bytes each page has."""
    asked = (
        (ward.app, request_for("/members/", ward.cookies[work.role])),
        (theirs, request_for(f"/admin/liaison/?{urlencode(work.theirs)}")),
    )
    times: tuple[list[float], list[float]] = ([], [])
    sizes = [0, 0]
    for number in range(ROUNDS + WARM):
        for which, (app, environ) in enumerate(asked):
            start = time.perf_counter()
            sizes[which] = len(fetch(app, environ))
            if number >= WARM:
                times[which].append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1]), sizes[0], sizes[1]


def _row(work: Work, ours: float, theirs: float, size: int, their_size: int) -> tuple[str, ...]:
    budget = BUDGETS["peer"][work.kind]
    figures = (f"{ours:.1f}", f"{theirs:.1f}", f"{size / 1024:.0f}", f"{their_size / 1024:.0f}")
    return work.name, f"{theirs / ours:.1f}", str(budget), verdict(theirs / ours >= budget), *figures


if __name__ == "__main__":
    sys.exit(main())
