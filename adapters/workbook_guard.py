"""What a workbook must be before anything reads it; works in the child process of sheets.py.

Its parts are unpacked, counted and checked one by one, and only those that passed are packed again. The libraries read
this clean copy, so they cannot see another file than the one that was checked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from adapters.cells import Flaw, UnreadableWorkbook


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may take, in bytes, rows, parts and seconds."""

    file_bytes: int
    unpacked_bytes: int
    rows: int
    seconds: int
    memory_bytes: int
    parts: int = 200
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """The parts that passed, packed again, and whether a sheet has formulas or broken cells."""

    file: BytesIO
    has_formulas: bool


_CHUNK = 1 << 16
_MEANING = (".xml", ".rels")
"""The parts that are read; pictures and printer settings stay behind."""
_TRACES = (b"<f", b":f", b't="e', b"t='e")
"""Without any of these there is no formula and no broken cell; they are found ten times as fast as the expression."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]|\st=[\"']e[\"']")
_ENCRYPTED = 0x1
_SHEETS_OF_EXCEL = "xl/"
_SHEETS_OF_OPEN_DOCUMENT = "content.xml"
_OPEN_DOCUMENT_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT_MACROS = ("basic/", "scripts/")
_OLD_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
"""The folder in which an .xls file keeps its macros."""


def clean_copy(data: bytes, limits: Limits) -> CleanCopy:
    """The workbook without anything that a list does not need; UnreadableWorkbook when a check fails."""
    if not data.startswith(b"PK"):
        return _old_workbook(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive, limits)
            return _copy(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise UnreadableWorkbook(Flaw.BROKEN) from broken


def _old_workbook(data: bytes) -> CleanCopy:
    """An .xls file as it is: it has no parts to unpack, and is no larger than what was sent."""
    if _OLD_MACROS in data:
        raise UnreadableWorkbook(Flaw.MACROS)
    return CleanCopy(BytesIO(data), False)


def _check_directory(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse by the names alone: too many, climbing, protected, with macros, or of another kind of file."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > limits.parts:
        raise UnreadableWorkbook(Flaw.TOO_HEAVY)
    if len(set(names)) < len(names) or any(_climbs(part.orig_filename) for part in parts):
        raise UnreadableWorkbook(Flaw.SUSPICIOUS)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableWorkbook(Flaw.PROTECTED)
    if any("vbaproject" in name.lower() or "macrosheets/" in name.lower() for name in names):
        raise UnreadableWorkbook(Flaw.MACROS)
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbook(Flaw.OLD_FORMAT)
    if _is_open_document(archive, names):
        if any(name.lower().startswith(_OPEN_DOCUMENT_MACROS) for name in names):
            raise UnreadableWorkbook(Flaw.MACROS)
        return
    if "[Content_Types].xml" not in names or not any(name.startswith(_SHEETS_OF_EXCEL) for name in names):
        raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)


def _is_open_document(archive: zipfile.ZipFile, names: list[str]) -> bool:
    """Whether the archive is an .ods file: it says so in its first bytes."""
    if "mimetype" not in names or _SHEETS_OF_OPEN_DOCUMENT not in names:
        return False
    with archive.open("mimetype") as stream:
        return stream.read(len(_OPEN_DOCUMENT_TYPE)) == _OPEN_DOCUMENT_TYPE


def _climbs(name: str) -> bool:
    """Whether a name leads out of the archive or hides where it leads."""
    return name.startswith("/") or ".." in name.split("/") or any(char in name for char in "\\:\0")


def _copy(archive: zipfile.ZipFile, limits: Limits) -> CleanCopy:
    """The parts that are read, each unpacked under the limits and checked on the way."""
    target, has_formulas, room = BytesIO(), False, limits.unpacked_bytes
    with zipfile.ZipFile(target, "w") as copy:
        for part in archive.infolist():
            content = _unpacked(archive, part, min(room, limits.ratio * max(part.compress_size, 1)))
            room -= len(content)
            if part.filename == "mimetype":  # by which an .ods file is known
                copy.writestr(part.filename, content)
            if not part.filename.lower().endswith(_MEANING):
                continue
            if part.filename == "META-INF/manifest.xml" and b"encryption-data" in content:
                raise UnreadableWorkbook(Flaw.PROTECTED)
            _check_markup(content)
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in content:
                raise UnreadableWorkbook(Flaw.MACROS)
            has_formulas |= part.filename.startswith("xl/worksheets/") and _has_formulas(content)
            copy.writestr(part.filename, content)
    target.seek(0)
    return CleanCopy(target, has_formulas)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """The content of a part, counted while it is unpacked: what the directory says is not believed."""
    content = bytearray()
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > room:
                raise UnreadableWorkbook(Flaw.TOO_HEAVY)
    return bytes(content)


def _has_formulas(content: bytes) -> bool:
    """Whether a sheet has a formula or a broken cell."""
    return any(trace in content for trace in _TRACES) and bool(_FORMULA.search(content))


def _check_markup(content: bytes) -> None:
    """Refuse markup that defines a document type, hence entities, in any encoding, or that is not well formed."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as broken:
        raise UnreadableWorkbook(Flaw.BROKEN) from broken


def _refuse_doctype(*_: object) -> None:
    """No workbook that Excel writes has one."""
    raise UnreadableWorkbook(Flaw.SUSPICIOUS)
