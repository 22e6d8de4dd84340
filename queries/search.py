"""Finding people by name: with or without marks, words in any order, inside the scope of the list.

Where people have a day of birth, a year among the words is the year of birth: it tells homonyms apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, literal, or_, true

from domain.names import clean, search_words
from domain.syllables import with_either_tone_place

Form = tuple[tuple[int, ...], tuple[int, ...], bool]
"""How many spellings each word has, folded and as it was written, and whether there is a year of birth."""
_YEAR = re.compile(r"\(?((?:19|20)\d\d)\)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the box of a search: the form decides the statement, the patterns fill its places."""

    form: Form
    patterns: Mapping[str, str]


def typed(query: str) -> Typed:
    """A search for people as its form, which many searches share, and the patterns of its words."""
    words, year = _year_apart(query)
    folded = search_words(" ".join(words))
    written = [tuple(sorted(_as_written(word))) for word in words]
    patterns = _patterns("folded", folded) | _patterns("written", written)
    if year is not None:
        patterns |= {"born_from": str(year), "born_until": str(year + 1)}
    return Typed((tuple(map(len, folded)), tuple(map(len, written)), year is not None), patterns)


def named_like(folded: Any, query: str) -> ColumnElement[bool] | None:
    """The condition that every word typed begins a word of the folded name; nothing typed is no condition.

    The scope is narrowed first and then walked: half of all people share a handful of family names, so an index of
    fragments would be longer than the scope.
    """
    words = search_words(query)
    return _each_word(folded, "folded", tuple(map(len, words)), _patterns("folded", words)) if words else None


def person_like(folded: Any, born: Any, query: str) -> ColumnElement[bool] | None:
    """The condition of `named_like` for people with a day of birth, of whom the year of it may be typed too."""
    search = typed(query)
    return like(folded, born, search.form, search.patterns) if search.form[0] or search.form[2] else None


def exact_first(full_name: Any, query: str) -> ColumnElement[int]:
    """An order that puts names spelt with the very marks that were typed, in any order of words, before the others."""
    search = typed(query)
    return spelt_so_first(full_name, search.form, search.patterns)


def like(
    folded: Any, born: Any, form: Form, patterns: Mapping[str, str] | None = None
) -> ColumnElement[bool]:
    """The condition of `person_like` for a form of search; without patterns its places are filled at each run."""
    named = _each_word(folded, "folded", form[0], patterns)
    if not form[2]:
        return named
    return and_(named, born >= _place("born_from", patterns), born < _place("born_until", patterns))


def spelt_so_first(
    full_name: Any, form: Form, patterns: Mapping[str, str] | None = None
) -> ColumnElement[int]:
    """The order of `exact_first` for a form of search; without patterns its places are filled at each run."""
    return case((_each_word(full_name, "written", form[1], patterns), 0), else_=1)


def _year_apart(query: str) -> tuple[list[str], int | None]:
    """The words of a name, and the first year among them."""
    words = [word for word in clean(query).split(" ") if word]
    for number, word in enumerate(words):
        if found := _YEAR.fullmatch(word):
            return words[:number] + words[number + 1 :], int(found[1])
    return words, None


def _patterns(kind: str, words: Sequence[Sequence[str]]) -> dict[str, str]:
    return {
        name: f"% {_plain(spelling)}%"
        for number, spellings in enumerate(words)
        for name, spelling in zip(_names(kind, number, len(spellings)), spellings, strict=True)
    }


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
