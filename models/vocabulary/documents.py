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


class BatchSource(Word):
    """What papers are gathered into one file."""

    LETTERS = "letters", label("Introduction letters issued together")
    SHEETS = "sheets", label("Evaluation sheets of a round")


class BatchForm(Word):
    """How they are gathered."""

    PDF = "pdf", label("One PDF file")
    ZIP = "zip", label("A ZIP with a PDF for each paper")


class BatchState(Word):
    """How far the worker has come."""

    WAITING = "waiting", label("Waiting for its turn")
    MAKING = "making", label("Being made")
    READY = "ready", label("Ready")
    FAILED = "failed", label("Not made")


class BatchTrouble(Word):
    """Why a file was not made, or is not made yet."""

    RIGHT_LOST = "right_lost", label("Your office does not open all of these papers any more.")
    NOTHING = "nothing", label("There is no paper to gather.")
    DISK_FULL = (
        "disk_full",
        label("The disk of the server is full; it is tried again. The administrator has to make room."),
    )
