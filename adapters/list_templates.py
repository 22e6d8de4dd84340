"""A list to be filled in, as an .xlsx file (XlsxWriter): headings, what is known already, choices to pick from.

Every cell is text, so that Excel drops no zero and turns no date; nothing in the file runs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_A4 = 9
_BLANK_ROWS = 300
_LONGEST = 32_767
"""Characters that a cell holds."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to be filled in: its heading, how many characters it is wide, from what its cells are picked."""

    heading: str
    width: int
    choices: Sequence[str] = ()
    is_needed: bool = False


def template(
    sheet: str, lists: str, columns: Sequence[TemplateColumn], rows: Iterable[Sequence[str | None]]
) -> bytes:
    """The file: headings in the first row, the rows that are known, blank ones below; choices on a hidden sheet."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, _SAFE)
    page = workbook.add_worksheet(sheet)
    last = _fill(workbook, page, columns, rows)
    _offer(workbook.add_worksheet(lists), lists, page, columns, last)
    workbook.close()
    return file.getvalue()


def _fill(
    workbook: Workbook,
    page: Worksheet,
    columns: Sequence[TemplateColumn],
    rows: Iterable[Sequence[str | None]],
) -> int:
    """Write headings and rows; gives the last row that is to be filled in."""
    look = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top", "border": 1}
    text = workbook.add_format(look)
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    needed = workbook.add_format(head | {"bg_color": "#F3E3C3"})
    other = workbook.add_format(head | {"bg_color": "#EFEBE3"})
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, text)
        page.write_string(0, place, column.heading, needed if column.is_needed else other)
    number = 0
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if value:
                page.write_string(number, place, value[:_LONGEST], text)
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    return number + _BLANK_ROWS


def _offer(
    hidden: Worksheet, name: str, page: Worksheet, columns: Sequence[TemplateColumn], last: int
) -> None:
    """Let cells be picked from their choices; something else may be typed, and is told at the upload."""
    hidden.hide()
    for place, column in enumerate(columns):
        if not column.choices:
            continue
        for row, choice in enumerate(column.choices):
            hidden.write_string(row, place, choice)
        letter = xl_col_to_name(place, True)
        source = f"='{name}'!{letter}$1:{letter}${len(column.choices)}"
        offered = {"validate": "list", "source": source, "error_type": "warning", "show_error": False}
        page.data_validation(1, place, last, place, offered)
