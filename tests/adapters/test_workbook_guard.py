"""What a workbook must be before anything reads it."""

import io
import zipfile
from dataclasses import replace

import pytest

from adapters.cells import Flaw, UnreadableWorkbook
from adapters.sheets import WEB
from adapters.workbook_guard import clean_copy
from tests.support.workbooks import (
    FIRST_SHEET,
    a_workbook,
    changed,
    claiming_size,
    packed,
    parts_of,
    with_parts,
)

PLAIN = a_workbook([["TT", "Họ và tên"], [1, "Nguyễn Văn An"]])
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
BOMB = b"<a>" + b" " * 3_000_000 + b"</a>"


def flaw_of(data, limits=WEB):
    with pytest.raises(UnreadableWorkbook) as unreadable:
        clean_copy(data, limits)
    return unreadable.value.flaw


def test_what_passed_is_packed_again_and_nothing_else():
    data = with_parts(PLAIN, xl__media__image1_dot_png=b"\x89PNG", xl__printerSettings_dot_bin=b"\0")

    with zipfile.ZipFile(clean_copy(data, WEB).file) as copy:
        assert set(copy.namelist()) == set(parts_of(PLAIN))
        assert copy.read(FIRST_SHEET) == parts_of(PLAIN)[FIRST_SHEET]


@pytest.mark.parametrize(
    ("row", "has_formulas"), [([1, "=f(x)", "t=e"], True), ([1, "An", "<f>"], False), (["#REF!"], True)]
)
def test_formulas_and_broken_cells_are_noticed(row, has_formulas):
    assert clean_copy(a_workbook([row]), WEB).has_formulas is has_formulas


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        pytest.param(PLAIN[:-40], Flaw.BROKEN, id="cut short"),
        pytest.param(PLAIN[:100] + b"\0\0\0\0" + PLAIN[104:], Flaw.BROKEN, id="damaged inside"),
        pytest.param(b"PK\x03\x04" + b"\0" * 50, Flaw.BROKEN, id="no zip at all"),
        pytest.param(packed({"word/document.xml": "<a/>"}), Flaw.NOT_A_WORKBOOK, id="a letter"),
        pytest.param(packed({"mimetype": "x", "content.xml": "<a/>"}), Flaw.NOT_A_WORKBOOK, id="ods"),
        pytest.param(with_parts(PLAIN, xl__workbook_dot_bin=b"x"), Flaw.OLD_FORMAT, id="xlsb"),
        pytest.param(with_parts(PLAIN, xl__vbaProject_dot_bin=b"x"), Flaw.MACROS, id="macros"),
        pytest.param(with_parts(PLAIN, xl__macrosheets__s_dot_xml=b"<a/>"), Flaw.MACROS, id="macro sheet"),
        pytest.param(
            changed(PLAIN, "[Content_Types].xml", old="sheet.main+xml", new="sheet.macroEnabled.main+xml"),
            Flaw.MACROS,
            id="declared with macros",
        ),
        pytest.param(with_parts(PLAIN, **{f"xl__p{n}": b"" for n in range(200)}), Flaw.TOO_HEAVY, id="parts"),
        pytest.param(packed(parts_of(PLAIN) | {"../evil.xml": "<a/>"}), Flaw.SUSPICIOUS, id="climbing"),
        pytest.param(packed(parts_of(PLAIN) | {"/evil.xml": "<a/>"}), Flaw.SUSPICIOUS, id="absolute"),
        pytest.param(packed(parts_of(PLAIN) | {"xl\\evil.xml": "<a/>"}), Flaw.SUSPICIOUS, id="backslash"),
        pytest.param(packed(parts_of(PLAIN) | {"c:evil.xml": "<a/>"}), Flaw.SUSPICIOUS, id="drive"),
        pytest.param(with_parts(PLAIN, xl__a_dot_xml=BOMB), Flaw.TOO_HEAVY, id="ratio"),
        pytest.param(with_parts(PLAIN, xl__a_dot_png=BOMB), Flaw.TOO_HEAVY, id="ratio of a picture"),
        pytest.param(with_parts(PLAIN, xl__a_dot_xml=DOCTYPE), Flaw.SUSPICIOUS, id="entities"),
        pytest.param(
            with_parts(PLAIN, xl__a_dot_xml=DOCTYPE.encode("utf-16")),
            Flaw.SUSPICIOUS,
            id="entities in utf-16",
        ),
        pytest.param(
            with_parts(PLAIN, xl__a_dot_xml=DOCTYPE.encode("utf-16-be")), Flaw.SUSPICIOUS, id="without a mark"
        ),
        pytest.param(
            with_parts(PLAIN, xl___rels__a_dot_RELS='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
            Flaw.SUSPICIOUS,
            id="external document type",
        ),
        pytest.param(with_parts(PLAIN, xl__a_dot_xml="<a><b></a>"), Flaw.BROKEN, id="not well formed"),
        pytest.param(
            with_parts(PLAIN, xl__a_dot_xml='<?xml version="1.0" encoding="utf-7"?><a/>'),
            Flaw.BROKEN,
            id="utf-7",
        ),
    ],
)
def test_what_is_no_plain_list_is_refused(data, flaw):
    assert flaw_of(data) is flaw


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused():
    assert flaw_of(packed([*parts_of(PLAIN).items(), (FIRST_SHEET, "<a/>")])) is Flaw.SUSPICIOUS


def test_a_protected_part_is_refused():
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file) as archive:
        at = archive.getinfo(FIRST_SHEET).header_offset
    start = PLAIN.rindex(b"PK\x01\x02", 0, PLAIN.rindex(FIRST_SHEET.encode()))
    data = bytearray(PLAIN)
    data[at + 6] |= 1
    data[start + 8] |= 1

    assert flaw_of(bytes(data)) is Flaw.PROTECTED


def test_bytes_are_counted_over_all_parts():
    noise = {f"xl__n{n}_dot_bin": bytes(range(256)) * 1000 for n in range(5)}

    assert flaw_of(with_parts(PLAIN, **noise), replace(WEB, unpacked_bytes=1_000_000)) is Flaw.TOO_HEAVY


def test_a_part_larger_than_the_directory_says_is_refused():
    content = b"<a>" + b"".join(b"%d " % (n * n) for n in range(20_000)) + b"</a>"
    data = packed(parts_of(PLAIN) | {"xl/big.xml": content})

    assert clean_copy(data, WEB)
    assert flaw_of(claiming_size(data, "xl/big.xml", 1)) is Flaw.BROKEN
