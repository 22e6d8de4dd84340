"""Papers are entered before they leave: a code, a fingerprint of their words; a newer one replaces the one before.

A letter is entered when it is issued, any other paper when it is first taken away; made again with the same words it is
the same paper. What it says stands with its record alone, the sentences in which it says it with their version: what an
office changes about them is for papers to come, and replaces none that was handed out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from sqlalchemy import and_, insert, literal, select

from access import Actor
from adapters import clock
from adapters.tools import tools
from domain.papers import codes
from domain.papers.blocks import Paper, Proof
from domain.papers.wording import Wording
from models import DocumentFile, IssuedDocument, Organisation, PaperWording, db
from models.types import new_ref
from models.vocabulary import DocumentState
from models.vocabulary import Paper as Kind
from queries.wording import Wordings, last, wordings
from services.unit import use_case

_LINE = 16
"""Signs kept of the hash of a line: enough to compare with, too few to be anything else."""

_Known = dict[tuple[Kind, str, int], IssuedDocument]
"""What is entered already, by kind, record and version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A paper to be entered: of which row it is, who issues it, and what it says in the words of a version."""

    kind: Kind
    subject_ref: str
    issuer_id: int
    write: Callable[[Wording], Paper]
    number: str | None = None
    edition: int = 1
    state: DocumentState = DocumentState.VALID


@dataclass(frozen=True, slots=True)
class Made:
    """A paper in the words it was entered with; in those in force where it is new, or its record says otherwise."""

    issue: Issue
    paper: Paper
    document: IssuedDocument | None
    """Its entry, where there is one that says this."""


def proven(actor: Actor, issues: Sequence[Issue]) -> list[Paper]:
    """These papers with their codes at the foot, entered where they are new; nothing is written for known ones."""
    made = _made(issues, *_found(issues))
    if any(one.document is None for one in made):
        made = enter_papers(actor, issues)
    return [_with_code(one) for one in made]


def as_entered(issues: Sequence[Issue]) -> list[Paper]:
    """These papers for the screen: with their codes where they are entered, without where they are not yet."""
    return [_with_code(one) for one in _made(issues, *_found(issues))]


@use_case
def enter_papers(actor: Actor, issues: Sequence[Issue]) -> list[Made]:
    """Give each new paper its code; one that says something else than before replaces the one before."""
    _hold({one.issuer_id for one in issues})
    known, words = _found(issues)
    in_force = {key[:2]: row for key, row in known.items() if row.state is DocumentState.VALID}
    entered = []
    for one in _made(issues, known, words):
        of_record = _key(one.issue)[:2]
        document = one.document or _enter(one, in_force.get(of_record), words.number)
        if document.state is DocumentState.VALID:
            in_force[of_record] = document
        entered.append(replace(one, document=document))
    return entered


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The mark of a file that is handed out, by which it is told from a changed one, and the papers in it."""

    digest: str
    codes: tuple[str, ...]

    @classmethod
    def of(cls, papers: Sequence[Paper], made: bytes) -> Self:
        """The mark of these papers as this file."""
        marks = tuple(codes.read_code(one.proof.code) for one in papers if one.proof)
        return cls(hashlib.sha256(made).hexdigest(), marks)


@use_case
def keep_digest(actor: Actor, files: Sequence[HandedOut]) -> None:
    """Remember files that are handed out by their marks; never the files."""
    marks = {code for one in files for code in one.codes}
    found = select(IssuedDocument.code, IssuedDocument.id).where(IssuedDocument.code.in_(marks))
    # held, or the same file fetched twice at one moment would be noted twice
    held = found.order_by(IssuedDocument.id).with_for_update(key_share=True)
    ids = dict(db.session.execute(held).all())
    there = select(DocumentFile.document_id, DocumentFile.digest).where(
        DocumentFile.document_id.in_(ids.values()), DocumentFile.digest.in_({one.digest for one in files})
    )
    known = {tuple(one) for one in db.session.execute(there)}
    told = dict.fromkeys((ids[code], one.digest) for one in files for code in one.codes if code in ids)
    new = [{"document_id": paper, "digest": mark} for paper, mark in told if (paper, mark) not in known]
    if new:
        db.session.execute(insert(DocumentFile), new)


def withdraw_papers(kind: Kind, subject_ref: str, on: date) -> None:
    """What the record was withdrawn for, its paper is too; inside the use case that withdraws it."""
    for document in db.session.scalars(
        select(IssuedDocument).where(
            IssuedDocument.kind == kind,
            IssuedDocument.subject_ref == subject_ref,
            IssuedDocument.state == DocumentState.VALID,
        )
    ):
        document.state, document.ended_on = DocumentState.WITHDRAWN, on


