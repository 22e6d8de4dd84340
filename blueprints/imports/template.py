"""The list to be filled in, with what the register knows already: a paper of the office, and so in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.list_templates import TemplateColumn, template
from domain.days import PartialDay
from domain.numbers import shown_phone
from domain.roster_headings import USUAL, Column, ListOf
from models.vocabulary import Category, Sex
from queries.imports import Entered

_WIDTHS = {
    Column.ORDINAL: 6,
    Column.SEX: 9,
    Column.FULL_NAME: 28,
    Column.WORKPLACE_CELL: 28,
    Column.WORKPLACE_COMMITTEE: 28,
    Column.ADDRESS: 32,
    Column.RESIDENCE_CELL: 26,
}
_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
_CATEGORIES = {Category.FULL: "Thuộc diện", Category.EXEMPT: "Miễn sinh hoạt"}


def filled_in(of: ListOf, cells: Sequence[str], entered: Iterable[Entered]) -> bytes:
    """The file for a committee: its cells to pick from, its members in rows."""
    choices = {
        Column.SEX: tuple(_SEXES.values()),
        Column.CATEGORY: tuple(_CATEGORIES.values()),
        of.cell: cells,
    }
    columns = [
        TemplateColumn(column.value, _WIDTHS.get(column, 16), choices.get(column, ()), column in of.required)
        for column in USUAL
    ]
    rows = (_row(number, one) for number, one in enumerate(entered, 1))
    return template("Danh sách", "Danh mục", columns, rows)


def _row(number: int, one: Entered) -> list[str | None]:
    member, workplace, liaison = one.member, one.member.workplace, one.liaison
    told: dict[Column, str | None] = {
        Column.ORDINAL: str(number),
        Column.FULL_NAME: member.full_name,
        Column.SEX: _SEXES[member.sex] if member.sex else None,
        Column.BORN: _day(member.born),
        Column.ADMITTED: _day(member.admitted),
        Column.OFFICIAL: _day(member.official),
        Column.CARD: member.card_number,
        Column.POSITION: member.position,
        Column.WORKPLACE_CELL: workplace.name,
        Column.WORKPLACE_COMMITTEE: workplace.parent.name if workplace.parent else None,
        Column.ADDRESS: one.residence.address if one.residence else None,
        Column.RESIDENCE_CELL: liaison.residence.name if liaison and liaison.residence else None,
        Column.PHONE: shown_phone(member.phone) if member.phone else None,
        Column.CATEGORY: _CATEGORIES[liaison.category] if liaison else None,
    }
    return [told.get(column) for column in USUAL]


def _day(stored: str | None) -> str | None:
    return PartialDay.from_stored(stored).shown if stored else None
