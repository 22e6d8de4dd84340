"""Words typed in Telex while the keyboard was set to plain letters: "nguyeenx" for "nguyễn"."""

import re

from domain.syllables import is_plain_syllable

_DOUBLED = re.compile(r"(?<=([aeod]))\1")
_HORN = re.compile(r"(?<=[aou])w")
_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)[sfrxj]")


def understood(word: str) -> tuple[str, ...]:
    """The plain spelling of a word that makes sense only as Telex; empty when it makes sense as it stands."""
    if is_plain_syllable(word):
        return ()
    plain = _DOUBLED.sub("", _HORN.sub("", _TONE.sub(r"\1", word, count=1))).replace("w", "u")
    return (plain,) if plain != word and is_plain_syllable(plain) else ()
