"""Words that do not belong on a page in this language: stop list, untranslated sentences, English grammar."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support.pages import Page

ROOT = Path(__file__).parents[2]
STOP_LIST = ("required", "field", "Error", "Day", "invalid", "Submit")
"""Words that must not be read on a Vietnamese page."""
_GRAMMAR = (
    "the",
    "of",
    "and",
    "is",
    "was",
    "your",
    "this",
    "with",
    "has",
    "been",
    "not",
    "from",
    "are",
    "for",
)
"""English words that are no Vietnamese syllable: one alone may be a name, two in a sentence are English."""
_PARAMETER = re.compile(r"%\(\w+\)s")
_ENGLISH_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_GRAMMAR)})(?!\w)", re.IGNORECASE)
_STOP_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(STOP_LIST)})(?!\w)")


@cache
def catalogue(language: str = "vi") -> Catalog:
    """The catalogue of a language, as it stands in the source."""
    with (ROOT / f"translations/{language}/messages.po").open("rb") as file:
        return read_po(file, locale=language)


def foreign_to(page: Page) -> Iterator[str]:
    """Pieces of a Vietnamese page that are English."""
    if page.language != "vi":
        return
    yield from (text for text in {page.title, *page.sentences()} if _is_english(text))


@cache
def _is_english(text: str) -> bool:
    """Whether a piece of a page is English, or has an English sentence in it; most pieces stand on many pages."""
    bare, several, patterns = _english()
    if _STOP_WORD.search(text) or len(_ENGLISH_WORD.findall(text)) > 1 or text in bare:
        return True
    return any(one in text for one in several) or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def _english() -> tuple[frozenset[str], tuple[str, ...], tuple[re.Pattern[str], ...]]:
    """The English sentences that have another wording in Vietnamese: without parameters, of several words, patterns."""
    sentences = [
        str(message.id)
        for message in catalogue()
        if message.id and isinstance(message.id, str) and message.string and message.string != message.id
    ]
    bare = frozenset(" ".join(one.split()) for one in sentences if not _PARAMETER.search(one))
    with_parameters = [
        one for one in sentences if _PARAMETER.search(one) and re.search(r"[a-z]{3}", _PARAMETER.sub("", one))
    ]
    patterns = tuple(
        re.compile(".+".join(re.escape(part) for part in _PARAMETER.split(one))) for one in with_parameters
    )
    return bare, tuple(one for one in bare if " " in one), patterns
