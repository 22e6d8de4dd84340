"""Lists for the tests, as cells that need no file."""

from datetime import date, datetime

from adapters.cells import Cell, Kind, Row, Sheet
from domain.roster_headings import USUAL, Column

TODAY = date(2026, 11, 24)
HEADINGS = [column.value for column in USUAL]
CELLS = [f"Chi bộ Tổ dân phố {number}" for number in (1, 2, 10)]
AN = {
    Column.ORDINAL: 1,
    Column.FULL_NAME: "Nguyễn Văn An",
    Column.SEX: "Nam",
    Column.BORN: "14/05/1966",
    Column.ADMITTED: "19/05/1995",
    Column.OFFICIAL: "19/05/1996",
    Column.CARD: "66.613508",
    Column.POSITION: "Giáo viên",
    Column.WORKPLACE_CELL: "Chi bộ Phòng Nghiệp vụ",
    Column.WORKPLACE_COMMITTEE: "Đảng ủy Thuế tỉnh",
    Column.ADDRESS: "86 đường Hồng Bàng",
    Column.RESIDENCE_CELL: "Chi bộ Tổ dân phố 1",
    Column.PHONE: "0900000001",
    Column.CATEGORY: "Thuộc diện",
    Column.NOTE: None,
}
"""Nobody: a row in which all is well."""


def a_cell(value):
    """A cell as the reader of workbooks would give it; a Cell stays as it is."""
    match value:
        case Cell():
            return value
        case None | "":
            return Cell()
        case bool():
            return Cell(value, Kind.TRUTH)
        case int() | float():
            return Cell(float(value), Kind.NUMBER)
        case date() if not isinstance(value, datetime):
            return Cell(value, Kind.DATE)
        case _:
            return Cell(value, Kind.TEXT)


def a_sheet(rows, name="Danh sách", first=1):
    """A sheet of these rows, numbered from the first one; blank rows are left out, as Excel's reader does."""
    cells = [tuple(a_cell(value) for value in row) for row in rows]
    numbered = [Row(number, row) for number, row in enumerate(cells, first)]
    return Sheet(name, tuple(row for row in numbered if not all(cell.is_blank for cell in row.cells)))


def a_row(**changed):
    """The values of one row in the order of the headings: `a_row(BORN="1975")`."""
    told = AN | {Column[name]: value for name, value in changed.items()}
    return [told[column] for column in USUAL]


def a_list(*rows):
    """A workbook with the headings in row 1 and these rows below."""
    return [a_sheet([HEADINGS, *rows])]
