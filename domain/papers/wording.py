"""The sentences of papers, which an office may change: placeholders, parts that may fall away, bold words.

`{name}` stands for what the record says; `[; giới tính: {sex}]` falls away where it says nothing; `*…*` is bold.
What is filled in is text and nothing else: a star or a bracket in a name stays one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import Refused
from domain.papers.blocks import Layout, Run, Runs, Text

Sentences = Mapping[str, str]
"""The sentences of one kind of paper, by their keys."""
Values = Mapping[str, str]

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_BOLD = re.compile(r"\*([^*]*)\*")


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of all that an office may change: the layout, and the sentences of each kind of paper."""

    layout: Layout
    papers: Mapping[str, Sentences]

    def of(self, kind: str) -> Sentences:
        """The sentences of one kind of paper."""
        return self.papers[kind]


def read_wording(content: Mapping[str, Any]) -> Wording:
    """The wording of a document like reference/papers.toml."""
    papers = {kind: sentences for kind, sentences in content.items() if kind != "layout"}
    return Wording(Layout(**content["layout"]), papers)


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


def filled(sentence: str, values: Values) -> Runs:
    """A sentence with its values; raises `KeyError` for a placeholder that nobody fills."""
    kept = _OPTIONAL.sub(lambda part: part[1] if _is_known(part[1], values) else "", sentence)
    runs = []
    for number, words in enumerate(_BOLD.split(kept)):
        if words:
            runs.append(Run(_PLACE.sub(lambda place: values[place[1]], words), bold=number % 2 == 1))
    return tuple(runs)


def objection_to(sentence: str, known: Values | frozenset[str], *, field: str) -> Refused | None:
    """What is wrong with a sentence that somebody wrote, or `None`."""
    strange = [one for one in _PLACE.findall(sentence) if one not in known]
    if strange:
        return Refused(
            "This paper knows no {%(name)s}; it knows %(known)s.",
            field=field,
            name=strange[0],
            known=", ".join(f"{{{one}}}" for one in sorted(known)),
        )
    rest = _PLACE.sub("", _OPTIONAL.sub(lambda part: part[1], sentence))
    if re.search(r"[{}\[\]]", rest):
        return Refused("A bracket is opened and not closed, or closed and not opened.", field=field)
    if rest.count("*") % 2:
        return Refused("Put a star before and after the words that shall be bold.", field=field)
    return None


def _is_known(part: str, values: Values) -> bool:
    return all(values[name] for name in _PLACE.findall(part))
