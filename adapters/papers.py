"""Papers as PDF, by typst: one template for all of them, the words as data, fonts of the wheel alone.

The same paper gives the same bytes on every machine: no font of the system, no clock. What people typed reaches typst
as JSON and is never read as its language.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from adapters import qr

ROOT = Path(__file__).resolve().parents[1] / "papers"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""An archive keeps it (PDF/A-2a), a screen reader reads it (PDF/UA-1): tagged, every font embedded."""
_NO_SIGN = "could not be displayed"
"""An archive refuses a sign that the font does not draw; the paper then goes out with a box in its place."""
_PAGE = re.compile(rb"/Type\s*/Page\b")

Described = Mapping[str, Any]
"""A paper as `Paper.described()` gives it."""


def pdf(papers: Sequence[Described]) -> bytes:
    """One file of all these papers, each on pages of its own, numbered from the second on.

    Most are forms of one page, which have no numbers: without, they are laid out in half the time, and once more where
    one of them turned out to be longer.
    """
    first = papers[0]
    name = first["name"] if len(papers) == 1 else f"{first['name']} …"
    bundle = {"name": name, "papers": papers, "codes": {one: qr.drawing(one) for one in _addresses(papers)}}
    day = datetime.fromisoformat(first["day"])
    made = _in_some_form(bundle | {"numbered": False}, day)
    if len(_PAGE.findall(made)) == len(papers):
        return made
    return _in_some_form(bundle | {"numbered": True}, day)


def _in_some_form(bundle: Described, day: datetime) -> bytes:
    """The file as an archive keeps it or, where a sign has no drawing, as any reader shows it."""
    words = json.dumps(bundle, ensure_ascii=False)
    try:
        return _made(words, day, STANDARDS)
    except typst.TypstError as trouble:
        if _NO_SIGN not in str(trouble):
            raise
        return _made(words, day, [])


def _made(words: str, day: datetime, standards: list[typst.PDFStandard]) -> bytes:
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"bundle": words},
        pdf_standards=standards,
        timestamp=day.replace(tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Those that come with typst, read once."""
    return typst.Fonts(include_system_fonts=False)


_at_work = threading.local()


def _compiler() -> typst.Compiler:
    """The template, read once by each thread, for a compiler at work refuses every other; it opens no other file."""
    if not hasattr(_at_work, "compiler"):
        _at_work.compiler = typst.Compiler(str(ROOT / "paper.typ"), root=str(ROOT), font_paths=_fonts())
    made: typst.Compiler = _at_work.compiler
    return made


def _addresses(papers: Sequence[Described]) -> set[str]:
    """What the squares on the papers lead to."""
    return {one for paper in papers for one in _leads(paper)}


def _leads(paper: Described) -> Iterator[str]:
    if paper["proof"]:
        yield paper["proof"]["address"]
    for block in paper["blocks"]:
        if "address" in block:
            yield block["address"]
        yield from (slip["address"] for slip in block.get("slips", ()))
