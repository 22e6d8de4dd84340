"""What a paper is made of: blocks of plain text. One description; PDF, Word and the page on the screen draw it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, is_dataclass, replace
from datetime import date
from typing import Any, Self

from domain.names import fold

DOTS = "…………………………"
"""A line to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in one hand."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a Party paper: the body that issues it to the left, the Party's name and the day to the right."""

    issuer: str
    superior: str | None = None
    number: str | None = None
    dateline: str | None = None
    """Vinh, ngày 05 tháng 11 năm 2026."""


@dataclass(frozen=True, slots=True)
class Title:
    """The type of the paper, what it is about, and the rule of five hyphens."""

    name: str
    about: tuple[str, ...] = ()
    has_rule: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    runs: Runs
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Addressees:
    """To whom the paper goes, each on a line."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """Choices side by side, the one that was ticked crossed; `ticked` counts from 1 on."""

    choices: tuple[str, ...]
    ticked: int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, by its share of the width."""

    title: str
    share: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head comes again on each page; `tall` leaves room to sign, `dense` sets it small."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: in whose name, as what, and the name below the room for the hand."""

    above: tuple[str, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    """Lines that are filled in by hand, between the two."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two columns of signatures; either may stand empty."""

    left: Signature | None
    right: Signature | None


@dataclass(frozen=True, slots=True)
class Code:
    """A square to be scanned, with the words beside it."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One of eight slips on a page: a square to be scanned and lines to be read."""

    address: str
    name: str
    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips, eight on an A4 page with cut marks."""

    slips: tuple[Slip, ...]


Block = (
    Letterhead
    | Title
    | Text
    | Addressees
    | Heading
    | Ticks
    | Grid
    | Signatures
    | Code
    | Slips
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """How whoever holds the paper can have it checked; stands at the foot of every page."""

    code: str
    address: str
    """What the square at the foot leads to."""
    where: str
    """The address as it is typed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins in millimetres and the size of the letters in points (36-HD/VPTW, to be confirmed: a setting)."""

    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 20
    size: int = 14

    def turned(self) -> Self:
        """The margins of the same sheet lying down: its bound edge is at the top."""
        return replace(self, top=self.left, bottom=self.right, left=self.bottom, right=self.top)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its name in files and readers, the day it bears, its blocks and how it is proved."""

    name: str
    day: date
    blocks: tuple[Block, ...]
    layout: Layout = field(default_factory=Layout)
    proof: Proof | None = None
    landscape: bool = False

    def described(self) -> dict[str, Any]:
        """The paper as plain values, as the renderings read it."""
        blocks = [{"kind": type(one).__name__.lower(), **asdict(one)} for one in self.blocks]
        proof = asdict(self.proof) if self.proof else None
        return {
            "name": self.name,
            "day": self.day.isoformat(),
            "blocks": blocks,
            "layout": asdict(self.layout),
            "landscape": self.landscape,
            "proof": proof,
        }

    @property
    def file_name(self) -> str:
        """giay-gioi-thieu-so-01-ggt-du: its name without marks, for a file; those of papers name no people."""
        return "-".join(fold(self.name).split())

    def words(self) -> str:
        """Everything that stands on the paper above its foot, in reading order: what a change is noticed by."""
        return "\n".join(line for block in self.blocks for line in _said(block))

    def lines(self) -> tuple[str, ...]:
        """What somebody can copy from the paper to compare it: each paragraph whole, each bold word, each cell.

        A crossed box says something with the heading above it alone; see `boxes`.
        """
        found: list[str] = []
        for above, block in zip((None, *self.blocks), self.blocks, strict=False):
            heading = above.text if isinstance(above, Heading) else ""
            found += _crossed(heading, block) if isinstance(block, Ticks) else _lines(block)
        return tuple(line for line in dict.fromkeys(found) if line.strip())

    def boxes(self) -> tuple[str, ...]:
        """What stands beside boxes, crossed or not: alone it stands on a paper in which a cross was moved, too."""
        rows = [block for block in self.blocks if isinstance(block, Ticks)]
        return tuple(dict.fromkeys(one for row in rows for one in (*row.choices, " ".join(row.choices))))


def plain(text: str) -> Runs:
    """A text in one hand."""
    return (Run(text),)


def _lines(block: Block) -> list[str]:
    """What can be copied from a block, as it stands there; its measures and marks are no words."""
    match block:
        case Letterhead(issuer=issuer, superior=superior, number=number, dateline=dateline):
            numbered = (number, f"Số {number}") if number else ()
            return [one for one in ("ĐẢNG CỘNG SẢN VIỆT NAM", issuer, superior, *numbered, dateline) if one]
        case Title(name, about):
            return [name, *about]
        case Text(runs):
            return ["".join(run.text for run in runs), *(run.text for run in runs if run.bold)]
        case Addressees(label, names):
            return [*names, *(f"{label} {name}" for name in names), f"{label} {'; '.join(names)}"]
        case Grid(columns, rows):
            cells = [cell for row in ([one.title for one in columns], *rows) for cell in row]
            return [*cells, *(" ".join(filter(None, row)) for row in rows)]
        case Signatures(left, right):
            both = [one for one in (left, right) if one]
            return [line for one in both for line in (*one.above, *one.notes, one.name)]
        case _:
            return _said(block)


def _crossed(heading: str, row: Ticks) -> list[str]:
    """The choice that is crossed with what it is about, as people write the two together."""
    if row.ticked is None:
        return []
    choice = row.choices[row.ticked - 1]
    return [f"{heading} {choice}", f"{heading}: {choice}"]


def _said(value: Any) -> list[str]:
    """All that stands in a block, its marks included, in the order of its fields."""
    if value is None:
        return []
    if isinstance(value, tuple):
        return [line for one in value for line in _said(one)]
    if is_dataclass(value):
        return [line for name in value.__dataclass_fields__ for line in _said(getattr(value, name))]
    return [str(value)]
