"""In whose name a paper is signed, and as what (36-HD/VPTW); the words are the office's own."""

from __future__ import annotations

from domain.papers.blocks import Signature
from domain.papers.wording import Wording, Writer
from models.vocabulary import Office


def body_of(*, is_cell: bool, has_committee: bool) -> str:
    """The key of the body that signs: a committee; of a cell its cell committee, or the cell where it has none."""
    if not is_cell:
        return "committee"
    return "cell_committee" if has_committee else "cell"


def signed(words: Wording, body: str, office: Office | None = Office.SECRETARY, name: str = "") -> Signature:
    """The signature for a body: T/M ĐẢNG ỦY, BÍ THƯ; no K/T for a deputy. Without an office, the body alone."""
    write = Writer(words.signing, {})
    keys = [body, *([] if office is None else ["deputy" if office is Office.DEPUTY else "secretary"])]
    return Signature(tuple(write.line(key) for key in keys), name)
