"""The office's own file with what must be put right: red cells, a comment each, a last column."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from adapters.cells import UnreadableWorkbook
from adapters.kept_files import Missing, content_of
from adapters.marked_workbooks import Mark, Marking, marked
from domain.errors import Refused
from models import ImportBatch
from services.imports.kept import folder
from services.imports.questions import Judged

Say = Callable[[str, Mapping[str, object]], str]
"""Puts a sentence with its parameters into the language of the reader."""


def marked_copy(batch: ImportBatch, found: Judged, title: str, say: Say) -> bytes:
    """The corrected copy as .xlsx; `Refused` when the file is gone or cannot be written.

    What is still asked is marked like a fault: the office may as well put it right in the file.
    """
    asked = {(one.row, one.letter) for one in found.proposals}
    remarks = [
        *found.roster.faults,
        *(note for note in found.roster.notes if (note.row, note.column) in asked),
    ]
    marks = [Mark(one.row, one.column, say(one.message, one.params)) for one in remarks]
    marking = Marking(
        sheet=found.roster.sheet, heading_row=found.roster.heading_row, title=title, marks=marks
    )
    try:
        file = content_of(folder(), batch.file_hash)
        rows = zlib.decompress(content_of(folder(), batch.rows_hash)).decode().split("\n")
        return marked(file, rows, marking)
    except Missing as gone:
        raise Refused("The file of this list is no longer kept. Upload it again.") from gone
    except UnreadableWorkbook as heavy:
        raise Refused("This file cannot be marked. Read the faults on the page.") from heavy
