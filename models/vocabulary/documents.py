"""Words of issued papers: whether one is good, and how it was checked."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class DocumentState(Word):
    """Whether a paper that somebody holds is good."""

    VALID = "valid", label("Still in force")
    REPLACED = "replaced", label("Replaced by a newer paper")
    WITHDRAWN = "withdrawn", label("Withdrawn by the issuer")


class CheckWay(Word):
    """What somebody held against the register."""

    CODE = "code", label("The code was looked up")
    LINE = "line", label("A line of the paper was compared")
    FILE = "file", label("The file was compared")
