"""Finding people by name: with or without marks, words in any order, inside the scope of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, literal, or_, true

from domain.names import clean, search_words
from domain.syllables import with_either_tone_place

Form = tuple[tuple[int, ...], tuple[int, ...]]
"""How many spellings each word has, folded and as it was written."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the box of a search: the form decides the statement, the patterns fill its places."""

    form: Form
    patterns: Mapping[str, str]


def typed(query: str) -> Typed:
    """A search as its form, which many searches share, and the patterns of its words."""
    folded = search_words(query)
    written = [sorted(_as_written(word)) for word in clean(query).split(" ") if word]
    patterns = {
        name: f"% {_plain(spelling)}%"
        for kind, words in (("folded", folded), ("written", written))
        for number, spellings in enumerate(words)
        for name, spelling in zip(_names(kind, number, len(spellings)), spellings, strict=True)
    }
    return Typed((tuple(map(len, folded)), tuple(map(len, written))), patterns)


def named_like(folded: Any, query: str) -> ColumnElement[bool] | None:
    """The condition that every word typed begins a word of the folded name; nothing typed is no condition.

    The scope is narrowed first and then walked: half of all people share a handful of family names, so an index of
    fragments would be longer than the scope.
    """
    search = typed(query)
    return like(folded, search.form, search.patterns) if search.form[0] else None


def exact_first(full_name: Any, query: str) -> ColumnElement[int]:
    """An order that puts names spelt with the very marks that were typed, in any order of words, before the others."""
    search = typed(query)
    return spelt_so_first(full_name, search.form, search.patterns)


def like(folded: Any, form: Form, patterns: Mapping[str, str] | None = None) -> ColumnElement[bool]:
    """The condition of `named_like` for a form of search; without patterns its places are filled at each run."""
    return _each_word(folded, "folded", form[0], patterns)


def spelt_so_first(
    full_name: Any, form: Form, patterns: Mapping[str, str] | None = None
) -> ColumnElement[int]:
    """The order of `exact_first` for a form of search; without patterns its places are filled at each run."""
    return case((_each_word(full_name, "written", form[1], patterns), 0), else_=1)


def _each_word(
    name: Any, kind: str, spellings: tuple[int, ...], patterns: Mapping[str, str] | None
) -> ColumnElement[bool]:
    spaced = literal(" ").concat(name)
    words = [
        or_(*(spaced.like(_place(one, patterns), escape="/") for one in _names(kind, number, count)))
        for number, count in enumerate(spellings)
    ]
    return and_(true(), *words)


def _place(name: str, patterns: Mapping[str, str] | None) -> Any:
    return bindparam(name, type_=String) if patterns is None else bindparam(name, patterns[name])


def _names(kind: str, number: int, count: int) -> list[str]:
    return [f"{kind}_{number}_{spelling}" for spelling in range(count)]


def _as_written(word: str) -> set[str]:
    """How a name may be written that was typed so: either place of the tone, and a capital where none was typed."""
    return {
        written for spelling in with_either_tone_place(word) for written in (spelling, spelling.capitalize())
    }


def _plain(spelling: str) -> str:
    """A spelling without signs that mean something in a pattern."""
    return spelling.replace("/", "//").replace("%", "/%").replace("_", "/_")
