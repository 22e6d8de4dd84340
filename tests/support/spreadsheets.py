"""A downloaded list as a test reads it: opened again by another library than the one that wrote it."""

import io
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

HEAD = 4
"""Excel's number of the row of headings: title, by whom, narrowed to what, and then they come."""


@dataclass(frozen=True)
class Taken:
    """The first sheet of a workbook: what stands on top, the headings, the rows below."""

    title: str
    about: list[str]
    headings: list[str]
    rows: list[list[Any]]
    sheet: Any

    def column(self, heading: str) -> list[Any]:
        """The values below one heading."""
        return [row[self.headings.index(heading)] for row in self.rows]


def taken(data: bytes) -> Taken:
    """The workbook of an answer."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    about = [str(row[0]) for row in rows[1 : HEAD - 1]]
    return Taken(str(rows[0][0]), about, [str(one) for one in rows[HEAD - 1]], rows[HEAD:], sheet)
