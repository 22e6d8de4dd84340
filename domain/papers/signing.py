"""The signature on a paper: in whose name and as what, in the office's own words (36-HD/VPTW)."""

from __future__ import annotations

from domain.papers.blocks import Signature
from domain.papers.wording import Wording, Writer
from models.vocabulary import Office


def signed(words: Wording, body: str, office: Office | None = Office.SECRETARY, name: str = "") -> Signature:
    """The signature for a body (domain/signatories.py): T/M ĐẢNG ỦY, BÍ THƯ; no K/T for a deputy.

    Without an office, the body alone.
    """
    write = Writer(words.signing, {})
    keys = [body, *([] if office is None else ["deputy" if office is Office.DEPUTY else "secretary"])]
    return Signature(tuple(write.line(key) for key in keys), name)
