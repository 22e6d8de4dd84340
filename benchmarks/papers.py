"""How much a thousand letters in one batch cost beside bare typst, and how much slower a page is meanwhile.

    python -m benchmarks.papers [--postgres URL] [--letters N]

The bare work is typst with the same words as plain paragraphs: one document where the letters are one PDF, a document
for each where they are a ZIP; the same fonts, the same archive standard, no layout, no codes, no register. Each run is
a process of its own: typst remembers what it has laid out, and new letters are no old ones. For the page the worker
runs as its own process, as `liaison work` does in an office, and somebody opens the list of members over and over,
before and meanwhile. It ends with 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import typst
from sqlalchemy import insert, select

from access import Actor
from adapters import clock
from adapters.papers import STANDARDS
from adapters.tools import tools
from app import create_app
from benchmarks.pages import fetch, request_for
from benchmarks.report import BUDGETS, peak, table, verdict
from benchmarks.rounds import commune_of_ward
from benchmarks.ward import Ward, installed
from domain.papers.blocks import Paper
from models import IntroductionLetter, Liaison, Organisation, PaperBatch, db
from models.types import new_ref
from models.vocabulary import BatchForm, BatchState, OrganisationKind
from queries import letters as written
from queries.wording import wording
from services.batches import AskForPapers, ask_for_letters, make_batch, path_of
from services.documents import enter_papers
from services.letter_papers import issues_of
from settings import load
from tests.support import postgres
from tests.support.factories.liaisons import content_of

LETTERS = 1_000
ROUNDS = 3
LOOKS = 40
"""How often the page is opened alone; meanwhile it is opened until the worker is ready."""
MADE = ("database", "letters as", "ratio", "", "from", "to", "ms a letter", "bare ms", "MB")
MEANWHILE = ("database", "page meanwhile", "ratio", "", "alone ms", "meanwhile ms", "looks", "worker MB")
WORKER, BARE = "--worker", "--bare"
_PLAIN = """#set text(font: "Libertinus Serif", lang: "vi")
#set document(title: "Plain", date: auto)
#for paper in json(bytes(sys.inputs.papers)) {
  for line in paper { par(line) }
  pagebreak(weak: true)
}
"""


@dataclass(frozen=True)
class Made:
    """What the letters cost in one form: ratios round by round, medians in milliseconds for one letter."""

    form: BatchForm
    ratios: tuple[float, ...]
    whole: float
    bare: float
    megabytes: float

    @property
    def is_within(self) -> bool:
        """Whether they keep their budget."""
        return bool(statistics.median(self.ratios) <= BUDGETS["papers"]["ratio"])


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    parser = argparse.ArgumentParser(description="Measure many letters against bare typst.")
    parser.add_argument("--postgres", default=postgres.server_url(), metavar="URL")
    parser.add_argument("--letters", type=int, default=LETTERS)
    options = parser.parse_args()
    kept = []
    for server in (None, options.postgres) if options.postgres else (None,):
        with installed(server) as ward:
            print(f"## {ward.engine}\n")
            kept.append(report(ward, options.letters))
    return 0 if all(kept) else 1


def report(ward: Ward, count: int = LETTERS) -> bool:
    """Measure on one engine and print the tables; says whether every budget was kept."""
    with (
        Path(os.devnull).open("w") as unread,
        redirect_stderr(unread),  # the log
        ward.app.app_context(),
    ):
        actor, act = _issued(count)
        found = [_measure(actor, act, form) for form in BatchForm]
        alone, meanwhile, peak = _looks(ward, actor, act)
    budget, ratio = BUDGETS["papers"], statistics.median(meanwhile) / statistics.median(alone)
    is_quick, is_lean = ratio <= budget["page"], peak <= budget["megabytes"]
    print(f"{count:,} letters of one act. Budget {budget['ratio']}; medians of {ROUNDS} rounds.\n")
    print(table(MADE, (_row(ward.engine, one) for one in found)), end="\n\n")
    print(f"Budget {budget['page']}, {budget['megabytes']} MB for the worker.\n")
    times = (f"{statistics.median(one) * 1000:.1f}" for one in (alone, meanwhile))
    looks = (*times, str(len(meanwhile)), str(peak))
    line = (ward.engine, "members of a cell (163)", f"{ratio:.2f}", verdict(is_quick and is_lean), *looks)
    print(table(MEANWHILE, [line]), end="\n\n", flush=True)
    return is_quick and is_lean and all(one.is_within for one in found)


def _row(engine: str, one: Made) -> tuple[str, ...]:
    ratio, *others = (
        f"{figure:.2f}" for figure in (statistics.median(one.ratios), min(one.ratios), max(one.ratios))
    )
    times = (f"{one.whole:.2f}", f"{one.bare:.2f}", f"{one.megabytes:.1f}")
    return engine, one.form.value, ratio, verdict(one.is_within), *others, *times


def _issued(count: int) -> tuple[Actor, str]:
    """So many letters of one act to the ward, written in bulk; gives who asks for them there, and the act."""
    actor = commune_of_ward()
    committee = Organisation.kind == OrganisationKind.WORKPLACE_COMMITTEE
    issuer = db.session.scalars(
        select(Organisation).where(committee).order_by(Organisation.id).limit(1)
    ).one()
    liaisons = db.session.scalars(select(Liaison).order_by(Liaison.id).limit(count)).all()
    act, today, now = new_ref(), clock.today(), clock.now()
    rows: list[dict[str, Any]] = []
    for number, liaison in enumerate(liaisons, start=1):
        content = content_of(liaison, issuer, number)
        rows.append(
            {
                "ref": new_ref(),
                "version": 1,
                "liaison_id": liaison.id,
                "issuer_id": issuer.id,
                "commune_id": liaison.commune_id,
                "batch": act,
                "term": issuer.term,
                "number": number,
                "number_text": content.number,
                "issued_on": today,
                "due_on": today,
                "issued_at": now,
                "issued_by_id": actor.account_id,
                "content": content.stored(),
                "rule_set_id": liaison.rule_set_id,
            }
        )
    db.session.execute(insert(IntroductionLetter), rows)
    db.session.commit()
    enter_papers(actor, issues_of(written.batch(actor, act)))  # as they are when they are issued
    return actor, act


def _measure(actor: Actor, act: str, form: BatchForm) -> Made:
    words = wording()
    papers = [_paragraphs(one.write(words)) for one in issues_of(written.batch(actor, act))]
    documents = [papers] if form is BatchForm.PDF else [[one] for one in papers]
    whole, bare = [], []
    for _ in range(ROUNDS):
        bare.append(_apart(BARE, words=json.dumps(documents, ensure_ascii=False)))
        ref = _asked(actor, act, form)
        whole.append(_apart(WORKER, ref))
        _is_made(ref)
    ratios = tuple(one / other for one, other in zip(whole, bare, strict=True))
    a_letter, a_bare_one = (statistics.median(times) * 1000 / len(papers) for times in (whole, bare))
    return Made(form, ratios, a_letter, a_bare_one, path_of(ref, form).stat().st_size / 1_000_000)


def _looks(ward: Ward, actor: Actor, act: str) -> tuple[list[float], list[float], int]:
    """Seconds of a page alone, and while a worker makes the letters one PDF; the megabytes that the worker held."""
    environ = request_for("/members/", ward.cookies["secretary"])

    def look() -> float:
        return _seconds(lambda: fetch(ward.app, environ))

    ref = _asked(actor, act, BatchForm.PDF)
    alone = [look() for _ in range(LOOKS)]
    meanwhile = []
    command = [sys.executable, "-m", "benchmarks.papers", WORKER, ref]
    environment = os.environ | _installation()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        while worker.poll() is None:
            meanwhile.append(look())
        held = int(worker.communicate()[0].splitlines()[-1])
    _is_made(ref)
    return alone + [look() for _ in range(LOOKS)], meanwhile, held


def _work(ref: str) -> None:
    """What the worker does with one promise, in a process of its own; prints its seconds, then its megabytes."""
    app = create_app(load())
    with app.app_context():
        print(_seconds(partial(make_batch, Actor.worker(), "", {"batch": ref})), peak(), sep="\n")


def _bare(documents: Sequence[Sequence[Sequence[str]]]) -> None:
    """Typst with nothing but paragraphs; prints the seconds that it took, then its megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plain.typ"
        file.write_text(_PLAIN, "utf-8")
        fonts = typst.Fonts(include_system_fonts=False)
        compiler = typst.Compiler(str(file), root=folder, font_paths=fonts)
        print(_seconds(lambda: [_laid(compiler, papers) for papers in documents]), peak(), sep="\n")


