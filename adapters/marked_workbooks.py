"""Gives an office its own list back with what must be put right marked in it; works in a child process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from adapters.cells import Flaw, UnreadableWorkbook
from adapters.sheets import WEB

_ROOT = Path(__file__).parents[1]
_LIMITS = replace(WEB, seconds=60, unpacked_bytes=WEB.unpacked_bytes * 3)
_XLSX = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
"""Stands among the first bytes of an .ods file."""


class Mark(NamedTuple):
    """A cell to be marked: row, Excel's letter of the column (empty for the whole row), what to write."""

    row: int
    column: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Where the list stands in its workbook, what the new column is called, and what is marked."""

    sheet: str
    heading_row: int
    title: str
    marks: Sequence[Mark]


def marked(file: bytes, rows: Sequence[str], marking: Marking) -> bytes:
    """The file with its marks, as .xlsx: the office's own where it is one, else made of the rows as they were read.

    So is one that cannot be opened for writing; UnreadableWorkbook where even that is too much.
    """
    is_workbook = file.startswith(_XLSX) and _OPEN_DOCUMENT not in file[:200]
    if is_workbook and (made := _marked(file, marking, is_workbook=True)):
        return made
    if made := _marked("\n".join(rows).encode(), marking, is_workbook=False):
        return made
    raise UnreadableWorkbook(Flaw.TOO_HEAVY)


def _marked(content: bytes, marking: Marking, *, is_workbook: bool) -> bytes | None:
    wanted = asdict(marking) | {"is_workbook": is_workbook, "marks": [list(mark) for mark in marking.marks]}
    command = [sys.executable, "-E", "-s", "-X", "utf8", "-m", "adapters.workbook_marker"]
    with TemporaryDirectory() as scratch:
        try:
            child = subprocess.run(  # noqa: S603 — a fixed command; the file goes to its standard input
                [*command, json.dumps(asdict(_LIMITS))],
                input=json.dumps(wanted).encode() + b"\n" + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # could quote the file
                cwd=_ROOT,
                env={"TMPDIR": scratch},
                timeout=_LIMITS.seconds * 2,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    return child.stdout if child.returncode == 0 else None
