"""The words of messages, from templates/messages/: one renderer for the bell, for e-mail and for the text to copy.

A file holds the subject on its first line and the body below an empty one. English is the message id, as everywhere;
the other languages are read from the catalogues of translations/, without Flask and without a request.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_ROOT = Path(__file__).resolve().parents[1]
FOLDER = _ROOT / "templates" / "messages"


def message(language: str, name: str, **values: Any) -> tuple[str, str]:
    """Subject and body of a message in a language; `name` is that of an event, or of a file without its ending."""
    text = _environment(str(language)).get_template(f"{_file(name)}.txt").render(**values)
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), f"{body.strip()}\n"


def subject(language: str, name: str, count: int = 1) -> str:
    """The one line of an event, or of so many alike: what the bell shows, and so without anything personal.

    A file may word the many; where it does not, their number stands behind the line in brackets.
    """
    one, many = (message(language, name, count=number)[0] for number in (1, count))
    return many if many != one or count == 1 else f"{one} ({count})"


def _file(name: str) -> str:
    """NoticeSent becomes notice_sent."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@cache
def _environment(language: str) -> Environment:
    # Plain text: nothing here is read by a browser, so nothing is escaped.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = _catalogue(language)

    def translated(sentence: str, **values: Any) -> str:
        told = words.get(sentence) or sentence
        return told % values if values else told

    environment.globals["_"] = translated
    return environment


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Sentence → translation; empty for English, whose sentences are the message ids."""
    path = _ROOT / "translations" / language / "messages.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {
        one.id: one.string for one in catalogue if isinstance(one.id, str) and isinstance(one.string, str)
    }
