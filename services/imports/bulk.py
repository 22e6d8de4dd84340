"""Writing many rows at once, past the unit of work: ids are reserved first, so that rows can name each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Table, func, insert, select

from models import db
from models.base import Base

Item = TypeVar("Item")


def reserve(table: type[Base], count: int) -> list[int]:
    """Ids for new rows of a table, in order; part of the transaction, which holds the write lock on SQLite."""
    key = table.__table__.c.id
    if db.session.connection().dialect.name == "postgresql":
        next_one = func.nextval(func.pg_get_serial_sequence(table.__tablename__, "id"))
        return list(db.session.scalars(select(next_one).select_from(func.generate_series(1, count))))
    last: int = db.session.scalar(select(func.max(key))) or 0
    return list(range(last + 1, last + count + 1))


def write(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows as they are; the trail is told by the caller."""
    if rows:
        db.session.execute(insert(cast(Table, table.__table__)), rows)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most so many, so that memory stays bounded."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def ranges(ids: Iterable[int]) -> str:
    """Ids as people would note them: 3-7,9."""
    runs: list[list[int]] = []
    for one in sorted(ids):
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
