"""Activation slips as a paper: eight on an A4 page with cut marks, each for its owner alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.papers.blocks import Layout, Paper, Slip, Slips
from domain.papers.wording import Sentences, Writer

_LINES = ("where", "scan", "address", "code", "until", "warning")
_MARGINS = Layout(top=10, bottom=10, left=10, right=10, size=11)
"""Of the printer, not of the Party's layout: eight slips of 69 mm fill the page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One slip: for whom, what its square leads to, and what its lines name."""

    name: str
    address: str
    values: Mapping[str, str]


def slips_paper(printed: Sequence[Printed], sentences: Sentences, on: date) -> Paper:
    """All slips of one press, eight on a page."""
    name = Writer(sentences, {}).line("file_name")
    return Paper(name, on, (Slips(tuple(_slip(one, sentences) for one in printed)),), _MARGINS)


def _slip(one: Printed, sentences: Sentences) -> Slip:
    write = Writer(sentences, one.values)
    keys = [*_LINES[:4], *(["sign_in_name"] if one.values["sign_in_name"] else []), *_LINES[4:]]
    return Slip(one.address, one.name, tuple(write.runs(key) for key in keys))
