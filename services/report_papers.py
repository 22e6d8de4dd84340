"""The frame of the half-yearly report of a cell or commune: what the register knows, and lines for what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.numbering import document_date
from domain.organisations import symbol_key
from domain.papers.blocks import Block, Heading, Paper, Signature, Signatures, Text, Title, plain
from domain.papers.signing import signed
from domain.papers.wording import Values, Wording, Writer
from models import Organisation
from queries.half_years import Known
from services.paper_heads import body_signing, head_of_cell

_LINE = "…" * 31
_LINES = 3
_KNOWN = (
    # a part of the report, and its sentences
    ("members", ("listed",)),
    ("met", ("meetings", "attendance", "contacts")),
    ("opinions", ("raised",)),
    ("notices", ("received",)),
)
_WRITTEN = ("good", "lacking", "next", "proposals")
"""Parts that the office writes: the register judges nobody."""


def report_paper(known: Known, on: date, words: Wording) -> Paper:
    """A frame to be written on: without a code, since what will stand on it is not known yet."""
    body = known.body
    write = Writer(words.of("half_year"), _values(known, on))
    blocks: tuple[Block, ...] = (
        head_of_cell(body, on, number=f"……-BC/{body.symbol or words.symbols[symbol_key(body.kind)]}"),
        Title(write.line("title"), (write.line("about"), write.line("half"))),
        *_parts(write, is_cell=body.kind.is_cell),
        Signatures(_receivers(write, body), signed(words, body_signing(body))),
    )
    return Paper(write.line("file_name"), on, blocks, words.layout)


def _parts(write: Writer, *, is_cell: bool) -> Iterator[Block]:
    number = 0
    for part, sentences in _KNOWN:
        number += 1
        yield Heading(f"{number}. {write.line(part)}")
        if part == "met" and not is_cell:
            yield write.text("cells")
        yield from (write.text(key) for key in sentences)
    for part in _WRITTEN:
        number += 1
        yield Heading(f"{number}. {write.line(part)}")
        yield from (Text(plain(_LINE)) for _ in range(_LINES))


def _receivers(write: Writer, body: Organisation) -> Signature:
    above = [f"- {body.parent.name};"] if body.parent else []
    return Signature((write.line("receivers"),), notes=(*above, write.line("kept")))


def _values(known: Known, on: date) -> Values:
    seats = known.attendance
    return {
        "day": document_date(on),
        "half": f"6 tháng {'đầu' if known.half.half == 1 else 'cuối'} năm {known.half.year}",
        "listed": str(known.listed),
        "active": str(known.active),
        "exempt": str(known.exempt),
        "waiting": _some(known.waiting),
        "cells": str(known.cells),
        "cells_met": str(known.cells_met),
        "meetings": str(known.meetings),
        "peoples_meetings": _some(known.people),
        "base": str(seats.base),
        "present": str(seats.present),
        "excused": str(seats.excused),
        "unexcused": str(seats.unexcused),
        "absent": _some(seats.absent),
        "unsaid": _some(seats.unsaid),
        "contacts": str(known.contacts),
        "opinions": str(known.opinions),
        "answered": str(known.answered),
        "notices": str(known.notices),
        "acknowledged": str(known.acknowledged),
    }


def _some(count: int) -> str:
    """A count that is left out when it is nothing."""
    return str(count) if count else ""
