"""Files that mean harm, or met some: each has one flaw, found in bounded time and memory, and none stops the next."""

import zipfile
from dataclasses import replace

import pytest

from adapters.cells import Flaw, UnreadableWorkbook
from adapters.sheets import WEB, read_workbook
from tests.support import hostile
from tests.support.hostile import DATA, PLAIN
from tests.support.workbooks import a_workbook, with_parts


@pytest.mark.parametrize(
    ("make", "flaw"),
    [
        pytest.param(hostile.with_password, Flaw.PROTECTED, id="password"),
        pytest.param(hostile.old_with_password, Flaw.PROTECTED, id="password of an .xls"),
        *(
            pytest.param(lambda kind=kind: hostile.of_another_program(kind), Flaw.NOT_A_WORKBOOK, id=kind)
            for kind in ("doc", "docx", "pdf", "png", "jpeg", "html", "rtf", "zip", "exe", "xz")
        ),
        pytest.param(lambda: hostile.of_another_program("xlsb"), Flaw.OLD_FORMAT, id="xlsb"),
        pytest.param(lambda: hostile.bomb(zipfile.ZIP_DEFLATED), Flaw.TOO_HEAVY, id="bomb"),
        pytest.param(lambda: hostile.bomb(zipfile.ZIP_LZMA), Flaw.TOO_HEAVY, id="bomb in lzma"),
        pytest.param(lambda: hostile.bomb(zipfile.ZIP_BZIP2), Flaw.TOO_HEAVY, id="bomb in bzip2"),
        pytest.param(hostile.overlapping, Flaw.TOO_HEAVY, id="many names of the same bytes"),
        pytest.param(hostile.far_cell, Flaw.TOO_HEAVY, id="a cell at the end of the sheet"),
        pytest.param(hostile.laughing, Flaw.SUSPICIOUS, id="entities that grow"),
        pytest.param(lambda: with_parts(PLAIN, xl__vbaProject_dot_bin=b"x"), Flaw.MACROS, id="macros"),
        pytest.param(lambda: PLAIN[: len(PLAIN) // 2], Flaw.BROKEN, id="cut"),
        pytest.param(lambda: (DATA / "roster-small.xls").read_bytes()[:3000], Flaw.BROKEN, id="cut .xls"),
        pytest.param(lambda: (DATA / "roster-small.ods").read_bytes()[:3000], Flaw.BROKEN, id="cut .ods"),
        pytest.param(lambda: b"", Flaw.EMPTY, id="nothing"),
        pytest.param(lambda: b"\xef\xbb\xbf\r\n", Flaw.EMPTY, id="a mark and nothing"),
        pytest.param(lambda: b"Ho ten;" + b"x" * 200_000, Flaw.BROKEN, id="a field without end"),
        pytest.param(
            lambda: "Họ tên;Ngày sinh\n".encode("utf-16-le"), Flaw.NOT_A_WORKBOOK, id="utf-16 without a mark"
        ),
        pytest.param(lambda: b"x;y\n" * 30_000, Flaw.TOO_MANY_ROWS, id="too many lines"),
        pytest.param(lambda: a_workbook([["x"]] * 21_000), Flaw.TOO_MANY_ROWS, id="too many rows"),
        pytest.param(lambda: b"x;y" * 1_800_000, Flaw.TOO_LARGE, id="too large"),
    ],
)
def test_a_hostile_file_has_one_flaw(make, flaw):
    with pytest.raises(UnreadableWorkbook) as unreadable:
        read_workbook(make(), WEB)

    assert unreadable.value.flaw is flaw


def test_archives_in_an_archive_are_never_opened():
    (sheet,) = read_workbook(hostile.nested(), WEB)

    assert [cell.value for cell in sheet.rows[1].cells] == [1.0, "Nguyễn Văn An"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_bomb_that_unpacks_at_one_stroke_is_stopped_by_the_memory_it_may_take(method):
    with pytest.raises(UnreadableWorkbook) as unreadable:
        read_workbook(
            hostile.bomb(method), replace(WEB, ratio=10**9, unpacked_bytes=10**9, memory_bytes=2**26)
        )

    assert unreadable.value.flaw in (Flaw.TOO_HEAVY, Flaw.BROKEN)


def test_a_list_that_points_to_another_file_is_read_and_nothing_is_fetched():
    (sheet,) = read_workbook(hostile.with_external_link(), WEB)

    assert [cell.value for cell in sheet.rows[0].cells] == ["Họ và tên"]


def test_marks_that_no_text_may_have_do_not_come_through():
    """Excel writes them with their number; a database takes no zero."""
    (sheet,) = read_workbook(a_workbook([["Lê_x0000_An", "Lê_x0007_ An"]]), WEB)

    assert [cell.value for cell in sheet.rows[0].cells] == ["LêAn", "Lê An"]
