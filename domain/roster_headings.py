"""Finds the list in a workbook: the row of headings by its words, in any order, below any titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adapters.cells import EMPTY, Cell, Kind, Row, Sheet
from domain.encodings import recognise
from domain.errors import Refusals, Refused
from domain.names import fold


class Column(StrEnum):
    """What a column of a list tells, under the heading that offices give it."""

    ORDINAL = "TT"
    FULL_NAME = "Họ và tên"
    SEX = "Giới tính"
    BORN = "Ngày sinh"
    ADMITTED = "Ngày vào Đảng"
    OFFICIAL = "Ngày chính thức"
    CARD = "Số thẻ đảng viên"
    POSITION = "Chức vụ"
    WORKPLACE_CELL = "Chi bộ nơi công tác"
    WORKPLACE_COMMITTEE = "Đảng ủy nơi công tác"
    ADDRESS = "Địa chỉ nơi cư trú"
    RESIDENCE_CELL = "Chi bộ nơi cư trú"
    PHONE = "Số điện thoại"
    CATEGORY = "Diện"
    NOTE = "Ghi chú"


REQUIRED = (
    Column.FULL_NAME,
    Column.BORN,
    Column.ADMITTED,
    Column.WORKPLACE_CELL,
    Column.WORKPLACE_COMMITTEE,
    Column.RESIDENCE_CELL,
    Column.CATEGORY,
)
_OTHER_WORDS = {
    Column.ORDINAL: "stt, so tt, so thu tu",
    Column.FULL_NAME: "ho ten, ho va ten dang vien, ho ten dang vien, ho va ten khai sinh, ho chu dem va ten",
    Column.SEX: "nam nu, gioi, phai",
    Column.BORN: "ngay thang nam sinh, nam sinh, sinh ngay, ngay sinh nam sinh",
    Column.ADMITTED: "vao dang, ngay ket nap, ngay ket nap dang, ngay vao dang du bi, ngay thang nam vao dang",
    Column.OFFICIAL: "chinh thuc, ngay vao dang chinh thuc, ngay cong nhan chinh thuc, "
    "ngay cong nhan dang vien chinh thuc, ngay thang nam chinh thuc",
    Column.CARD: "so the, so the dang, the dang vien, so tdv, so the dv",
    Column.POSITION: "chuc danh, chuc vu chuc danh, chuc vu cong tac, chuc vu nghe nghiep, chuc vu hien nay",
    Column.WORKPLACE_CELL: "chi bo cong tac, chi bo co quan, chi bo noi lam viec, noi cong tac chi bo, "
    "chi bo dang sinh hoat",
    Column.WORKPLACE_COMMITTEE: "dang bo noi cong tac, dang uy cong tac, dang uy co quan, dang uy noi lam viec, "
    "noi cong tac dang uy, noi cong tac, co quan cong tac, don vi cong tac, dang uy cap tren",
    Column.ADDRESS: "dia chi, noi cu tru, noi o, noi o hien nay, cho o hien nay, dia chi cu tru, dia chi thuong tru, "
    "noi cu tru dia chi",
    Column.RESIDENCE_CELL: "chi bo cu tru, chi bo noi o, noi cu tru chi bo, chi bo giu moi lien he, "
    "chi bo noi cu tru tiep nhan",
    Column.PHONE: "dien thoai, sdt, so dt, dt, dien thoai lien he, so dien thoai lien he, dien thoai di dong",
    Column.CATEGORY: "doi tuong, dien giu moi lien he, dien theo huong dan 33, dien hd 33, thuoc dien",
    Column.NOTE: "chu thich",
}
_BY_WORDS = {
    words: column
    for column in Column
    for words in (fold(column), *(other.strip() for other in _OTHER_WORDS[column].split(",")))
}
_ROWS_OF_TITLES = 40
_FEWEST_HEADINGS = 4
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A list found in a workbook: where each column stands, its heading as written, and the rows below."""

    sheet: str
    heading_row: int
    places: Mapping[Column, int]
    headings: Mapping[Column, str]
    rows: Sequence[Row]

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row under a heading; blank where the column is missing or the row ends before it."""
        place = self.places.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else EMPTY


def find_table(sheets: Sequence[Sheet]) -> Table:
    """The one list of the workbook; refused when there is none, or two, or when columns are missing or doubled."""
    tables = [table for table in map(_table, sheets) if table is not None]
    if not tables:
        raise Refused(
            "No row of headings was found. Write the headings in one row, among them %(headings)s.",
            headings=", ".join(REQUIRED),
        )
    if len(tables) > 1:
        raise Refused(
            "Two sheets hold a list: %(one)s and %(other)s. Keep one list in the file.",
            one=tables[0].sheet,
            other=tables[1].sheet,
        )
    if missing := [column for column in REQUIRED if column not in tables[0].places]:
        raise Refusals(
            Refused("Column “%(column)s” is missing. Add it to the row of headings.", column=column.value)
            for column in missing
        )
    return tables[0]


def _table(sheet: Sheet) -> Table | None:
    """The list of a sheet below its best row of headings, or None where no row looks like one."""
    above: Row | None = None
    best: dict[Column, list[int]] = {}
    found: Row | None = None
    for row in sheet.rows[:_ROWS_OF_TITLES]:
        columns = _columns(row, above if above and above.number == row.number - 1 else None)
        if Column.FULL_NAME in columns and len(columns) > max(len(best), _FEWEST_HEADINGS - 1):
            best, found = columns, row
        above = row
    if found is None:
        return None
    for column, doubled in best.items():
        if len(doubled) > 1:
            raise Refused("Two columns are called “%(column)s”. Keep one of them.", column=column.value)
    places = {column: found_at[0] for column, found_at in best.items()}
    headings = {column: " ".join(_text(found.cells[place]).split()) for column, place in places.items()}
    rows = [row for row in sheet.rows if row.number > found.number]
    return Table(sheet.name, found.number, places, headings, rows[_is_numbering(rows[:1]) :])


def _columns(row: Row, above: Row | None) -> dict[Column, list[int]]:
    """The columns that a row names, each with its places; a heading may begin in the row above."""
    found: dict[Column, list[int]] = {}
    for place, words, joined in _headings(row, above):
        if column := _BY_WORDS.get(words) or _BY_WORDS.get(joined):
            found.setdefault(column, []).append(place)
    return found


def _headings(row: Row, above: Row | None) -> Iterator[tuple[int, str, str]]:
    """The place and words of each heading, alone and after the words that stand above it or above to the left."""
    group = ""
    for place, cell in enumerate(row.cells):
        if above is not None and place < len(above.cells):
            group = _words(above.cells[place]) or group
        if words := _words(cell):
            yield place, words, f"{group} {words}"


def _text(cell: Cell) -> str:
    """The text of a heading, read in Unicode where it stands in an old font."""
    if cell.kind is not Kind.TEXT:
        return ""
    text = str(cell.value)
    reading = recognise(text)
    return reading.text if reading else text


def _words(cell: Cell) -> str:
    """The folded words of a heading without what stands in brackets."""
    return fold(_IN_BRACKETS.sub(" ", _text(cell)))


def _is_numbering(rows: Sequence[Row]) -> bool:
    """Whether the row below the headings only numbers the columns: 1, 2, 3 or (1), (2), (3) or A, B, C."""
    filled = [cell for row in rows for cell in row.cells if not cell.is_blank]
    return len(filled) > 1 and all(_COLUMN_NUMBER.fullmatch(str(cell.value).strip()) for cell in filled)
