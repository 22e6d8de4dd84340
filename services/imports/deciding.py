"""What a person decides about a list before it is written: proposals taken, doubles told apart or made one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from access import Actor, Permission, fetch
from domain.errors import Refused
from domain.lifecycles import IMPORT, step
from domain.roster_answers import Answers, Verdict
from domain.roster_proposals import Proposal, ProposalKind
from models import ImportBatch
from models.vocabulary import ImportState
from services.imports.questions import judged
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProposals:
    """Proposals of one kind: those picked, each by row, column and number of the reading; or all with one reading."""

    kind: ProposalKind
    picked: tuple[tuple[int, str, int], ...] = ()
    takes_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDouble:
    """Whether a row and another row, or a member, are one person."""

    row: int
    other: str
    verdict: Verdict


@use_case
def accept_proposals(actor: Actor, import_ref: str, given: AcceptProposals) -> ImportBatch:
    """Take proposals of one kind as what should stand there; nothing is written into the register yet."""
    batch = _open(actor, import_ref)
    open_ones = [one for one in judged(actor, batch).proposals if one.kind is given.kind]
    taken = list(_all(open_ones) if given.takes_all else _picked(open_ones, given.picked))
    if not taken:
        raise Refused("Choose at least one proposal.")
    answers = Answers.of(batch.answers)
    written = {row: dict(cells) for row, cells in answers.written.items()}
    for one, reading in taken:
        written.setdefault(one.row, {})[one.column] = reading
    batch.answers = batch.answers | replace(answers, written=written).kept()
    return batch


@use_case
def decide_double(actor: Actor, import_ref: str, given: DecideDouble) -> ImportBatch:
    """Answer one question about a double: the same person is not entered again, another person is."""
    batch = _open(actor, import_ref)
    asked = {(one.row, one.other) for one in judged(actor, batch).doubles}
    if (given.row, given.other) not in asked:
        raise Refused("This question has already been answered.")
    answers = Answers.of(batch.answers)
    doubles = {**answers.doubles, (given.row, given.other): given.verdict}
    batch.answers = batch.answers | replace(answers, doubles=doubles).kept()
    return batch


def _open(actor: Actor, import_ref: str) -> ImportBatch:
    """A list that is not written yet; `Refused` with what became of it otherwise."""
    batch = fetch(actor, Permission.LIST_IMPORT, ImportBatch, import_ref)
    step(IMPORT, batch.state, ImportState.WRITTEN)
    return batch


def _all(open_ones: Iterable[Proposal]) -> Iterable[tuple[Proposal, str]]:
    return ((one, one.readings[0]) for one in open_ones if one.is_plain)


def _picked(
    open_ones: Iterable[Proposal], picked: Iterable[tuple[int, str, int]]
) -> Iterable[tuple[Proposal, str]]:
    chosen = {(row, letter): number for row, letter, number in picked}
    for one in open_ones:
        number = chosen.get((one.row, one.letter))
        if number is not None and number < len(one.readings):
            yield one, one.readings[number]
