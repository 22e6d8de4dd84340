"""Reading workbooks in a child process."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from adapters.cells import Cell, Flaw, Kind, UnreadableWorkbook
from adapters.sheets import COMMAND_LINE, WEB, read_workbook
from tests.support.workbooks import FIRST_SHEET, a_workbook, changed, packed, parts_of, saved

DATA = Path(__file__).parents[1] / "data"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def flaw_of(source, limits=WEB):
    with pytest.raises(UnreadableWorkbook) as unreadable:
        read_workbook(source, limits)
    return unreadable.value.flaw


def cells_of(data):
    """The cells of the first sheet by row number."""
    return {row.number: row.cells for row in read_workbook(data)[0].rows}


def test_each_cell_keeps_its_kind():
    moment = datetime.combine(date(2026, 1, 2), time(3, 4))
    data = a_workbook([["An\n", 7, 1.5, True, date(1965, 3, 12), moment, time(3, 4), None, "x"]])

    assert cells_of(data)[1] == (
        Cell("An\n", Kind.TEXT),
        Cell(7.0, Kind.NUMBER),
        Cell(1.5, Kind.NUMBER),
        Cell(True, Kind.TRUTH),
        Cell(date(1965, 3, 12), Kind.DATE),
        Cell(date(2026, 1, 2), Kind.DATE),
        Cell("03:04:00", Kind.TEXT),
        Cell(),
        Cell("x", Kind.TEXT),
    )


def test_rows_keep_the_numbers_of_excel():
    workbook = Workbook()
    workbook.worksheets[0]["B3"] = "first"
    workbook.worksheets[0]["A9"] = "last"

    rows = cells_of(saved(workbook))

    assert rows == {3: (Cell(), Cell("first", Kind.TEXT)), 9: (Cell("last", Kind.TEXT),)}


def test_text_is_not_cut_at_unusual_line_ends():
    assert cells_of(a_workbook([["a\u2028b\x85c"]]))[1] == (Cell("a\u2028b\x85c", Kind.TEXT),)


def test_a_formula_is_quoted_beside_what_excel_last_computed():
    data = a_workbook([["=1+2", "=A1", "#N/A"]])
    sheet = parts_of(data)[FIRST_SHEET].decode()
    computed = re.sub(r"(<f>1\+2</f>)<v */?>(?:</v>)?", r"\1<v>3</v>", sheet)
    data = packed(parts_of(data) | {FIRST_SHEET: computed})

    assert cells_of(data)[1] == (
        Cell(3.0, Kind.NUMBER, "=1+2"),
        Cell(formula="=A1"),
        Cell("#N/A", Kind.BROKEN),
    )


def test_a_value_merged_downwards_stands_in_every_row_that_has_more():
    workbook = Workbook()
    for row in (["Chi bộ 1", "An"], [None, "Bình"], [None, None], ["Chi bộ 2", "Cúc"]):
        workbook.worksheets[0].append(row)
    workbook.worksheets[0].merge_cells("A1:A3")
    workbook.worksheets[0].merge_cells("C1:E1")

    rows = cells_of(saved(workbook))

    assert rows[2] == (Cell("Chi bộ 1", Kind.TEXT), Cell("Bình", Kind.TEXT))
    assert 3 not in rows


def test_only_visible_sheets_are_read():
    workbook = Workbook()
    workbook.worksheets[0].append(["seen"])
    workbook.create_sheet("Cũ").append(["hidden"])
    workbook["Cũ"].sheet_state = "hidden"
    workbook.create_sheet("Hướng dẫn").append(["help"])

    assert [sheet.name for sheet in read_workbook(saved(workbook))] == ["Sheet", "Hướng dẫn"]


@pytest.mark.parametrize(("name", "rows"), [("roster-ward.xlsx", 1245), ("roster-faulty.xlsx", 304)])
def test_lists_as_offices_keep_them_are_read(name, rows):
    [sheet] = read_workbook(DATA / name)

    assert len(sheet.rows) == rows


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        pytest.param(b"", Flaw.EMPTY, id="empty"),
        pytest.param(b"TT name\n1 An", Flaw.NOT_A_WORKBOOK, id="text without columns"),
        pytest.param(b"%PDF-1.7", Flaw.NOT_A_WORKBOOK, id="renamed pdf"),
        pytest.param(OLE + b"Workbook", Flaw.BROKEN, id="broken xls"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), Flaw.PROTECTED, id="password"),
        pytest.param(b"PK\x03\x04broken", Flaw.BROKEN, id="broken"),
        pytest.param(packed({"[Content_Types].xml": "<a/>", "xl/a.xml": "<a/>"}), Flaw.BROKEN, id="hollow"),
        pytest.param(b"PK\x03\x04" + b"\0" * WEB.file_bytes, Flaw.TOO_LARGE, id="too large"),
    ],
)
def test_a_file_that_is_no_list_is_refused_by_its_flaw(source, flaw):
    assert flaw_of(source) is flaw


def test_a_large_file_on_disk_is_not_read_to_its_end(tmp_path):
    (tmp_path / "large.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 2000)

    assert flaw_of(tmp_path / "large.xlsx", replace(WEB, file_bytes=1000)) is Flaw.TOO_LARGE


def test_rows_are_counted_without_the_lines_around_the_list():
    data = a_workbook([[n] for n in range(150)])

    assert len(read_workbook(data, replace(WEB, rows=50))[0].rows) == 150
    assert flaw_of(data, replace(WEB, rows=49)) is Flaw.TOO_MANY_ROWS


def test_text_that_is_shared_a_thousandfold_does_not_fill_the_memory():
    data = a_workbook([["x" * 900] * 10 for _ in range(300)])

    assert flaw_of(data, replace(WEB, unpacked_bytes=900_000, ratio=10_000)) is Flaw.TOO_HEAVY


def test_a_cell_at_the_far_end_of_the_sheet_does_not_fill_the_memory():
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = workbook.worksheets[0]["XFD1048576"] = "x"

    assert flaw_of(saved(workbook)) is Flaw.TOO_HEAVY


def test_a_reader_that_takes_too_long_is_ended():
    assert flaw_of(a_workbook([["An"]]), replace(WEB, seconds=0)) is Flaw.TOO_HEAVY


def test_a_sheet_that_only_the_library_for_formulas_dislikes_is_still_read():
    data = changed(a_workbook([["An", "=1"]]), "xl/styles.xml", old="<fonts", new="<fonts wrong='1'")

    assert cells_of(data)[1][0] == Cell("An", Kind.TEXT)


def test_entities_never_reach_the_reader():
    sheet = parts_of(a_workbook([["An"]]))[FIRST_SHEET].decode()
    hostile = '<!DOCTYPE worksheet [<!ENTITY name "Bình">]>' + sheet.replace("An", "&name;")

    assert flaw_of(packed(parts_of(a_workbook([["An"]])) | {FIRST_SHEET: hostile})) is Flaw.SUSPICIOUS


def test_the_child_can_open_neither_files_nor_sockets():
    attempt = (
        "import socket, sys, adapters.workbook_reader as reader\n"
        "from adapters.sheets import WEB\n"
        "reader._give_up_everything(WEB)\n"
        "for act in (lambda: open('/etc/hostname'), socket.socket, lambda: open('x', 'w')):\n"
        "    try: act()\n"
        "    except OSError as refused: print(refused.errno)\n"
    )

    child = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True, check=True)

    assert child.stdout.split() == ["24", "24", "24"]


def test_the_child_inherits_no_secrets(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("LIAISON_SECRET", "s3cret")
    seen = {}
    real = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *args, **kwargs: seen.update(kwargs) or real(*args, **kwargs)
    )

    read_workbook(a_workbook([["An"]]))

    assert seen["env"] == {}


def test_the_command_line_may_read_more():
    assert COMMAND_LINE.rows == 10 * WEB.rows
    assert (WEB.file_bytes, WEB.unpacked_bytes, WEB.rows) == (5 << 20, 20 << 20, 20_000)
