"""The wording of papers and their layout, as they are in force."""

from __future__ import annotations

from functools import cache

from adapters import reference
from domain.papers.wording import Wording, read_wording


@cache
def wording() -> Wording:
    """The sentences and the layout of all papers."""
    return read_wording(reference.document("papers.toml"))
