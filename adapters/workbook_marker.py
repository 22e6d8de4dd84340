"""The child process that marks a list: `python -m adapters.workbook_marker LIMITS < marks and file > workbook`.

The first line says in JSON what to mark; what follows is the office's own .xlsx file, or the rows of a file of another
kind as workbook_reader.py wrote them, of which a workbook is made. Red cells, a comment each, and a last column. Like
the reader it has no network and bounded memory and time; of files it writes those that saving a workbook takes.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from adapters.workbook_guard import Limits, clean_copy

_RED = PatternFill("solid", start_color="FFF4B6B6")
_BOLD = Font(bold=True, color="FF8E1B1B")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_AUTHOR = "213"
_WIDTH = 60
_FILES = 32
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 90
"""A comment in points: two sentences fit."""


def main() -> int:
    """Mark the workbook on standard input and write it to standard output."""
    limits = Limits(**json.loads(sys.argv[1]))
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        resource.setrlimit(kind, (amount, amount))
    wanted = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    if wanted["is_workbook"]:
        clean_copy(data, limits)
        workbook = load_workbook(BytesIO(data), keep_links=False)
    else:
        workbook = _made_of(data.decode().split("\n"))
    mark(workbook[wanted["sheet"]], wanted["heading_row"], wanted["title"], wanted["marks"])
    made = BytesIO()
    workbook.save(made)
    sys.stdout.buffer.write(made.getvalue())
    return 0


def mark(sheet: Worksheet, heading_row: int, title: str, marks: Iterable[list[Any]]) -> None:
    """Make each cell of the marks red, with a comment; gather the sentences of a row in a new last column."""
    last = sheet.max_column + 1
    said: dict[int, list[str]] = {}
    at: dict[str, list[str]] = {}
    for row, column, sentence in marks:
        said.setdefault(row, []).append(sentence)
        if column:
            at.setdefault(f"{column}{row}", []).append(sentence)
    for place, sentences in at.items():
        cell = sheet[place]
        cell.fill = _RED
        with suppress(AttributeError):  # a cell merged into another cannot hold one
            cell.comment = _comment("\n".join(sentences))
    _write(sheet.cell(heading_row, last), title).font = _BOLD
    for row, sentences in said.items():
        cell = _write(sheet.cell(row, last), " ".join(sentences))
        cell.fill, cell.alignment = _RED, _WRAPPED
    sheet.column_dimensions[get_column_letter(last)].width = _WIDTH


def _comment(text: str) -> Comment:
    return Comment(text, _AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)


def _write(cell: Any, text: str) -> Any:
    """Put text into a cell as text, whatever it begins with."""
    cell.value = text
    if isinstance(cell, Cell):
        cell.data_type = "s"
    return cell


def _made_of(lines: Iterable[str]) -> Workbook:
    """A workbook with the same rows under the same numbers; nothing in it is a formula."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet: Worksheet | None = None
    for line in filter(None, lines):
        match json.loads(line):
            case {"sheet": str(name)}:
                sheet = workbook.create_sheet(name)
            case [int(number), list(values)] if sheet is not None:
                for place, value in enumerate(values, 1):
                    _put(sheet, number, place, value)
    return workbook


def _put(sheet: Worksheet, row: int, column: int, packed: Any) -> None:
    """One cell from its packed form (workbook_reader.py)."""
    match packed:
        case None:
            return
        case ["date", str(day)]:
            sheet.cell(row, column, date.fromisoformat(day)).number_format = "dd/mm/yyyy"
        case ["formula" | "broken", str(text), *_]:
            _write(sheet.cell(row, column), text)
        case ["truth", bool(truth)]:
            sheet.cell(row, column, truth)
        case str(text):
            _write(sheet.cell(row, column), text)
        case _:
            sheet.cell(row, column, packed)


if __name__ == "__main__":
    sys.exit(main())
