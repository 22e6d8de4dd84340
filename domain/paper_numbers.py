"""Numbers of a paper list as people write them down."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from domain.errors import Refused
from domain.names import clean

_DASH = re.compile(r"\s*[-–—]\s*")
_BREAK = re.compile(r"[\s,;./]+")
_PIECE = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")
_WORDS = ("", "và", "số")
_SHOWN = 12
"""Characters of a strange piece that are shown again."""
NOBODY = 0
"""Written alone, it says that there is nobody to write down."""


def read_numbers(text: str, *, field: str | None = None) -> frozenset[int]:
    """The numbers of a text: `3, 9 14`, `3;9;14`, `3 và 9`; `3-5` stands for 3, 4 and 5, a lone 0 for nobody."""
    pieces = [one for one in _BREAK.split(_DASH.sub("-", clean(text)).lower()) if one not in _WORDS]
    strange = [piece for piece in pieces if not _PIECE.fullmatch(piece)]
    if strange:
        shown = ", ".join(_short(piece) for piece in dict.fromkeys(strange))
        raise Refused("Write numbers only, for example 3, 9, 14; not %(pieces)s.", field=field, pieces=shown)
    numbers = frozenset(number for piece in pieces for number in _numbers(piece))
    return numbers - {NOBODY} if numbers == {NOBODY} else numbers


def written(numbers: Collection[int]) -> str:
    """The numbers as one would write them: 3, 9, 14; a 0 for nobody."""
    return ", ".join(map(str, sorted(numbers))) or str(NOBODY)


def objection_to_unknown(
    numbers: Iterable[int], known: Collection[int], *, field: str | None = None
) -> Refused | None:
    """Which numbers the list does not have, or `None`."""
    unknown = sorted(set(numbers) - set(known))
    if not unknown:
        return None
    return Refused(
        "The list has no number %(numbers)s: it goes from 1 to %(last)s.",
        field=field,
        numbers=", ".join(map(str, unknown[:_SHOWN])) + (", …" if len(unknown) > _SHOWN else ""),
        last=max(known, default=0),
    )


def _numbers(piece: str) -> Iterable[int]:
    found = _PIECE.fullmatch(piece)
    if found is None:
        return ()
    first, last = int(found[1]), int(found[2] or found[1])
    return range(min(first, last), max(first, last) + 1)


def _short(piece: str) -> str:
    return piece if len(piece) <= _SHOWN else f"{piece[:_SHOWN]}…"
