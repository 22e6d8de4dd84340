"""The sentences of papers, which an office may change: placeholders, parts that may fall away, bold words.

`{name}` stands for what the record says; `[; giới tính: {sex}]` falls away where it says nothing; `*…*` is bold.
What is filled in is text and nothing else: a star or a bracket in a name stays one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.papers.blocks import Column, Layout, Run, Runs, Text
from models.vocabulary import Word

LAYOUT, SYMBOLS, SIGNING = "layout", "symbols", "signing"
"""The parts of the wording that are no paper."""
Sentences = Mapping[str, str]
"""The sentences of one kind of paper, by their keys."""
Say = Callable[[Word], str]
"""What a word of the house is in the language of papers."""
Values = Mapping[str, str]
Content = Mapping[str, Any]
"""A document like reference/papers.toml: part → key → what it says."""
Changed = Mapping[str, Any]
"""What an office says instead of the original, by its mark: letter.title → a sentence, layout → all its figures."""

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
PLACE = re.compile(r"\{([a-z_]+)\}")
_BOLD = re.compile(r"\*([^*]*)\*")


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of all that an office may change: the layout, the symbols, who signs, the sentences of each paper."""

    layout: Layout
    symbols: Mapping[str, str]
    signing: Sentences
    papers: Mapping[str, Sentences]

    def of(self, kind: str) -> Sentences:
        """The sentences of one kind of paper."""
        return self.papers[kind]


def read_wording(content: Content) -> Wording:
    """The wording of a document like reference/papers.toml."""
    besides = (LAYOUT, SYMBOLS, SIGNING)
    papers = {part: sentences for part, sentences in content.items() if part not in besides}
    return Wording(Layout(**content[LAYOUT]), content[SYMBOLS], content[SIGNING], papers)


def completed(content: Content, later: Content) -> dict[str, Any]:
    """An older document with what a later one says besides: words that stood nowhere else at its time."""
    return {part: {**said, **content.get(part, {})} for part, said in later.items()}


def digest_of(original: Content, changed: Changed) -> str:
    """The same for the same words, and for no others."""
    words = json.dumps([original, changed], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def mark_of(part: str, key: str) -> str:
    """What tells one sentence from all others: letter.title."""
    return f"{part}.{key}"


def said_by(content: Content, mark: str) -> Any:
    """What a document says under a mark: a sentence, or all of the layout; None where it knows no such mark."""
    part, _dot, key = mark.partition(".")
    return content.get(part, {}).get(key) if key else content.get(part)


def amended(original: Content, changed: Changed) -> dict[str, Any]:
    """The original with what the office says instead; what the original has no place for any more is left out."""
    content = {part: dict(sentences) for part, sentences in original.items()}
    for mark, said in changed.items():
        part, _dot, key = mark.partition(".")
        if not key:
            content[part] = said
        elif key in content.get(part, {}):
            content[part][key] = said
    return content


def rewritten(original: Content, changed: Changed, mark: str, said: Any) -> dict[str, Any]:
    """The changes with one more; what says the same as the original, or nothing, is no change."""
    others = {one: words for one, words in changed.items() if one != mark}
    return others if said is None or said == said_by(original, mark) else {**others, mark: said}


class Writer:
    """The sentences of one paper, filled with what it is about."""

    def __init__(self, sentences: Sentences, values: Values) -> None:
        self._sentences = sentences
        self._values = values

    def line(self, key: str) -> str:
        """A sentence in one hand."""
        return "".join(run.text for run in self.runs(key))

    def runs(self, key: str) -> Runs:
        """A sentence with its bold words."""
        return filled(self._sentences[key], self._values)

    def text(self, key: str, align: str = "left") -> Text:
        """A sentence as a paragraph."""
        return Text(self.runs(key), align)


def headed(write: Writer, columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a table, known by their keys, under the heads that the office gives them."""
    return tuple(replace(one, title=write.line(f"head_{one.title}")) for one in columns)


def filled(sentence: str, values: Values) -> Runs:
    """A sentence with its values; raises `KeyError` for a placeholder that nobody fills."""
    kept = OPTIONAL.sub(lambda part: part[1] if _is_known(part[1], values) else "", sentence)
    runs = []
    for number, words in enumerate(_BOLD.split(kept)):
        if words:
            runs.append(Run(PLACE.sub(lambda place: values[place[1]], words), bold=number % 2 == 1))
    return tuple(runs)


def _is_known(part: str, values: Values) -> bool:
    return all(values[name] for name in PLACE.findall(part))
