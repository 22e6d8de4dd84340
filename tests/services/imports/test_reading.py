"""A file that cannot be read is told in one sentence."""

import unicodedata
from pathlib import Path

import pytest

from adapters.cells import Kind
from adapters.sheets import WEB
from domain.errors import Refused
from services.imports.reading import read_sheets
from tests.support.workbooks import a_workbook, packed, parts_of, with_parts

DATA = Path(__file__).parents[2] / "data"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def test_a_workbook_gives_its_sheets(tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(a_workbook([["Họ và tên"], ["Nguyễn Văn An"]]))

    (sheet,) = read_sheets(file)

    assert [row.cells[0].value for row in sheet.rows] == ["Họ và tên", "Nguyễn Văn An"]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"", "The file is empty."),
        (b"  \r\n ", "The file is empty."),
        (b"Danh sach chi bo\n", "This is no Excel file."),
        (b"<html><table><tr><td>Ho ten;Ngay sinh</td></tr></table></html>", "This is no Excel file."),
        (b"%PDF-1.7 a;b;c", "This is no Excel file."),
        (bytes(20 * 1024 * 1024), "This is no Excel file."),
        (bytes(31 * 1024 * 1024), "The file is larger than 30 MB."),
        (OLE + bytes(600), "The file is damaged."),
        (OLE + "_VBA_PROJECT_CUR".encode("utf-16-le"), "The file holds macros."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        (b"PK\x03\x04" + bytes(100), "The file is damaged."),
        (with_parts(a_workbook([["x"]]), xl__vbaProject_dot_bin=b"x"), "The file holds macros."),
        (with_parts(a_workbook([["x"]]), xl__big_dot_xml=b" " * 2**22), "The file unpacks to more"),
        (
            with_parts(a_workbook([["x"]]), xl__trap_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "The file holds parts that no list needs.",
        ),
    ],
    ids=(
        "empty",
        "blank",
        "text",
        "page",
        "pdf",
        "20 MB",
        "31 MB",
        "xls",
        "xls macros",
        "password",
        "broken",
        "macros",
        "bomb",
        "entity",
    ),
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(tmp_path, content, begins):
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)

    with pytest.raises(Refused) as refusal:
        read_sheets(file)

    assert str(refusal.value).startswith(begins)
    assert refusal.value.reasons == (refusal.value,)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for place in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(Refused, match="cannot be opened"):
            read_sheets(place)


HEADINGS = ["Họ và tên", "Ngày sinh"]
AN = ["Trần Hữu Đạt", "14/05/1966"]


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16"), (";", "utf-16-le"), (";", "cp1258")],
)
def test_a_list_saved_as_text_is_read_with_its_letters(tmp_path, separator, encoding):
    text = "\r\n".join(separator.join(row) for row in (HEADINGS, [], AN)) + "\r\n"
    file = tmp_path / "list.csv"
    if encoding == "utf-16-le":
        file.write_bytes(b"\xff\xfe" + text.encode(encoding))
    elif encoding == "cp1258":
        file.write_bytes(as_windows_1258(text))
    else:
        file.write_bytes(text.encode(encoding))

    (sheet,) = read_sheets(file)

    assert [row.number for row in sheet.rows] == [1, 3]
    assert [unicodedata.normalize("NFC", str(cell.value)) for cell in sheet.rows[1].cells] == AN


def as_windows_1258(text):
    """Vietnamese as old Windows programs save it: the letter, then its tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        tone = "".join(mark for mark in parts if mark in tones)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        letters.append(rest + tone)
    return "".join(letters).encode("cp1258")


def test_a_text_in_an_old_font_comes_as_excel_shows_it(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes("Họ tên;TrÇn H÷u §¹t".replace("Họ tên", "Ho ten").encode("cp1252"))

    (sheet,) = read_sheets(file)

    assert sheet.rows[0].cells[1].value == "TrÇn H÷u §¹t"


def test_the_line_that_tells_excel_the_separator_is_no_row(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(b'sep=|\r\nHo ten|"Ghi chu; hai\r\ndong"\r\nAn|x')

    (sheet,) = read_sheets(file)

    assert [(row.number, len(row.cells)) for row in sheet.rows] == [(1, 2), (2, 2)]


@pytest.mark.parametrize("name", ["roster-small.xls", "roster-small.ods"])
def test_lists_of_other_programs_are_read_like_those_of_excel(name):
    (sheet,) = read_sheets(DATA / name)

    kinds = [cell.kind for cell in sheet.rows[2].cells[:4]]
    assert [row.number for row in sheet.rows] == [1, 3, 4, 5]
    assert kinds == [Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.DATE]


@pytest.mark.parametrize(
    ("part", "content", "begins"),
    [
        ("content.xml", b"<broken", "The file is damaged."),
        ("META-INF/manifest.xml", b"<m><encryption-data/></m>", "The file is protected"),
        ("Basic/Standard/Module1.xml", b"<m/>", "The file holds macros."),
        (
            "content.xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "The file holds parts that no list needs.",
        ),
        ("Pictures/big.bmp", bytes(2**22), "The file unpacks to more"),
    ],
    ids=("broken", "password", "macros", "entity", "bomb"),
)
def test_hostile_open_documents_are_refused_in_one_sentence(tmp_path, part, content, begins):
    file = tmp_path / "list.ods"
    file.write_bytes(packed(parts_of((DATA / "roster-small.ods").read_bytes()) | {part: content}))

    with pytest.raises(Refused) as refusal:
        read_sheets(file)

    assert str(refusal.value).startswith(begins)


def test_repeated_cells_without_end_are_stopped(tmp_path):
    ods = (DATA / "roster-small.ods").read_bytes()
    row = (
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell office:value-type='string' "
    )
    row += "table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell></table:table-row>"
    file = tmp_path / "list.ods"
    content = parts_of(ods)["content.xml"].decode()
    file.write_bytes(
        packed(parts_of(ods) | {"content.xml": content.replace("</table:table>", row + "</table:table>", 1)})
    )

    with pytest.raises(Refused, match=r"unpacks to more|is damaged"):  # the reader gives up, or is stopped
        read_sheets(file, WEB)
