"""The book of a residence cell as a paper of the house (article 4; no official form of the list is known)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.days import PartialDay
from domain.papers.blocks import Block, Column, Grid, Paper, Signatures, Title
from domain.papers.signing import signed
from domain.papers.wording import Say, Wording, Writer, headed
from models.vocabulary import AttendanceStatus, Category, MeetingKind
from queries.book import Book, BookLine, Seat
from services.paper_heads import body_signing, head_of_cell

_COLUMNS = (
    Column("number", 6, "center"),
    Column("name", 20),
    Column("born", 14),
    Column("work", 28),
    Column("home", 26),
    Column("category", 16),
    Column("letter", 17),
    Column("listed", 14, "center"),
    Column("first_half", 10, "center"),
    Column("second_half", 10, "center"),
    Column("peoples", 9, "center"),
    Column("opinions", 8, "center"),
    Column("evaluation", 14, "center"),
    Column("returned", 13, "center"),
    Column("note", 15),
)
_MARKS = {
    AttendanceStatus.PRESENT: "CM",
    AttendanceStatus.ONLINE: "TT",
    AttendanceStatus.EXCUSED: "CL",
    AttendanceStatus.UNEXCUSED: "KL",
    AttendanceStatus.ABSENT: "V",
}
"""What the line under the table explains."""


def book_paper(book: Book, on: date, say: Say, words: Wording) -> Paper:
    """The list lying down, on as many pages as it needs; a working list that nobody signs, so without a code."""
    exempt = sum(line.category is Category.EXEMPT for line in book.lines)
    values = {
        "cell": book.cell.name,
        "year": str(book.year),
        "count": str(len(book.lines)),
        "exempt": str(exempt) if exempt else "",
    }
    write = Writer(words.of("book"), values)
    rows = tuple(_row(number, line, book, write, say) for number, line in enumerate(book.lines, start=1))
    blocks: tuple[Block, ...] = (
        head_of_cell(book.cell, on),
        Title(write.line("title"), (write.line("about"),)),
        write.text("counts"),
        Grid(headed(write, _COLUMNS), rows, dense=True),
        write.text("marks"),
        Signatures(None, signed(words, body_signing(book.cell))),
    )
    return Paper(write.line("file_name"), on, blocks, words.layout.turned(), landscape=True)


def _row(number: int, line: BookLine, book: Book, write: Writer, say: Say) -> tuple[str, ...]:
    seats = book.seats.get(line.member_id, [])
    sheet = line.sheet
    work = ", ".join(part for part in (line.workplace, line.committee) if part)
    home = ", ".join(dict.fromkeys(part for part in (line.address, line.unit) if part))
    category = "; ".join(part for part in (write.line(line.category), line.exemption_basis) if part)
    letter = ", ".join(part for part in (line.letter, _day(line.issued_on)) if part)
    born = PartialDay.from_stored(line.born).shown
    return (
        str(number),
        line.name,
        f"{born}, {say(line.sex)}" if line.sex else born,
        work,
        home,
        category,
        letter,
        "; ".join(_day(day) for day in (line.received_on, line.listed_on) if day),
        _marks(seats, lambda seat: seat.on.month <= 6),
        _marks(seats, lambda seat: seat.on.month > 6),
        _some(_at_peoples_meetings(seats)),
        _some(line.opinions or 0),
        "-".join(str(level) for level in sheet.levels) if sheet else "",
        _day(sheet.returned_on) if sheet else "",
        "",
    )


def _marks(seats: list[Seat], is_in: Callable[[Seat], bool]) -> str:
    """Where somebody was at the meetings of a half-year that count as such (BR-07), in the order of their days."""
    marks = (_MARKS.get(seat.status) for seat in seats if seat.kind.fulfils and seat.status and is_in(seat))
    return ", ".join(mark for mark in marks if mark)


def _at_peoples_meetings(seats: list[Seat]) -> int:
    return sum(
        seat.kind is MeetingKind.PEOPLE and bool(seat.status and seat.status.is_present) for seat in seats
    )


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _some(count: int) -> str:
    return str(count) if count else ""
