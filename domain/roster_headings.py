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
    BORN_MALE = "Ngày sinh nam"
    BORN_FEMALE = "Ngày sinh nữ"
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


IN_TWO_COLUMNS = (Column.BORN_MALE, Column.BORN_FEMALE)
"""Days of birth as lists in print have them: men's on the left, women's on the right, and no column for the sex."""
USUAL = tuple(column for column in Column if column not in IN_TWO_COLUMNS)
REQUIRED = (
    Column.FULL_NAME,
    Column.BORN,
    Column.ADMITTED,
    Column.WORKPLACE_CELL,
    Column.WORKPLACE_COMMITTEE,
    Column.RESIDENCE_CELL,
    Column.CATEGORY,
)


class ListOf(StrEnum):
    """Whose list it is: of the members who live in a commune, or of those who work under a committee."""

    RESIDENCE = "residence"
    WORKPLACE = "workplace"

    @property
    def cell(self) -> Column:
        """The column that names the cells of the committee itself."""
        return Column.RESIDENCE_CELL if self is ListOf.RESIDENCE else Column.WORKPLACE_CELL

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the list says too little."""
        if self is ListOf.RESIDENCE:
            return REQUIRED
        return (Column.FULL_NAME, Column.BORN, Column.WORKPLACE_CELL)


_OTHER_WORDS = {
    Column.ORDINAL: "stt, so tt, so thu tu",
    Column.FULL_NAME: "ho ten, ho va ten dang vien, ho ten dang vien, ho va ten khai sinh, ho chu dem va ten",
    Column.SEX: "nam nu, gioi, phai",
    Column.BORN: "ngay thang nam sinh, nam sinh, sinh ngay, ngay sinh nam sinh",
    Column.BORN_MALE: "nam sinh nam, ngay thang nam sinh nam, sinh ngay nam, ngay sinh nam sinh nam",
    Column.BORN_FEMALE: "nam sinh nu, ngay thang nam sinh nu, sinh ngay nu, ngay sinh nam sinh nu",
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
_MOST_IN_A_SECTION = 3
"""Cells that a line about a cell of the Party fills: a number, the name, how many members."""
_SECTION_NUMBER = re.compile(r"^(?:[IVXLC]{1,7}|\d{1,3}|[A-Z])\s*[.)/:-]\s*|^[-+*•]\s*")
_FEWEST_HEADINGS = 4
_SECTION_COUNT = re.compile(r"\s*[(:,–-]\s*\d+\s*(?:đồng chí|đ/c|đảng viên|ĐV)\b.*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list stands and which column tells what, as a person has said; places count from 0."""

    sheet: str
    heading_row: int
    columns: Mapping[int, Column]


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


def find_table(sheets: Sequence[Sheet], layout: Layout | None = None, of: ListOf = ListOf.RESIDENCE) -> Table:
    """The one list of the workbook, or the one that a person pointed at.

    Refused when there is none, or two, or when columns are missing or doubled. Men's and women's days of birth may
    stand in two columns; a list parted by cells needs no column that names them.
    """
    if layout is not None:
        tables = [_laid_out(sheet, layout) for sheet in sheets if sheet.name == layout.sheet]
    else:
        tables = [table for table in map(_table, sheets) if table is not None]
    if not tables:
        raise Refused(
            "No row of headings was found. Write the headings in one row, among them %(headings)s.",
            headings=", ".join(of.required),
        )
    if len(tables) > 1:
        raise Refused(
            "Two sheets hold a list: %(one)s and %(other)s. Keep one list in the file.",
            one=tables[0].sheet,
            other=tables[1].sheet,
        )
    if missing := [column for column in of.required if not _is_told(column, tables[0], of)]:
        raise Refusals(
            Refused("Column “%(column)s” is missing. Add it to the row of headings.", column=column.value)
            for column in missing
        )
    return tables[0]


def _is_told(column: Column, table: Table, of: ListOf) -> bool:
    """Whether the list tells what a column would tell."""
    if column is Column.BORN:
        return any(one in table.places for one in (Column.BORN, *IN_TWO_COLUMNS))
    if column is of.cell and column not in table.places:
        return any(section_of(row) for row in table.rows)
    return column in table.places


def section_of(row: Row) -> str | None:
    """The cell that a line names above its members, "I. Chi bộ Tổ dân phố 5"; None of any other line."""
    filled = [cell for cell in row.cells if not cell.is_blank]
    texts = {_text(cell) for cell in filled}
    if len(filled) > _MOST_IN_A_SECTION or len(texts - {""}) == 0:
        return None
    longest = max(texts, key=len)
    named = _SECTION_COUNT.sub("", _SECTION_NUMBER.sub("", " ".join(longest.split()))).rstrip(" :.")
    return named if fold(named).startswith("chi bo ") else None


def headings_of(sheet: Sheet, heading_row: int) -> dict[int, str]:
    """What stands in a row of headings, by place; what stands above it where the row itself says nothing."""
    found: dict[int, str] = {}
    for row in sheet.rows:
        if row.number in (heading_row - 1, heading_row):
            found |= {
                place: text for place, cell in enumerate(row.cells) if (text := " ".join(_text(cell).split()))
            }
    return dict(sorted(found.items()))


def _laid_out(sheet: Sheet, layout: Layout) -> Table:
    """The list that a person pointed at; refused when two columns tell the same."""
    for column in set(layout.columns.values()):
        if list(layout.columns.values()).count(column) > 1:
            raise Refused("Two columns are called “%(column)s”. Keep one of them.", column=column.value)
    words = headings_of(sheet, layout.heading_row)
    rows = [row for row in sheet.rows if row.number > layout.heading_row]
    if not rows:
        raise Refused("The list has no rows below its headings.", field="heading_row")
    return Table(
        sheet.name,
        layout.heading_row,
        {column: place for place, column in layout.columns.items()},
        {column: words.get(place, column.value) for place, column in layout.columns.items()},
        rows[_is_numbering(rows[:1]) :],
    )


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
    words = headings_of(sheet, found.number)
    headings = {column: words[place] for column, place in places.items()}
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
        over = _words(above.cells[place]) if above is not None and place < len(above.cells) else ""
        group = over or group
        if words := _words(cell):
            yield place, words, f"{group} {words}"
        elif over:  # a heading that fills both rows and was not merged
            yield place, over, over


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
