"""Lists in order by a key: the next page begins behind the last row shown, never at an offset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, ColumnElement, String, bindparam, select, tuple_

Line = TypeVar("Line")
WHOLE_CELL = 300
"""A cell is always one page, however large it is (the largest known has 207 members)."""
PAGE = 100


@dataclass(frozen=True, slots=True)
class Lines(Generic[Line]):
    """The rows of one page, and the key behind which the next begins; `None` at the end."""

    rows: Sequence[Line]
    after: str | None

    @classmethod
    def of(cls, found: Sequence[Line], size: int, key: Callable[[Line], str]) -> Lines[Line]:
        """A page made from one row more than it shows."""
        rows = found[:size]
        return cls(rows, key(rows[-1]) if len(found) > size else None)


AFTER = bindparam("after", type_=String)
"""Where a prepared statement takes the reference behind which the page begins."""
_Reference = str | BindParameter[str] | None


def behind(table: Any, order: tuple[Any, Any], after: _Reference) -> ColumnElement[bool] | None:
    """The condition of the rows behind the one with this reference; no reference is the beginning of the list.

    The address carries a reference and not the sort key, which would spell the name of a person.
    """
    return None if _is_beginning(after) else tuple_(*order) > _place(table, order, after)


def before(table: Any, order: tuple[Any, Any], after: _Reference) -> ColumnElement[bool] | None:
    """The same for a list that runs backwards, the latest first."""
    return None if _is_beginning(after) else tuple_(*order) < _place(table, order, after)


def _is_beginning(after: _Reference) -> bool:
    return after is None or (isinstance(after, str) and not after)


def _place(table: Any, order: tuple[Any, Any], ref: _Reference) -> Any:
    return tuple_(*(select(column).where(table.ref == ref).scalar_subquery() for column in order))
