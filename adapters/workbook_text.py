"""Lists saved as text (.csv), read in the child process of workbook_reader.py: which letters, which separator.

Excel of a Vietnamese office writes semicolons in the code page of Windows, other programs commas in UTF-8, and
"Unicode text" tabs in UTF-16. What the file says of itself comes first, then what makes sense of its bytes.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from adapters.cells import Flaw, UnreadableWorkbook

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1258")
"""What such files are written in."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";\t,"
_SAYS_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line that Excel obeys and does not count."""
_OLD_FONT = re.compile(rb"[A-Za-z][\xa8-\xbf]|[\xa8-\xbf][a-z]")
"""Signs beside letters: TCVN3, which Excel keeps as Western letters (domain/encodings.py reads it)."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LINES_LOOKED_AT = 20


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The records of a text file, blank ones as empty lists, as Excel numbers them."""
    text = _text(data)
    if _NO_TEXT.search(text) or text.lstrip().startswith("<"):
        raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)
    said = _SAYS_SEPARATOR.match(text)
    separator = said[1] if said else _separator(text)
    lines = text[said.end() :] if said else text
    if separator is None:
        raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)
    try:
        yield from csv.reader(StringIO(lines, newline=""), delimiter=separator)
    except csv.Error as broken:
        raise UnreadableWorkbook(Flaw.BROKEN) from broken


def _text(data: bytes) -> str:
    """The letters of the file; UnreadableWorkbook where no reading makes text of it."""
    encodings = [name for mark, name in _MARKS if data.startswith(mark)]
    if not encodings:
        encodings = ["utf-8", "cp1252" if _OLD_FONT.search(data) else "cp1258", "cp1258", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableWorkbook(Flaw.NOT_A_WORKBOOK)


def _separator(text: str) -> str | None:
    """The sign that parts the first lines into most columns; None where nothing does."""
    first = text.splitlines()[:_LINES_LOOKED_AT]
    most = {
        sign: max((len(row) for row in csv.reader(first, delimiter=sign)), default=0) for sign in _SEPARATORS
    }
    best = max(_SEPARATORS, key=lambda sign: most[sign])
    return best if most[best] > 1 else None
