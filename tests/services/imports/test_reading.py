"""A file that cannot be read is told in one sentence."""

import pytest

from domain.errors import Refused
from services.imports.reading import read_sheets
from tests.support.workbooks import a_workbook, with_parts

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
        (b"Ho va ten;Ngay sinh\n", "This is no Excel file."),
        (bytes(20 * 1024 * 1024), "This is no Excel file."),
        (bytes(31 * 1024 * 1024), "The file is larger than 30 MB."),
        (OLE + bytes(600), "This is an Excel file of the old kind."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        (b"PK\x03\x04" + bytes(100), "The file is damaged."),
        (with_parts(a_workbook([["x"]]), xl__vbaProject_dot_bin=b"x"), "The file holds macros."),
        (with_parts(a_workbook([["x"]]), xl__big_dot_xml=b" " * 2**22), "The file unpacks to more"),
        (
            with_parts(a_workbook([["x"]]), xl__trap_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "The file holds parts that no list needs.",
        ),
    ],
    ids=("empty", "text", "20 MB", "31 MB", "xls", "password", "broken", "macros", "bomb", "entity"),
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
