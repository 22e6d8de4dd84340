"""Vietnamese names: cleaned as they are kept, folded to be found, keyed to be sorted, compared."""

import re
import unicodedata
from functools import lru_cache

from domain.errors import Refused
from domain.telex import understood

LONGEST_NAME = 120
LONGEST_KEY = 600

_SAME_LETTER = str.maketrans({"Ð": "Đ", "ð": "đ"})
"""The Icelandic letter looks the same and comes from some old keyboards."""
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""huyền, hỏi, ngã, sắc, nặng, in the order of the dictionaries; no mark is ngang, 0."""
_QUALITIES = {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}
"""Both signs stand after z in ASCII, so that ă follows every a, whatever letter comes next."""
_WORD = "[!-~À-ÏÑ-ïñ-ɏḀ-ỿ]+"
_CLEAN = re.compile(f"{_WORD}(?: {_WORD})*")
"""Single spaces between letters that are already composed: most of a list needs no cleaning."""
_NOT_IN_A_NAME = re.compile(r"[^\w\s'’().-]|[\d_]")


def clean(text: str) -> str:
    """One line of text as it is kept: NFC, no invisible characters, single spaces, none at the ends."""
    if _CLEAN.fullmatch(text):
        return text
    kept = "".join(_visible(char) for char in text.translate(_SAME_LETTER))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _visible(char: str) -> str:
    """The character, a space for any kind of space or control, nothing for what cannot be seen."""
    if " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if category in ("Cf", "Cs"):
        return ""
    return " " if category[0] == "Z" or category == "Cc" else char


def fold(text: str) -> str:
    """Lower case without marks or punctuation; equal for NFC and NFD, old and new tone places (BR-18)."""
    return " ".join(filter(None, map(_folded, text.lower().split())))


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """One word folded; lists repeat theirs. Punctuation makes several of it, or none."""
    plain = "".join(_unmarked(char) for char in unicodedata.normalize("NFD", word))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _unmarked(char: str) -> str:
    """A letter or digit without its mark, nothing for a mark or an invisible sign, a space for the rest."""
    if char.isalnum():
        return "d" if char in "đð" else char
    return "" if unicodedata.category(char) in ("Mn", "Cf", "Cs") else " "


def full_name(text: str, *, field: str | None = None) -> str:
    """A name as it is kept; refused when empty, too long, or with signs that no name has."""
    name = clean(text)
    if not any(char.isalpha() for char in name):
        raise Refused("Write the full name, for example Nguyễn Văn An.", field=field)
    if len(name) > LONGEST_NAME:
        raise Refused("Shorten this to %(limit)s characters.", field=field, limit=LONGEST_NAME)
    if signs := "".join(dict.fromkeys(_NOT_IN_A_NAME.findall(name))):
        raise Refused("A name has letters only: leave out %(signs)s", field=field, signs=signs)
    return name


def given_name(name: str) -> str:
    """The last word, by which a person is called and lists are sorted."""
    return clean(name).rpartition(" ")[2]


def sort_key(name: str) -> str:
    """ASCII text whose byte order is Vietnamese order: given name, family name, middle name.

    In each of the three, letters come first (a ă â b c d đ …) and tones decide between equals.
    """
    words = clean(name).lower().split(" ")
    parts = (words[-1:], words[:-1][:1], words[1:-1])
    return " ".join(_key(part) for part in parts)[:LONGEST_KEY]


def title_key(title: str) -> str:
    """ASCII text whose byte order is Vietnamese order from the first word on, with numbers by their value."""
    words = clean(title).lower().split(" ")
    return _key([word.zfill(6) if word.isdecimal() else word for word in words])[:LONGEST_KEY]


def _key(words: list[str]) -> str:
    """The letters of all words, then their tones; a space sorts before the hyphen between words."""
    return f"{'-'.join(map(_letters, words))} {''.join(map(_tone, words))}"


@lru_cache(maxsize=8192)
def _letters(word: str) -> str:
    """The letters of a word without its tone; names are made of a few thousand words."""
    return "".join(map(_letter, word))


def _letter(char: str) -> str:
    """The letter without its tone, in signs that sort as the Vietnamese alphabet does."""
    marks = unicodedata.normalize("NFD", char)
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if toneless in _QUALITIES:
        return _QUALITIES[toneless]
    if marks[0].isascii():
        return marks[0] if marks[0].isalnum() else ""
    return "}" if marks[0].isalnum() else ""


@lru_cache(maxsize=8192)
def _tone(word: str) -> str:
    """The digit of the word's tone; a foreign word with several marks gives each."""
    return "".join(_TONES.get(mark, "") for mark in unicodedata.normalize("NFD", word)) or "0"


def same_name(one: str, other: str) -> bool:
    """Whether two names are spelt alike: marks count; case, tone places and normal forms do not (BR-18)."""
    return sort_key(one) == sort_key(other)


def search_words(query: str) -> list[tuple[str, ...]]:
    """The words to be found, in any order; each as the folded spellings of which one must match.

    Most have a single spelling; a word typed in Telex by mistake ("nguyeenx") has a second one ("nguyen").
    """
    return [(word, *understood(word)) for word in dict.fromkeys(fold(query).split())]