def _laid(compiler: typst.Compiler, papers: Sequence[Sequence[str]]) -> object:
    words, day = json.dumps(papers, ensure_ascii=False), datetime(2026, 1, 1, tzinfo=UTC)
    return compiler.compile(
        format="pdf", sys_inputs={"papers": words}, pdf_standards=STANDARDS, timestamp=day
    )


def _apart(*arguments: str, words: str = "") -> float:
    """The seconds that a process of its own says it took."""
    command = [sys.executable, "-m", "benchmarks.papers", *arguments]
    environment = os.environ | _installation()
    done = subprocess.run(
        command,
        env=environment,
        input=words,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return float(done.stdout.splitlines()[-2])


def _installation() -> dict[str, str]:
    """Where the worker finds the register."""
    url = db.engine.url.set(drivername=db.engine.dialect.name).render_as_string(hide_password=False)
    return {"LIAISON_INSTANCE": str(tools().instance), "LIAISON_DATABASE_URL": url}


def _asked(actor: Actor, act: str, form: BatchForm) -> str:
    ref = ask_for_letters(actor, act, AskForPapers(kind=form)).ref
    db.session.remove()  # or what it reads later is what stood there now
    return ref


def _is_made(ref: str) -> None:
    """A figure of a file that was not made is none."""
    db.session.remove()  # what was read before the work stands in an older snapshot
    state = db.session.scalars(select(PaperBatch.state).where(PaperBatch.ref == ref)).one()
    db.session.remove()
    if state is not BatchState.READY:
        raise SystemExit(f"The file was not made: {state}.")


def _paragraphs(paper: Paper) -> list[str]:
    """What stands on a paper, each line once: bold words stand in a paragraph already."""
    lines = paper.lines()
    return [line for line in lines if not any(line != other and line in other for other in lines)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == [WORKER]:
        _work(sys.argv[2])
        sys.exit(0)
    if sys.argv[1:2] == [BARE]:
        _bare(json.load(sys.stdin))
        sys.exit(0)
    sys.exit(main())
