"""Which column of a list tells what: proposed by its headings, corrected by a person, remembered for the committee."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from adapters.cells import Sheet, column_letter
from domain.errors import Refused
from domain.lifecycles import IMPORT, step
from domain.names import fold
from domain.roster_answers import Answers, layout_kept, layout_of
from domain.roster_cells import quoted
from domain.roster_headings import Column, Layout, ListOf, find_table, headings_of
from models import ImportBatch, ImportMapping, db
from models.vocabulary import ImportState, Side
from services.imports.kept import sheets_kept
from services.unit import use_case

_SAMPLES = 3
_MOST_COLUMNS = 60
_ROWS_OF_TITLES = 40


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column of the file: Excel's letter, what stands above it and in the first rows, what it tells so far."""

    place: int
    letter: str
    heading: str
    samples: Sequence[str]
    tells: Column | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The list as it lies in the file; the sheets to choose from, and where the headings stand."""

    sheets: Sequence[str]
    sheet: str
    heading_row: int
    columns: Sequence[ColumnSeen]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeColumns:
    """What a person says: the sheet, the last row of headings, and which place tells what."""

    sheet: str
    heading_row: int
    tells: Mapping[int, Column]


def arrangement(batch: ImportBatch, sheet: str | None = None, heading_row: int | None = None) -> Arrangement:
    """The columns of a list as they are understood now, or below another row of headings."""
    sheets = sheets_kept(batch)
    layout = _layout(batch, sheets)
    chosen = sheet or (layout.sheet if layout else sheets[0].name if sheets else "")
    there = next((one for one in sheets if one.name == chosen), sheets[0] if sheets else Sheet("", ()))
    row = heading_row or (layout.heading_row if layout and layout.sheet == there.name else _widest(there))
    known = layout.columns if layout and (layout.sheet, layout.heading_row) == (there.name, row) else {}
    return Arrangement([one.name for one in sheets], there.name, row, list(_columns(there, row, known)))


@use_case
def arrange_columns(actor: Actor, import_ref: str, given: ArrangeColumns) -> ImportBatch:
    """Read the list by what a person says of its columns, and remember it for lists with the same headings.

    Where that is not how it was read so far, what was answered before counts no longer.
    """
    batch = fetch(actor, Permission.LIST_IMPORT, ImportBatch, import_ref)
    step(IMPORT, batch.state, ImportState.WRITTEN)
    sheets = sheets_kept(batch)
    layout = Layout(given.sheet, given.heading_row, dict(given.tells))
    find_table(sheets, layout, ListOf.WORKPLACE if actor.side is Side.WORKPLACE else ListOf.RESIDENCE)
    # answers are kept by row and column: in another place they would be of somebody else
    is_as_before = layout == _layout(batch, sheets)
    answers = replace(Answers.of(batch.answers), layout=layout) if is_as_before else Answers(layout=layout)
    batch.answers = batch.answers | answers.kept()
    _remember(batch.organisation_id, next(one for one in sheets if one.name == layout.sheet), layout)
    return batch


def remembered(organisation_id: int, sheets: Sequence[Sheet]) -> Layout | None:
    """What the committee said of a list with the same headings before."""
    rows = {
        mark: (sheet.name, row.number)
        for sheet in sheets
        for row in sheet.rows[:_ROWS_OF_TITLES]
        if (mark := _mark(sheet, row.number))
    }
    known = db.session.scalars(
        select(ImportMapping)
        .where(ImportMapping.organisation_id == organisation_id, ImportMapping.headings_hash.in_(rows))
        .order_by(ImportMapping.at.desc())
        .limit(1)
    ).first()
    if known is None:
        return None
    sheet_name, heading_row = rows[known.headings_hash]
    return layout_of({"sheet": sheet_name, "heading_row": heading_row, "columns": known.columns})


def _remember(organisation_id: int, sheet: Sheet, layout: Layout) -> None:
    mark = _mark(sheet, layout.heading_row)
    known = db.session.scalar(
        select(ImportMapping).where(
            ImportMapping.organisation_id == organisation_id, ImportMapping.headings_hash == mark
        )
    )
    columns = layout_kept(layout)["columns"]
    if known is None:
        known = ImportMapping(organisation_id=organisation_id, headings_hash=mark, columns=columns)
        db.session.add(known)
    known.columns, known.at = columns, clock.now()


def _mark(sheet: Sheet, heading_row: int) -> str:
    """By what a row of headings is known again: its folded words in their places; nothing for fewer than two."""
    words = {place: fold(text) for place, text in headings_of(sheet, heading_row).items()}
    told = "\n".join(f"{place} {text}" for place, text in words.items() if text)
    return hashlib.sha256(told.encode()).hexdigest() if told.count("\n") else ""


def _layout(batch: ImportBatch, sheets: Sequence[Sheet]) -> Layout | None:
    """The layout that a person gave, else the one that the headings give, else none."""
    answers = Answers.of(batch.answers)
    if answers.layout is not None:
        return answers.layout
    try:
        table = find_table(sheets, None, ListOf.WORKPLACE)  # which asks for less
    except Refused:
        return None
    return Layout(table.sheet, table.heading_row, {place: column for column, place in table.places.items()})


def _widest(sheet: Sheet) -> int:
    """The row among the first that fills most columns: headings, more often than not."""
    rows = sheet.rows[:_ROWS_OF_TITLES]
    filled = [(sum(not cell.is_blank for cell in row.cells), -row.number) for row in rows]
    return -max(filled)[1] if filled else 1


def _columns(sheet: Sheet, heading_row: int, known: Mapping[int, Column]) -> Iterator[ColumnSeen]:
    """The columns that have a heading or something below it."""
    headings = headings_of(sheet, heading_row)
    below = [row for row in sheet.rows if row.number > heading_row][:_SAMPLES]
    widest = max((len(row.cells) for row in below), default=0)
    for place in range(min(max(widest, max(headings, default=-1) + 1), _MOST_COLUMNS)):
        samples = [quoted(row.cells[place]) for row in below if place < len(row.cells)]
        if place in headings or any(samples):
            heading = headings.get(place, "")
            yield ColumnSeen(place, column_letter(place), heading, samples, known.get(place))
