"""Writes a list as an .xlsx file (XlsxWriter): text stays text, days are days, and nothing in it ever runs.

Rows go to the disk as they come (constant memory), so a long list costs no more memory than a short one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from adapters import clock

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | date | datetime | None

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet program reads as a formula when the cell is typed anew."""
_LONGEST = 32_767
"""Characters that a cell holds."""
_FIRST_YEAR = 1900
"""Spreadsheets know no earlier day; one is written as text."""
_NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")
_NAME_LENGTH = 31
_A4 = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column, and how many characters it is wide."""

    label: str
    width: int


def written(
    title: str, about: Sequence[str], headings: Sequence[Heading], rows: Iterable[Sequence[Value]]
) -> bytes:
    """The file: title and what there is to know on top, then the headings, which stay in sight and on each page."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, _SAFE)
    try:  # closing also takes away what lies on the disk, when a row could not be read
        workbook.set_properties({"title": title, "created": clock.now().replace(tzinfo=None)})
        _fill(workbook, title, about, headings, rows)
    finally:
        workbook.close()
    return file.getvalue()


def _fill(
    workbook: Any,
    title: str,
    about: Sequence[str],
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Value]],
) -> None:
    sheet, head = workbook.add_worksheet(_sheet_name(title)), len(about) + 1
    _lay_out(sheet, headings, head)
    sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    for number, line in enumerate(about, 1):
        sheet.write_string(number, 0, line)
    bold = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#EEEEEE"}
    )
    for column, heading in enumerate(headings):
        sheet.write_string(head, column, heading.label, bold)
    writer, last = _Writer(workbook, sheet), head
    for last, row in enumerate(rows, head + 1):
        for column, value in enumerate(row):
            writer.write(last, column, value)
    sheet.autofilter(head, 0, last, len(headings) - 1)


class _Writer:
    """Puts values into cells, each in the form of its kind."""

    def __init__(self, workbook: Any, sheet: Any) -> None:
        common = {"text_wrap": True, "valign": "top", "border": 1}
        self._sheet = sheet
        self._text = workbook.add_format(common | {"num_format": "@"})
        self._command = workbook.add_format(common | {"num_format": "@", "quote_prefix": True})
        self._number = workbook.add_format(common | {"num_format": "0"})
        self._day = workbook.add_format(common | {"num_format": "dd/mm/yyyy", "align": "left"})
        self._moment = workbook.add_format(common | {"num_format": "dd/mm/yyyy hh:mm", "align": "left"})

    def write(self, row: int, column: int, value: Value) -> None:
        """One cell; text that looks like a formula is marked as text for good."""
        if value is None or value == "":
            self._sheet.write_blank(row, column, None, self._text)
        elif isinstance(value, str):
            text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
            is_command = text.startswith(_COMMANDS)
            self._sheet.write_string(row, column, text, self._command if is_command else self._text)
        elif isinstance(value, datetime):
            local = value.astimezone(clock.HERE).replace(tzinfo=None)
            self._sheet.write_datetime(row, column, local, self._moment)
        elif not isinstance(value, date):
            self._sheet.write_number(row, column, value, self._number)
        elif value.year < _FIRST_YEAR:
            self._sheet.write_string(row, column, f"{value:%d/%m/%Y}", self._text)
        else:
            self._sheet.write_datetime(row, column, value, self._day)


def _lay_out(sheet: Any, headings: Sequence[Heading], head: int) -> None:
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&R&P/&N")


def _sheet_name(title: str) -> str:
    return title.translate(_NOT_IN_NAMES)[:_NAME_LENGTH].strip() or "1"
