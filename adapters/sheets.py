"""Reads the sheets of an .xlsx, .xls, .ods or .csv file as plain rows, in a child process without secrets.

Formulas are never computed, only quoted; the library that keeps their text is loaded only for a workbook that has some.
"""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from adapters.cells import EMPTY, Cell, Flaw, Form, Kind, Row, Sheet, UnreadableWorkbook
from adapters.workbook_guard import Limits

_MB = 1024 * 1024
WEB = Limits(file_bytes=5 * _MB, unpacked_bytes=20 * _MB, rows=20_000, seconds=20, memory_bytes=768 * _MB)
COMMAND_LINE = Limits(
    file_bytes=30 * _MB, unpacked_bytes=200 * _MB, rows=200_000, seconds=300, memory_bytes=4096 * _MB
)

_ROOT = Path(__file__).parents[1]
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The container of .xls files, and of .xlsx files with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_ENCRYPTED = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
"""How an .xls file begins that has a password: BOF, perhaps WriteProtect, FilePass (MS-XLS 2.1.7.20.3)."""
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z")
"""Files that offices choose by mistake."""
_OTHER_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
"""What tells a .doc or .ppt file from an .xls file in the same container."""
_FORMULAS = json.dumps({"formulas": True}).encode()


def read_workbook(source: bytes | Path, limits: Limits = WEB) -> list[Sheet]:
    """The visible sheets of a workbook; UnreadableWorkbook with the flaw when it cannot, or must not, be read."""
    return sheets_of(read_rows(source, limits))


def read_rows(source: bytes | Path, limits: Limits = WEB) -> bytes:
    """The rows of a workbook as text, a line each, to be kept and read again by `sheets_of`."""
    data = _bytes(source, limits)
    form = _form(data)
    rows = _rows("workbook_reader", form, data, limits)
    if rows.startswith(_FORMULAS):
        rows = _rows("workbook_formulas", form, data, limits)
    return rows


def _rows(reader: str, form: Form, data: bytes, limits: Limits) -> bytes:
    """What a child process of this name says of the file."""
    command = [sys.executable, "-E", "-s", "-X", "utf8", "-m", f"adapters.{reader}"]
    try:
        child = subprocess.run(  # noqa: S603 — a fixed command; the file goes to its standard input
            [*command, json.dumps(asdict(limits)), form],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # could quote the file
            cwd=_ROOT,
            env={},
            timeout=limits.seconds * 3,  # a busy computer gives the child its seconds late
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise UnreadableWorkbook(Flaw.TOO_HEAVY) from expired
    if child.returncode:
        raise UnreadableWorkbook(Flaw.TOO_HEAVY if child.returncode < 0 else Flaw.BROKEN)
    return child.stdout


def _bytes(source: bytes | Path, limits: Limits) -> bytes:
    """The content of the file, no more of it read than is allowed."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(limits.file_bytes + 1)
    if len(source) > limits.file_bytes:
        raise UnreadableWorkbook(Flaw.TOO_LARGE)
    return source


def _form(data: bytes) -> Form:
    """Tell by the first bytes what the file is, whatever its name says."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableWorkbook(Flaw.EMPTY)
    if data.startswith(_OLE):
        if _ENCRYPTED in data or _OLD_ENCRYPTED.search(data):
            raise UnreadableWorkbook(Flaw.PROTECTED)
        if any(name in data for name in _OTHER_STREAMS):
            raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)
        return Form.WORKBOOK
    if data.startswith(_ZIP):
        return Form.WORKBOOK
    if data.startswith(_OTHERS):
        raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)
    return Form.TEXT


def sheets_of(rows: bytes) -> list[Sheet]:
    """The child's lines as sheets; a child that did not come to the end has met more than it could carry."""
    sheets: list[tuple[str, list[Row]]] = []
    texts = _Texts()
    for line in filter(None, (one.rstrip(b"\n").decode() for one in BytesIO(rows))):
        match json.loads(line):
            case [int(number), list(cells)]:
                row = tuple([texts[cell] if isinstance(cell, str) else _cell(cell) for cell in cells])
                sheets[-1][1].append(Row(number, row))
            case {"sheet": str(name)}:
                sheets.append((name, []))
            case {"flaw": str(flaw)}:
                raise UnreadableWorkbook(Flaw(flaw))
            case {"end": True}:
                return [Sheet(name, tuple(rows)) for name, rows in sheets]
    raise UnreadableWorkbook(Flaw.TOO_HEAVY)


class _Texts(dict[str, Cell]):
    """Cells of text by what stands in them: lists repeat themselves, and one cell for each text is enough."""

    def __missing__(self, text: str) -> Cell:
        """Make the cell when the text is met for the first time."""
        cell = self[text] = Cell(text, Kind.TEXT)
        return cell


def _cell(packed: Any) -> Cell:
    """A cell from its packed form (workbook_reader.py)."""
    if isinstance(packed, str):
        return Cell(packed, Kind.TEXT)
    match packed:
        case None:
            return EMPTY
        case ["formula", str(formula), value]:
            computed = _cell(value)
            return Cell(computed.value, computed.kind, formula)
        case ["broken", str(error)]:
            return Cell(error, Kind.BROKEN)
        case ["date", str(day)]:
            return Cell(date.fromisoformat(day), Kind.DATE)
        case ["truth", bool(truth)]:
            return Cell(truth, Kind.TRUTH)
        case _:
            return Cell(float(packed), Kind.NUMBER)
