"""The child process that reads a workbook: `python -m adapters.workbook_reader LIMITS FORM < file > rows`.

It has no secrets, no network and no files, and bounded memory and time, so that a hostile file harms nobody. Rows leave
as lines of JSON, which the parent can read without trusting them.
"""

from __future__ import annotations

import codecs
import json
import math
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from adapters.cells import Flaw, Form, UnreadableWorkbook
from adapters.workbook_guard import CleanCopy, Limits, clean_copy
from adapters.workbook_text import ENCODINGS, rows_of

LONGEST_TEXT = 1000
"""Characters kept of a cell: no field is as long, and what is cut is refused for its length."""
_NO_TEXT = dict.fromkeys([*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]) | {9: 9, 10: 10, 13: 13}
"""Marks without a sign, which Excel keeps by their number (_x0000_): no database and no page takes them."""
LINES_AROUND = 100
"""Titles, headings, totals and signatures, which are not counted against the rows."""
_STANDARD_STREAMS = 3
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_OUTPUT_RATIO = 3
"""How many bytes may leave for each byte that may come in unpacked; shared strings repeat."""

Asides = dict[tuple[int, int], list[str]]
"""Formulas and errors by row and column, both from 1."""


def main(asides_of: Callable[[BytesIO], dict[str, Asides]] | None = None) -> int:
    """Read the workbook on standard input and write its rows, or the one flaw for which it was not read.

    With nobody to ask for formulas, a workbook that has some is only said to have them.
    """
    limits = Limits(**json.loads(sys.argv[1]))
    _give_up_everything(limits)
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    try:
        if sys.argv[2] == Form.TEXT:
            lines = _bounded(_text_rows(data), limits)
        else:
            lines = _bounded(_lines(clean_copy(data, limits), asides_of), limits)
        for line in lines:
            sys.stdout.write(line + "\n")
    except UnreadableWorkbook as unreadable:
        sys.stdout.write("\n" + json.dumps({"flaw": unreadable.flaw}) + "\n")
    except PasswordError:
        sys.stdout.write("\n" + json.dumps({"flaw": Flaw.PROTECTED}) + "\n")
    except (CalamineError, OSError):
        sys.stdout.write("\n" + json.dumps({"flaw": Flaw.BROKEN}) + "\n")
    except MemoryError:
        sys.stdout.write("\n" + json.dumps({"flaw": Flaw.TOO_HEAVY}) + "\n")
    return 0


def _give_up_everything(limits: Limits) -> None:
    """From here on: so much memory and time, and not one file or socket more than the standard streams."""
    for name in ("cp437", *ENCODINGS):  # zipfile asks for the first; a codec is a file
        codecs.lookup(name)
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _STANDARD_STREAMS),
    ):
        resource.setrlimit(kind, (amount, amount))


def _lines(copy: CleanCopy, asides_of: Callable[[BytesIO], dict[str, Asides]] | None) -> Iterator[str]:
    """The name of each visible sheet and its rows that are not blank, then the end."""
    if copy.has_formulas and asides_of is None:
        yield json.dumps({"formulas": True})
        return
    asides = asides_of(copy.file) if copy.has_formulas and asides_of else {}
    workbook = CalamineWorkbook.from_filelike(BytesIO(copy.file.getvalue()))
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        yield json.dumps({"sheet": sheet.name[:LONGEST_TEXT]})
        yield from _rows(workbook, index, asides.get(sheet.name, {}))
    yield json.dumps({"end": True})


def _text_rows(data: bytes) -> Iterator[str]:
    """The rows of a text file, as those of a workbook with one sheet."""
    yield json.dumps({"sheet": "CSV"})
    for number, values in enumerate(rows_of(data), 1):
        if line := _line(number, [_value(value) for value in values]):
            yield line
    yield json.dumps({"end": True})


def _bounded(lines: Iterator[str], limits: Limits) -> Iterator[str]:
    """The lines as long as they are not too many, nor too long together."""
    rows, room = 0, limits.unpacked_bytes * _OUTPUT_RATIO
    for line in lines:
        if line.startswith("["):
            rows, room = rows + 1, room - len(line)
        if rows > limits.rows + LINES_AROUND:
            raise UnreadableWorkbook(Flaw.TOO_MANY_ROWS)
        if room < 0:
            raise UnreadableWorkbook(Flaw.TOO_HEAVY)
        yield line


def _rows(workbook: CalamineWorkbook, index: int, asides: Asides) -> Iterator[str]:
    """The rows of a sheet, each with Excel's number."""
    sheet = workbook.get_sheet_by_index(index)
    table = sheet.to_python(skip_empty_area=False)
    _repeat_merged(table, sheet.merged_cell_ranges or [])
    for number, values in enumerate(table, 1):
        if asides:
            cells = [_packed(value, asides.get((number, column))) for column, value in enumerate(values, 1)]
        else:
            cells = [_value(value) for value in values]
        if line := _line(number, cells):
            yield line


def _line(number: int, cells: list[Any]) -> str | None:
    """A row without the blank cells at its end; nothing of a row that is blank."""
    while cells and cells[-1] is None:
        cells.pop()
    return _written([number, cells]) if cells else None


def _repeat_merged(table: list[list[Any]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give the value of cells merged downwards to each row that has something of its own."""
    for (top, left), (bottom, right) in ranges:
        if left != right or top >= len(table) or left >= len(table[top]) or table[top][left] == "":
            continue
        for row in table[top + 1 : bottom + 1]:
            if any(value != "" for value in row):
                row[left] = table[top][left]


def _packed(value: Any, aside: list[str] | None) -> Any:
    """The value as JSON tells it apart; with the formula or error that stands behind it."""
    packed = _value(value)
    if aside is None:
        return packed
    return [*aside, packed] if aside[0] == "formula" else aside


def _value(value: Any) -> Any:
    """Text and numbers as they are, days and truth values under their kind, nothing for an empty cell."""
    if isinstance(value, str):
        if not value:
            return None
        text = value if value.isprintable() else value.translate(_NO_TEXT)
        return text[:LONGEST_TEXT] or None
    if isinstance(value, bool):
        return ["truth", value]
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        value = value.date()
    return ["date", value.isoformat()] if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main())
