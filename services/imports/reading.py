"""Opens the file of a list; what cannot or must not be read is told in one sentence."""

from __future__ import annotations

from pathlib import Path

from adapters.cells import Flaw, Sheet, UnreadableWorkbook
from adapters.sheets import COMMAND_LINE, read_rows, sheets_of
from adapters.workbook_guard import Limits
from domain.errors import Refused
from models.vocabulary import label

_MB = 1024 * 1024
_SAYS = {
    Flaw.EMPTY: label("The file is empty. Save the list again in Excel."),
    Flaw.NOT_A_WORKBOOK: label("This is no Excel file. Open the list in Excel and save it as .xlsx."),
    Flaw.OLD_FORMAT: label("This is an Excel file of a rare kind. Open it in Excel and save it as .xlsx."),
    Flaw.PROTECTED: label("The file is protected by a password. Save it without one."),
    Flaw.MACROS: label("The file holds macros. Save it as .xlsx, without macros."),
    Flaw.TOO_LARGE: label("The file is larger than %(most)s MB. Leave pictures and other sheets out of it."),
    Flaw.TOO_MANY_ROWS: label("The list has more than %(rows)s rows. Split it into several files."),
    Flaw.TOO_HEAVY: label(
        "The file unpacks to more than a list needs. Copy the list into a new file and save that one."
    ),
    Flaw.SUSPICIOUS: label(
        "The file holds parts that no list needs. Copy the list into a new file and save that one."
    ),
    Flaw.BROKEN: label("The file is damaged. Open it in Excel and save it again."),
}


def read_sheets(file: Path, limits: Limits = COMMAND_LINE) -> list[Sheet]:
    """The visible sheets of the file; `Refused` with one sentence when it cannot be read."""
    return read_list(file, limits)[1]


def read_list(file: Path | bytes, limits: Limits) -> tuple[bytes, list[Sheet]]:
    """The rows of the file as they are kept (adapters/sheets.py), and as sheets; `Refused` when it cannot be read."""
    try:
        rows = read_rows(file, limits)
        return rows, sheets_of(rows)
    except UnreadableWorkbook as unreadable:
        size = {"most": limits.file_bytes // _MB, "rows": limits.rows}
        raise Refused(_SAYS[unreadable.flaw], field="file", **size) from unreadable
    except OSError as trouble:
        raise Refused(
            "The file cannot be opened. Check its name and whether you may read it.", field="file"
        ) from trouble
