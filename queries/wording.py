"""The wording of papers and their layout: as in force, as it was when a paper was made, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from access import Actor, Permission, require
from adapters import reference
from domain.papers.wording import Changed, Content, Wording, amended, completed, read_wording, said_by
from models import PaperWording, db

Value = TypeVar("Value")
_LAST = 20
"""As many former sentences as one page shows."""
_read: dict[str, Wording] = {}
"""Words that this process has read, by their mark: what bears a mark never changes."""


@dataclass(frozen=True, slots=True)
class Version:
    """What is in force, or was; its number is 0 where nothing has been written down yet."""

    number: int
    original: Content
    changed: Changed

    @property
    def content(self) -> Content:
        """All that it says."""
        return amended(self.original, self.changed)

    @property
    def wording(self) -> Wording:
        """As papers read it."""
        return read_wording(self.content)


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wording in force, and those with which papers were made before."""

    number: int
    now: Wording
    former: Mapping[int, Wording]

    def of(self, number: int | None) -> Wording:
        """The words of a version, in the layout that is in force: margins are no words."""
        return replace(self.former.get(number or 0, self.now), layout=self.now.layout)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a sentence: when, by whom, and what it said from then on."""

    version: PaperWording
    said: object


@cache
def product() -> Content:
    """What the product says: reference/papers.toml."""
    return reference.document("papers.toml")


def wording() -> Wording:
    """The sentences, symbols and layout that are in force."""
    return newest().wording


def newest() -> Version:
    """The version in force, asked of the database each time: another process may just have written one."""
    row = db.session.scalar(select(PaperWording).where(_is_last()))
    return _version(row) if row else Version(0, product(), {})


def last(column: InstrumentedAttribute[Value]) -> ScalarSelect[Value]:
    """Number or mark of the version in force, to be asked for with something else; nothing where there is none."""
    return select(column).where(_is_last()).scalar_subquery()


def wordings(now: int | None, marks: Mapping[int, str]) -> Wordings:
    """The wording in force by its number and the former ones, given the marks of all; those read before are at hand."""
    missing = [number for number, mark in marks.items() if mark not in _read]
    if missing:
        for row in db.session.scalars(select(PaperWording).where(PaperWording.id.in_(missing))):
            _read[row.digest] = read_wording(completed(_version(row).content, product()))
    product_says = read_wording(product())
    former = {number: _read[mark] for number, mark in marks.items()}
    return Wordings(now or 0, former.get(now or 0, product_says), {0: product_says} | former)


def as_of(number: int) -> Version:
    """The version that a page was made from."""
    row = db.session.get(PaperWording, number) if number else None
    return _version(row) if row else Version(0, product(), {})


def steps(actor: Actor, mark: str) -> list[Step]:
    """The last changes of a sentence, of a symbol or of the layout, the newest first."""
    require(actor, Permission.PAPERS_WORD)
    rows = db.session.scalars(
        select(PaperWording)
        .where(PaperWording.mark == mark)
        .order_by(PaperWording.id.desc())
        .limit(_LAST)
        .options(joinedload(PaperWording.account))
    )
    return [Step(row, said_by(_version(row).content, mark)) for row in rows]


def _is_last() -> ColumnElement[bool]:
    return PaperWording.id == select(func.max(PaperWording.id)).scalar_subquery()


def _version(row: PaperWording) -> Version:
    return Version(row.id, row.original, row.changed)
