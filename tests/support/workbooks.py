"""Workbooks for the tests: as Excel saves them, and as nobody should."""

import io
import struct
import zipfile

from openpyxl import Workbook

FIRST_SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(rows, **sheets):
    """The bytes of a workbook whose first sheet holds the rows; more sheets by name."""
    workbook = Workbook()
    workbook.worksheets[0].title = "Danh sách"
    for title in sheets:
        workbook.create_sheet(title)
    for sheet, content in zip(workbook.worksheets, [rows, *sheets.values()], strict=True):
        for row in content:
            sheet.append(row)
    return saved(workbook)


def saved(workbook):
    """The bytes of an openpyxl workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def parts_of(data):
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    """A workbook of these parts, given as a dictionary or, for doubled names, as pairs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
    return file.getvalue()


def changed(data, part=FIRST_SHEET, **replaced):
    """The workbook with one part's text changed: `changed(data, old="…", new="…")`."""
    parts = parts_of(data)
    old = replaced["old"].encode()
    assert old in parts[part]
    return packed(parts | {part: parts[part].replace(old, replaced["new"].encode())})


def with_parts(data, **contents):
    """The workbook with more parts; `__` in a name stands for a slash, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in contents.items()}
    return packed(parts_of(data) | named)


def claiming_size(data, part, size):
    """The workbook whose directory lies about the unpacked size of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true_size = archive.getinfo(part).file_size
    lie, truth = struct.pack("<L", size), struct.pack("<L", true_size)
    assert truth in data
    return data.replace(truth, lie)
