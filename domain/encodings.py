"""Text of old Vietnamese fonts, TCVN3 (ABC) and VNI-Windows, recognised and converted to Unicode.

In such a font "TrÇn H÷u §¹t" looks like "Trần Hữu Đạt". The text is recognised only when its words make no sense
as they stand and all make sense converted; it is proposed, never converted silently.
"""

import re
import unicodedata
from dataclasses import dataclass

from domain.syllables import is_plain_syllable, is_syllable

TCVN3 = "TCVN3 (ABC)"
VNI = "VNI-Windows"
LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text in an old encoding, what it reads in Unicode, and whether nothing else is plausible."""

    encoding: str
    text: str
    is_certain: bool


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS = {
    "aeouyôö": {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    "aeo": {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309"}
    | {"ã": "\u0302\u0303", "ä": "\u0302\u0323"},
    "a": {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309"}
    | {"ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI = _VNI_LETTERS | {
    letter + mark: unicodedata.normalize("NFC", _VNI_LETTERS.get(letter, letter) + marks)
    for letters, table in _VNI_MARKS.items()
    for letter in letters
    for mark, marks in table.items()
}
_VNI |= {written.upper(): read.upper() for written, read in _VNI.items()}
_VNI_UNIT = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ]")
"""Letters that only Unicode has: most texts show one at once."""
_WORD_BREAK = re.compile(r"[\s!-@\[-`{-~\u2010-\u201f]+")
_TCVN3_TRACE = re.compile(r"[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad¡¢§£¤¥¦×÷]|(?<=[a-zß-ÿ])[À-Þ]")
"""A sign inside a word, or a capital after a small letter: no language writes so."""
_VNI_TRACE = re.compile(r"[aeouyôö][âêåøûõäãù]|aè|[ao]á|[ae]à", re.IGNORECASE)
"""Pairs that foreign names do not have; others, as in Loïc, Raúl or Seán, prove nothing."""


def recognise(text: str) -> Recognised | None:
    """What a text in an old encoding reads, or None for Unicode Vietnamese and for foreign words."""
    if (
        text.isascii()
        or _VIETNAMESE.search(text)
        or any(ord(char) > 0xFF and char.isalpha() for char in text)
    ):
        return None
    readings = [_reading(TCVN3, text, _from_tcvn3(text)), _reading(VNI, text, _from_vni(text))]
    found = [reading for reading in readings if reading]
    return max(found, key=lambda reading: reading.is_certain, default=None)


def _from_tcvn3(text: str) -> str:
    """The text letter by letter; all in capitals where the plain letters are, for no marked ones existed."""
    converted = "".join(_TCVN3.get(char, char) for char in text)
    return converted.upper() if re.search("[A-Z]{2}", text) and not re.search("[a-z]", text) else converted


def _from_vni(text: str) -> str:
    """The text with each letter and the marks behind it as one letter."""
    return _VNI_UNIT.sub(lambda unit: _VNI[unit[0]], text)


def _reading(encoding: str, text: str, converted: str) -> Recognised | None:
    """The reading when every word makes sense converted and enough of them did not before."""
    pairs = [pair for pair in zip(_words(text), _words(converted), strict=False) if pair[0]]
    if not all(_is_read(word, read) for word, read in pairs):
        return None
    trace = _TCVN3_TRACE if encoding == TCVN3 else _VNI_TRACE
    changed = [word for word, read in pairs if word != read]
    senseless = [word for word in changed if not is_syllable(word) or _is_torn(word)]
    is_certain = any(trace.search(word) and len(word) > 1 for word in senseless)
    return Recognised(encoding, converted, is_certain) if is_certain or len(senseless) > 1 else None


def _words(text: str) -> list[str]:
    """The words between spaces and ASCII punctuation."""
    return _WORD_BREAK.split(text)


def _is_read(word: str, read: str) -> bool:
    """Whether the word makes sense converted, or is a plain word or an abbreviation that needs no converting."""
    if word.isascii():
        return is_plain_syllable(word.lower()) or (word.isupper() and len(word) <= LONGEST_ABBREVIATION)
    return is_syllable(read)


def _is_torn(word: str) -> bool:
    """Whether small letters and capitals stand in one word as nobody writes them (ChÝ)."""
    return not (word.islower() or word.isupper() or word.istitle())
