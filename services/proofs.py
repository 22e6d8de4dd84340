"""Whoever holds a paper has it checked: by its code, by a line of it, by its file. Each check is written down."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor
from adapters import clock
from domain.errors import NotFound, Refused
from domain.papers.codes import read_code
from models import DocumentCheck, DocumentFile, IssuedDocument, db
from models.vocabulary import CheckWay, DocumentState, Paper
from services import throttle
from services.documents import box_mark, line_mark
from services.throttle import Limit
from services.unit import use_case

HERE = Limit(10, timedelta(hours=1))
"""Codes and lines that are none, per address: whoever copies from a paper is right at the second try."""
IN_ALL = Limit(1000, timedelta(hours=1), longest=timedelta(hours=1))
"""The same from everywhere together. While it waits, right codes are answered: no stranger shuts the page for all."""
_EVERYWHERE = "paper codes"
_BOX = re.compile(r"[☐☑☒]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What anybody may know who holds a paper: nothing about a person."""

    kind: Paper
    number: str | None
    issued_on: date
    issuer: str
    state: DocumentState
    ended_on: date | None
    matched: bool | None
    way: CheckWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """What somebody holds against the register: a line copied from the paper, or the file itself."""

    line: str = ""
    file: bytes | None = None


def check_paper(actor: Actor, typed: str, address: str, compare: Compare | None = None) -> Checked:
    """What the register knows of the paper with this code; guesses are counted, and wait after ten an hour."""
    code = read_code(typed, field="code")
    here = f"paper codes from {throttle.place_of(address)}"
    throttle.refuse_while_waiting(here)
    try:
        checked = look_up(actor, code, compare or Compare())
    except NotFound:
        _count_guess(actor, here)
        raise Refused(
            "No paper of this book bears this code. Compare it, or call the office.", field="code"
        ) from None
    if checked.matched is False:
        _count_guess(actor, here)
    return checked


def _count_guess(actor: Actor, here: str) -> None:
    """Count what was not right; raises `Refused` while there are too many of them everywhere.

    The address is counted then too, or whoever made everybody wait could guess on without an end.
    """
    throttle.count_try(actor, ((here, HERE),))
    throttle.admit(actor, (_EVERYWHERE, IN_ALL))


@use_case
def look_up(actor: Actor, code: str, compare: Compare) -> Checked:
    """The paper with this code, compared with what is held against it; the check is written down."""
    document = db.session.scalar(
        select(IssuedDocument).where(IssuedDocument.code == code).options(joinedload(IssuedDocument.issuer))
    )
    if document is None:
        raise NotFound
    way, matched = _compared(document, compare)
    db.session.add(DocumentCheck(document_id=document.id, at=clock.now(), way=way, matched=matched))
    return Checked(
        document.kind,
        document.number_text,
        document.issued_on,
        document.issuer.name,
        document.state,
        document.ended_on,
        matched,
        way,
    )


def _compared(document: IssuedDocument, compare: Compare) -> tuple[CheckWay, bool | None]:
    if compare.file is not None:
        digest = hashlib.sha256(compare.file).hexdigest()
        known = select(DocumentFile.id).where(
            DocumentFile.document_id == document.id, DocumentFile.digest == digest
        )
        return CheckWay.FILE, db.session.scalar(known) is not None
    if compare.line:
        return CheckWay.LINE, _has_line(document, compare.line)
    return CheckWay.CODE, None


def _has_line(document: IssuedDocument, line: str) -> bool:
    """Whether a line stands on the paper; refused where it only says which boxes there are."""
    bare = _BOX.sub(" ", line)
    if {line_mark(line), line_mark(bare)} & set(document.lines):
        return True
    if box_mark(bare) in document.lines:
        raise Refused(
            "Write the heading above the boxes, then the choice that is crossed: the choices alone prove nothing.",
            field="line",
        )
    return False
