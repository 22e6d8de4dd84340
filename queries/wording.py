"""The wording of papers and their layout: as in force, as it was when a paper was made, and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, require
from adapters import reference
from domain.papers.wording import Changed, Content, Wording, amended, read_wording, said_by
from models import PaperWording, db

_LAST = 20
"""As many former sentences as one page shows."""


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
    """The wording in force, and those with which papers were made before; read once for all papers of a page."""

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
    return _newest(_versions([]))


def wordings(numbers: Iterable[int | None]) -> Wordings:
    """The wording in force and the versions of these numbers, in one statement."""
    versions = _versions(sorted({number for number in numbers if number}))
    now = _newest(versions)
    former = {number: one.wording for number, one in versions.items()}
    return Wordings(now.number, now.wording, {0: read_wording(product())} | former)


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


def _versions(numbers: Sequence[int]) -> Mapping[int, Version]:
    last = select(func.max(PaperWording.id)).scalar_subquery()
    found = select(PaperWording).where(or_(PaperWording.id.in_(numbers), PaperWording.id == last))
    return {row.id: _version(row) for row in db.session.scalars(found)}


def _newest(versions: Mapping[int, Version]) -> Version:
    return versions[max(versions)] if versions else Version(0, product(), {})


def _version(row: PaperWording) -> Version:
    return Version(row.id, row.original, row.changed)
