"""Finding people by name: with or without marks, words in any order, inside the scope of the list."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, true

from domain.names import clean, search_words
from domain.syllables import with_either_tone_place


def named_like(folded: Any, query: str) -> ColumnElement[bool] | None:
    """The condition that every word typed begins a word of the folded name; nothing typed is no condition.

    The scope is narrowed first and then walked: half of all people share a handful of family names, so an index of
    fragments would be longer than the scope.
    """
    words = search_words(query)
    if not words:
        return None
    return and_(*(or_(*(_begins_word(folded, spelling) for spelling in spellings)) for spellings in words))


def exact_first(full_name: Any, query: str) -> ColumnElement[int]:
    """An order that puts names spelt with the very marks that were typed, in any order of words, before the others."""
    words = [
        or_(*(_begins_word(full_name, spelling) for spelling in _as_written(word)))
        for word in clean(query).split(" ")
        if word
    ]
    return case((and_(true(), *words), 0), else_=1)


def _as_written(word: str) -> set[str]:
    """How a name may be written that was typed so: either place of the tone, and a capital where none was typed."""
    return {
        written for spelling in with_either_tone_place(word) for written in (spelling, spelling.capitalize())
    }


def _begins_word(name: Any, spelling: str) -> ColumnElement[bool]:
    starts: ColumnElement[bool] = name.startswith(spelling, autoescape=True)
    return or_(starts, name.contains(f" {spelling}", autoescape=True))
