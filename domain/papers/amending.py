"""What may be written into papers by an office: sentences, symbols, margins (36-HD/VPTW for the layout)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict

from domain.errors import Refused
from domain.papers.blocks import Layout
from domain.papers.places import places_of
from domain.papers.wording import OPTIONAL, PLACE, SYMBOLS
from domain.secrecy import objections_to_marks

LONGEST, LONGEST_SYMBOL = 600, 10
MARGINS, SIZES = (10, 50), (12, 16)
"""Millimetres and points. Between margins of 50 mm a line still is 110 mm long on A4."""

_ANY_PLACE = re.compile(r"\{([^{}]*)\}")
_SYMBOL = re.compile(r"[^\W\d_]+(?:[.-]?[^\W_]+)*")


def objections_to_words(part: str, key: str, text: str, original: str) -> Iterator[Refused]:
    """Everything that keeps a sentence or a symbol from being written as it is."""
    if part == SYMBOLS:
        if not _SYMBOL.fullmatch(text) or text != text.upper() or len(text) > LONGEST_SYMBOL:
            yield Refused(
                "Write the symbol in capital letters, %(limit)s at most, for example ĐU.",
                field="text",
                limit=LONGEST_SYMBOL,
            )
        return
    if len(text) > LONGEST:
        yield Refused("Shorten this to %(limit)s characters.", field="text", limit=LONGEST)
    yield from _strange(text, places_of(part, key))
    yield from _lost(text, original)
    yield from _unbalanced(text)
    yield from objections_to_marks(text=text)


def objections_to_layout(layout: Layout) -> Iterator[Refused]:
    """Everything that keeps a layout from being used; each on its own field."""
    for name, figure in asdict(layout).items():
        least, most = SIZES if name == "size" else MARGINS
        if not least <= figure <= most:
            yield Refused(
                "Write a whole number from %(least)s to %(most)s.", field=name, least=least, most=most
            )


def _strange(text: str, known: frozenset[str]) -> Iterator[Refused]:
    strange = [name for name in _ANY_PLACE.findall(text) if name not in known]
    if not strange:
        return
    places, names = (
        ", ".join(f"{{{one}}}" for one in dict.fromkeys(found)) for found in (sorted(known), strange)
    )
    if places:
        yield Refused(
            "This sentence knows no %(names)s; it knows %(known)s.", field="text", names=names, known=places
        )
    else:
        yield Refused("This sentence has no place to fill; take out %(names)s.", field="text", names=names)


def _lost(text: str, original: str) -> Iterator[Refused]:
    """What the original names in any case, the paper cannot do without."""
    needed = dict.fromkeys(PLACE.findall(OPTIONAL.sub("", original)))
    lost = [name for name in needed if name not in PLACE.findall(text)]
    if lost:
        yield Refused(
            "The paper cannot do without %(names)s: leave it in the sentence.",
            field="text",
            names=", ".join(f"{{{one}}}" for one in lost),
        )


def _unbalanced(text: str) -> Iterator[Refused]:
    bare = _ANY_PLACE.sub("", text)
    if re.search(r"[{}\[\]]", OPTIONAL.sub(lambda part: part[1], bare)):
        yield Refused("A bracket is opened and not closed, or closed and not opened.", field="text")
    elif any(not PLACE.search(part) for part in OPTIONAL.findall(text)):
        yield Refused("What stands in [ ] needs a place to fill, for example [; {sex}].", field="text")
    if any(part.count("*") % 2 for part in (OPTIONAL.sub("", bare), *OPTIONAL.findall(bare))):
        yield Refused("Put a star before and after the words that shall be bold.", field="text")
