"""The child process for a workbook with formulas or broken cells: `python -m adapters.workbook_formulas LIMITS FORM`.

Reads as workbook_reader.py does, and quotes them; the library that keeps their text takes longer to load than a list
takes to read.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from io import BytesIO

from openpyxl import load_workbook

from adapters.workbook_reader import LONGEST_TEXT, Asides, main

_KINDS = {"f": "formula", "e": "broken"}


def asides_of(file: BytesIO) -> dict[str, Asides]:
    """The formulas and errors of each sheet."""
    found: dict[str, Asides] = {}
    with suppress(KeyError, ValueError, TypeError, AttributeError, IndexError):  # a style it does not know
        workbook = load_workbook(file, read_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            asides = found.setdefault(sheet.title, {})
            for number, row in enumerate(sheet.iter_rows(), 1):
                for column, cell in enumerate(row, 1):
                    if cell.data_type in _KINDS:
                        asides[number, column] = [_KINDS[cell.data_type], str(cell.value)[:LONGEST_TEXT]]
    return found


if __name__ == "__main__":
    sys.exit(main(asides_of))
