"""The register of the invented ward: a list like those that offices have, read and applied by the real import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from access import Actor
from adapters.cells import Cell, Kind, Row, Sheet
from domain.roster_headings import USUAL, Column
from models.vocabulary import Sex
from services.demo.names import Crowd, Dice, Invented
from services.demo.town import (
    CELLS,
    FINANCE,
    LARGE_CELL,
    LOC_CELL,
    TAX,
    TAX_CELL,
    WARD_CODE,
    WORKPLACES,
    size,
)
from services.imports.applying import import_roster
from services.imports.checking import check

_C = Column
_EXEMPT_EACH = 17
"""One in so many is exempt from the activities of the residence."""
_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
_KNOWN = (
    # people whom the story needs: name, born, sex, committee, cell, where they live, post
    ("Nguyễn Thị Mai", date(1988, 5, 12), Sex.FEMALE, TAX, TAX_CELL, LOC_CELL, "Công chức thuế"),
    ("Lê Hữu Ánh", date(1978, 2, 3), Sex.MALE, TAX, TAX_CELL, LOC_CELL, "Chuyên viên"),
    ("Lê Hữu Ánh", date(1985, 7, 19), Sex.MALE, FINANCE, "Chi bộ Phòng Ngân sách", LOC_CELL, "Chuyên viên"),
    ("Phạm Tiến Dũng", date(1985, 9, 20), Sex.MALE, TAX, "Chi bộ Phòng Kiểm tra", LARGE_CELL, "Trưởng phòng"),
)


def fill_register(actor: Actor, crowd: Crowd, dice: Dice, today: date) -> int:
    """Import the list of the ward; gives the number of members."""
    roster = check(WARD_CODE, [Sheet("Danh sách", tuple(_rows(crowd, dice, today)))], today)
    if roster.faults:
        raise RuntimeError(f"the invented list has faults: {roster.faults[:3]}")
    return import_roster(actor, roster).members


def _rows(crowd: Crowd, dice: Dice, today: date) -> Iterator[Row]:
    yield _row(1, {column: column.value for column in USUAL})
    numbers = count(2)
    for name, born, sex, committee, cell, home, post in _KNOWN:
        told = _told(crowd.person(today), committee, cell, home)
        told |= {_C.FULL_NAME: name, _C.SEX: _SEXES[sex], _C.BORN: f"{born:%d/%m/%Y}", _C.POSITION: post}
        told |= {_C.ADMITTED: f"19/05/{born.year + 24}", _C.OFFICIAL: f"19/05/{born.year + 25}"}
        yield _row(next(numbers), told)
    cells = [(committee, f"Chi bộ {cell}") for committee, below in WORKPLACES.items() for cell in below]
    for home in CELLS:
        for _number in range(size(home)):
            number = next(numbers)
            told = _told(crowd.person(today), *dice.one_of(cells), home)
            if number % _EXEMPT_EACH == 0:
                told[_C.CATEGORY] = "Miễn sinh hoạt"
            yield _row(number, told)


def _told(person: Invented, committee: str, cell: str, home: str) -> dict[Column, str]:
    return {
        _C.FULL_NAME: person.full_name,
        _C.SEX: _SEXES[person.sex],
        _C.BORN: f"{person.born:%d/%m/%Y}",
        _C.ADMITTED: f"{person.admitted:%d/%m/%Y}",
        _C.OFFICIAL: f"{person.official:%d/%m/%Y}" if person.official else "",
        _C.CARD: person.card,
        _C.POSITION: person.post,
        _C.WORKPLACE_CELL: cell,
        _C.WORKPLACE_COMMITTEE: committee,
        _C.ADDRESS: person.address,
        _C.RESIDENCE_CELL: home,
        _C.PHONE: person.phone,
        _C.CATEGORY: "Thuộc diện",
    }


def _row(number: int, told: dict[Column, str]) -> Row:
    texts = (told.get(column, "") for column in USUAL)
    return Row(number, tuple(Cell(text, Kind.TEXT) if text else Cell() for text in texts))
