"""Finding people by name: with or without marks, words in any order, inside the scope of the list."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_

from domain.names import clean, search_words


def named_like(folded: Any, query: str) -> ColumnElement[bool] | None:
    """The condition that every word typed begins a word of the folded name; nothing typed is no condition.

    The scope is narrowed first and then walked: half of all people share a handful of family names, so an index of
    fragments would be longer than the scope (performance.md 1.4).
    """
    words = search_words(query)
    if not words:
        return None
    return and_(*(or_(*(_begins_word(folded, spelling) for spelling in spellings)) for spellings in words))


def exact_first(full_name: Any, query: str) -> ColumnElement[int]:
    """An order that puts names spelt with the very marks that were typed before the others."""
    return case((full_name.contains(clean(query), autoescape=True), 0), else_=1)


def _begins_word(folded: Any, spelling: str) -> ColumnElement[bool]:
    starts: ColumnElement[bool] = folded.startswith(spelling, autoescape=True)
    return or_(starts, folded.contains(f" {spelling}", autoescape=True))
