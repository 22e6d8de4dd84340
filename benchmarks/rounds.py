"""How much a yearly round of a ward costs beside its bare SQL: opening it, its progress page, returning its sheets.

    python -m benchmarks.rounds [--postgres URL] [--rounds N]

The ward is that of the other benchmarks. Opening and returning are measured as use cases beside the same statements
on the plain driver, the progress page as every page in benchmarks/pages.py. It ends with 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from access import Actor
from adapters import clock
from benchmarks import pages
from benchmarks.floor import Bare, Recording
from benchmarks.report import BUDGETS, table, verdict
from benchmarks.ward import Ward, installed
from models import WRITING, Account, Evaluation, EvaluationRound, Mandate, Organisation, db
from models.vocabulary import Office, OrganisationKind
from services.confirmations import return_sheets
from services.rounds import OpenRound, open_round
from tests.support import postgres
from tests.support.world import actor_of

ROUNDS = 7
HEADINGS = ("act", "sheets", "ratio", "", "from", "to", "act ms", "SQL ms", "statements")
_TABLES = ("evaluation_step", "evaluation_version", "evaluation_reminder", "evaluation", "evaluation_round")


@dataclass(frozen=True)
class Measured:
    """What was found for one act: ratios round by round, medians in milliseconds."""

    name: str
    sheets: int
    ratios: tuple[float, ...]
    whole: float
    bare: float
    statements: int

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def is_within(self) -> bool:
        """Whether the act keeps its budget."""
        return bool(self.ratio <= BUDGETS["round"]["ratio"])


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    parser = argparse.ArgumentParser(description="Measure a yearly round against its bare SQL.")
    parser.add_argument("--postgres", default=postgres.server_url(), metavar="URL")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    kept = []
    for server in (None, options.postgres) if options.postgres else (None,):
        with installed(server) as ward:
            print(f"## {ward.engine}\n")
            kept.append(report(ward, options.rounds))
    return 0 if all(kept) else 1


def report(ward: Ward, rounds: int = ROUNDS) -> bool:
    """Measure on one engine and print the tables; says whether every budget was kept."""
    with ward.app.app_context():
        commune = commune_of_ward()
        found = [_opening(commune, rounds), _returning(commune, rounds)]
        address = f"/evaluations/rounds/{db.session.scalars(select(EvaluationRound.ref)).one()}"
        db.session.remove()
    print(f"Budget {BUDGETS['round']['ratio']}; medians of {rounds} rounds.\n")
    print(table(HEADINGS, map(_row, found)), end="\n\n", flush=True)
    with Path(os.devnull).open("w") as unread, redirect_stderr(unread):  # the log
        progress = pages.measure(ward, pages.Page("progress of the round", "commune", address), rounds * 10)
    goal = BUDGETS["goal"][ward.engine.split()[0].lower()]
    print(table(pages.HEADINGS, [pages.row(progress, goal)]), end="\n\n", flush=True)
    return progress.is_within and all(one.is_within for one in found)


def _opening(commune: Actor, rounds: int) -> Measured:
    today = clock.today()
    days = [today + timedelta(days=count) for count in (20, 30, 35)]
    opening = OpenRound(
        year=today.year,
        listed_on=today,
        cell_due_on=days[0],
        confirm_due_on=days[1],
        return_due_on=days[2],
    )
    return _measure("open", lambda: open_round(commune, opening), _wiping(), rounds)


def _returning(commune: Actor, rounds: int) -> Measured:
    forget = _forgetting_trail()

    def prepare() -> None:
        _run(
            "DELETE FROM evaluation_step WHERE stage = 'returned'",
            f"UPDATE evaluation SET state = 'confirmed', signed_on = '{clock.today()}', returned_on = NULL, "
            "returned_to_id = NULL, returned_edition = NULL, batch = NULL",
        )
        forget()

    return _measure("return", lambda: return_sheets(commune), prepare, rounds)


def _measure(name: str, act: Callable[[], object], prepare: Callable[[], None], rounds: int) -> Measured:
    prepare()
    recording = Recording()
    with recording.of(db.engine):
        act()
    sheets = db.session.scalar(select(func.count()).select_from(Evaluation)) or 0
    db.session.remove()
    bare = Bare()
    whole: list[float] = []
    alone: list[float] = []
    for _ in range(rounds):
        for times, work in ((alone, lambda: bare.replay(recording)), (whole, act)):
            prepare()
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
            db.session.remove()
    bare.close()
    ratios = tuple(one / other for one, other in zip(whole, alone, strict=True))
    return Measured(
        name,
        sheets,
        ratios,
        statistics.median(whole) * 1000,
        statistics.median(alone) * 1000,
        recording.count,
    )


def _wiping() -> Callable[[], None]:
    """What makes the register again as if no round had been opened, with the same numbers to come."""
    forget = _forgetting_trail()
    is_sqlite = db.engine.dialect.name == "sqlite"

    def wipe() -> None:
        if is_sqlite:
            _run(*(f"DELETE FROM {name}" for name in _TABLES))
        else:
            _run(f"TRUNCATE {', '.join(_TABLES)}, objection RESTART IDENTITY")
        forget()

    return wipe


def _forgetting_trail() -> Callable[[], None]:
    """What takes bells and entries of the trail away that were written since; both begin alike each time."""
    with db.engine.connect() as connection:
        bell = connection.scalar(text("SELECT coalesce(max(id), 0) FROM notification"))
        entries, mark = connection.execute(text("SELECT entries, hash FROM audit_head")).one()

    def forget() -> None:
        _run(
            f"DELETE FROM notification WHERE id > {bell}",
            f"DELETE FROM audit_entry WHERE id > {entries}",
            f"UPDATE audit_head SET entries = {entries}, hash = '{mark}'",
        )

    return forget


def _run(*statements: str) -> None:
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def commune_of_ward() -> Actor:
    """The secretary of the committee whose ward it is."""
    mandate = db.session.scalars(
        select(Mandate)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE, Mandate.office == Office.SECRETARY)
        .limit(1)
    ).one()
    account = db.session.get_one(Account, mandate.account_id)
    return actor_of(account, db.session.get_one(Organisation, mandate.organisation_id))


def _row(one: Measured) -> tuple[str, ...]:
    figures = (one.ratio, min(one.ratios), max(one.ratios))
    ratio, *others = (f"{figure:.2f}" for figure in figures)
    times = (f"{one.whole:.0f}", f"{one.bare:.0f}", str(one.statements))
    return one.name, f"{one.sheets:,}", ratio, verdict(one.is_within), *others, *times


if __name__ == "__main__":
    sys.exit(main())
