"""Files that are not what they seem, made as those who mean harm, or do not know better, would make them."""

import io
import lzma
import struct
import zipfile
from pathlib import Path

from openpyxl import Workbook

from tests.support.workbooks import FIRST_SHEET, a_workbook, changed, packed, parts_of, saved, with_parts

DATA = Path(__file__).parents[1] / "data"
PLAIN = a_workbook([["TT", "Họ và tên"], [1, "Nguyễn Văn An"]])
LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "ha">'
    for number in range(10)
)
_SECTOR, _NONE, _END, _TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STREAM, _ROOT = 2, 5


def ole(**streams):
    """A container of the old Office programs (MS-CFB) with these streams, each at least as long as a whole sector."""
    body, table, entries = b"", [_TABLE, _END], [_entry("Root Entry", _ROOT, _END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % _SECTOR)
        first, count = len(table), len(padded) // _SECTOR
        table += [*range(first + 1, first + count), _END]
        after = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, _STREAM, first, len(padded), after=after))
        body += padded
    assert len(table) <= _SECTOR // 4, "one sector of the table holds no more"
    assert len(entries) <= _SECTOR // 128
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head += struct.pack("<I", _NONE) * 108
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return head.ljust(_SECTOR, b"\0") + sectors + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name, kind, first, size, after=_NONE, child=_NONE):
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ", letters, len(letters) + 2, kind, 1, _NONE, after, child, 0, first, size
    )


def with_password():
    """An .xlsx file with a password as Excel keeps it: encrypted, in a container of the old kind."""
    return ole(EncryptionInfo=b"\4\0\4\0" + bytes(60), EncryptedPackage=bytes(range(256)) * 20)


def old_with_password():
    """An .xls file with a password: a record right after its beginning says so (MS-XLS 2.4.117)."""
    return ole(
        Workbook=_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + _record(0x2F, bytes(54))
    )


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def bomb(method):
    """A workbook one part of which unpacks to 60 MB; two of the methods cannot be told how much to unpack at once."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts_of(PLAIN).items():
            archive.writestr(name, content)
        archive.writestr("xl/big.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return file.getvalue()


def nested(depth=5):
    """A workbook in which archives lie in archives, the innermost full of nothing."""
    inner = packed({"0": bytes(10_000_000)})
    for number in range(depth):
        inner = packed({f"{number}-{copy}.zip": inner for copy in range(10)})
    return with_parts(PLAIN, xl__embeddings__inner_dot_zip=inner)


def overlapping(names=150):
    """A workbook whose directory leads many names to the same bytes."""
    data = packed(parts_of(PLAIN) | {"xl/a.xml": b"<a>" + b" " * 2_000_000 + b"</a>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start, count = archive.start_dir, len(archive.infolist())
    end = data.rindex(b"PK\5\6")
    entry = data[data.rindex(b"PK\1\2", start, end) : end]
    more = b"".join(entry.replace(b"xl/a.xml", b"xl/%03d.x" % number) for number in range(names))
    size = struct.pack("<HHI", count + names, count + names, end - start + len(more))
    return data[:end] + more + data[end : end + 8] + size + data[end + 16 :]


def with_external_link():
    """A workbook that wants to fetch another one."""
    workbook = Workbook()
    workbook.worksheets[0].append(["Họ và tên", "=[1]Khac!A1"])
    parts = parts_of(saved(workbook))
    target = "http://198.51.100.7/khac.xlsx"
    return packed(
        parts
        | {
            "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main"/>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
                f' Target="{target}" TargetMode="External"/></Relationships>'
            ).encode(),
        }
    )


def far_cell():
    """A workbook with two cells, at the first and at the last place of a sheet: a table of 17 milliard cells."""
    return changed(PLAIN, old='r="B2"', new='r="XFD1048576"')


def laughing(part=FIRST_SHEET):
    """A workbook whose sheet defines a word that grows tenfold at each step."""
    text = parts_of(PLAIN)[part].decode()
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    return packed(parts_of(PLAIN) | {part: f'<?xml version="1.0"?><!DOCTYPE a [{LAUGHS}]>{body}'})


def of_another_program(name):
    """A file of another program, by its usual first bytes and some more."""
    return {
        "doc": ole(WordDocument=b"\xec\xa5\xc1\0" + bytes(600)),
        "docx": packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
        "pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\nxref;0;1\ntrailer",
        "png": b"\x89PNG\r\n\x1a\n" + bytes(2000),
        "jpeg": b"\xff\xd8\xff\xe0" + bytes(2000),
        "html": "<html><body><table><tr><td>Họ tên;Ngày sinh</td></tr></table></body></html>".encode(),
        "rtf": b"{\\rtf1 Danh sach; chi bo}",
        "zip": packed({"danh-sach.xlsx": PLAIN}),
        "exe": b"MZ\x90\0" + bytes(2000),
        "xz": lzma.compress(bytes(20_000_000)),
        "xlsb": with_parts(PLAIN, xl__workbook_dot_bin=b"x"),
    }[name]
