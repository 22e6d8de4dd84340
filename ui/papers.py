"""Papers as answers: a PDF or a Word file that the browser saves. Their names are those of papers, not of people."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, g
from flask.typing import ResponseReturnValue

from adapters import papers, word
from domain.papers.blocks import Paper
from services.documents import HandedOut, keep_digest
from ui.downloads import attached
from ui.pages import page

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def printed(
    made: Paper, title: str, note: str, *, back: tuple[str, str], files: tuple[str, str]
) -> ResponseReturnValue:
    """A paper on a page of its own, to be printed: with the way back and the addresses of its PDF and Word files."""
    return page(
        "_layout/printed.html", paper=made.described(), title=title, note=note, back=back, addresses=files
    )


def as_pdf(made: Sequence[Paper]) -> Response:
    """Papers as one PDF file."""
    file = papers.pdf([one.described() for one in made])
    if any(one.proof for one in made):
        keep_digest(g.actor, [HandedOut.of(made, file)])
    return attached(file, PDF, f"{made[0].file_name}.pdf")


def as_word(made: Paper) -> Response:
    """A paper as a Word file, to be edited."""
    return attached(word.docx(made.described()), WORD, f"{made.file_name}.docx")