def line_mark(line: str) -> str:
    """What is kept of a line of a paper."""
    return tools().keys.seal(f"line {codes.line_as_compared(line)}")[:_LINE]


def box_mark(words: str) -> str:
    """What is kept of words beside boxes: whoever compares them alone is told to add what they are about."""
    return tools().keys.seal(f"box {codes.line_as_compared(words)}")[:_LINE]


def _hold(issuer_ids: set[int]) -> None:
    """Two people who print the same paper at once get the same code: the second waits here for the first."""
    held = select(Organisation.id).where(Organisation.id.in_(issuer_ids)).order_by(Organisation.id)
    db.session.execute(held.with_for_update(key_share=True)).all()


def _enter(made: Made, before: IssuedDocument | None, wording: int) -> IssuedDocument:
    """Beside the paper of the same record that is in force: it replaces that, unless it is of an older version."""
    one, document = made.issue, _document(made.issue, made.paper, wording)
    if before is None or before.state is not DocumentState.VALID:
        db.session.add(document)
        return document
    if before.edition > one.edition:
        document.state, document.ended_on, document.replaced_by_id = (
            DocumentState.REPLACED,
            clock.today(),
            before.id,
        )
        db.session.add(document)
        return document
    before.state, before.ended_on = DocumentState.REPLACED, clock.today()
    db.session.flush()  # one paper of a record is in force at a time
    db.session.add(document)
    db.session.flush()
    before.replaced_by_id = document.id
    return document


def _document(one: Issue, paper: Paper, wording: int) -> IssuedDocument:
    return IssuedDocument(
        ref=new_ref(),
        kind=one.kind,
        subject_ref=one.subject_ref,
        edition=one.edition,
        issuer_id=one.issuer_id,
        number_text=one.number,
        issued_on=paper.day,
        code=codes.with_check("".join(secrets.choice(codes.SIGNS) for _ in range(codes.LENGTH - 1))),
        fingerprint=_fingerprint(paper),
        lines=[
            *(line_mark(line) for line in paper.lines() if codes.line_as_compared(line)),
            *(box_mark(words) for words in paper.boxes()),
        ],
        state=one.state,
        ended_on=None if one.state is DocumentState.VALID else clock.today(),
        wording_id=wording or None,
        created_at=clock.now(),
    )


def _found(issues: Sequence[Issue]) -> tuple[_Known, Wordings]:
    """What is entered of these records already, with the words it was made with and those in force."""
    kinds, refs = {one.kind for one in issues}, {one.subject_ref for one in issues}
    always = select(literal(1)).subquery(
        "always"
    )  # which words are in force is asked where nothing is entered, too
    of_these = and_(IssuedDocument.kind.in_(kinds), IssuedDocument.subject_ref.in_(refs))
    found = db.session.execute(
        select(last(PaperWording.id), last(PaperWording.digest), IssuedDocument, PaperWording.digest)
        .select_from(always)
        .outerjoin(IssuedDocument, of_these)
        .outerjoin(PaperWording, PaperWording.id == IssuedDocument.wording_id)
        .order_by(IssuedDocument.id)
    ).all()
    now, mark = found[0][:2]
    entered = [(one, its_mark) for _now, _mark, one, its_mark in found if one is not None]
    marks = {one.wording_id: its_mark for one, its_mark in entered if one.wording_id and its_mark}
    known = {(one.kind, one.subject_ref, one.edition): one for one, _mark in entered}
    return known, wordings(now, marks | ({now: mark} if now else {}))


def _key(one: Issue) -> tuple[Kind, str, int]:
    return one.kind, one.subject_ref, one.edition


def _made(issues: Sequence[Issue], known: _Known, words: Wordings) -> list[Made]:
    return [_one_made(one, known.get(_key(one)), words) for one in issues]


def _one_made(one: Issue, document: IssuedDocument | None, words: Wordings) -> Made:
    if document is not None:
        paper = one.write(words.of(document.wording_id))
        if document.fingerprint == _fingerprint(paper):
            return Made(one, paper, document)
    return Made(one, one.write(words.now), None)


def _fingerprint(paper: Paper) -> str:
    return tools().keys.seal(f"paper {paper.words()}")


def _with_code(one: Made) -> Paper:
    return replace(one.paper, proof=_proof(one.document.code)) if one.document else one.paper


def _proof(code: str) -> Proof:
    where = f"{tools().public_url}/check"
    return Proof(codes.shown(code), f"{where}?code={code}", where.partition("://")[2])
