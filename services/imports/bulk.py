"""Many rows at once, past the unit of work: ids are reserved first, so that rows can name each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import ARRAY, CTE, Column, Dialect, String, Table, func, insert, select
from sqlalchemy import cast as as_type

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
    """Insert rows that all name the same columns; the trail is told by the caller.

    The statement is compiled once and the values go to the driver column by column: putting parameters together row by
    row takes three times as long as writing them. Columns not named get the default of the table.
    """
    if not rows:
        return
    target, connection = cast(Table, table.__table__), db.session.connection()
    statement = insert(target).inline().compile(dialect=connection.dialect, column_keys=list(rows[0]))
    defaults = {column.key: getattr(column.default, "arg", None) for column in statement.insert_prefetch}
    names = [*rows[0], *defaults] if statement.positiontup is None else statement.positiontup
    columns = (_prepared(target.c[name], rows, defaults, connection.dialect) for name in names)
    lines: list[Any] = list(zip(*columns, strict=True))
    if statement.positiontup is None:
        lines = [dict(zip(names, line, strict=True)) for line in lines]
    connection.exec_driver_sql(str(statement), lines)


def _prepared(
    column: Column[Any], rows: Sequence[dict[str, Any]], defaults: dict[str, Any], dialect: Dialect
) -> list[Any]:
    """The values of one column as the driver takes them."""
    name = column.key
    values = [defaults[name]] * len(rows) if name in defaults else [row[name] for row in rows]
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    prepared = {value: process(value) for value in set(values)}  # days and words repeat
    return [prepared[value] for value in values]


def lines(names: Sequence[str], rows: Sequence[tuple[str, ...]], called: str = "sought") -> CTE:
    """Lines of text as a table to be joined with, handed over as one value for each column, or for all of them.

    A statement with a place for every single value takes longer to put together than to run.
    """
    if db.session.connection().dialect.name == "postgresql":
        columns = (as_type(list(column), ARRAY(String)) for column in zip(*rows, strict=True))
        table = func.unnest(*columns).table_valued(*names).render_derived()
        return select(table).cte(called)
    each = func.json_each(json.dumps(rows)).table_valued("value")
    return select(
        *(func.json_extract(each.c.value, f"$[{place}]").label(name) for place, name in enumerate(names))
    ).cte(called)


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


def ids_of(noted: str | None) -> list[int]:
    """The ids back from `ranges`."""
    found: list[int] = []
    for run in filter(None, (noted or "").split(",")):
        first, _, last = run.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found
