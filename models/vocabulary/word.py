"""What a word of the field is: a value for the database, and a label that the translator is given.

The English labels are message ids; what people read is in translations/.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def label(text: str) -> str:
    """Mark an English label for the extractor; the edge translates it."""
    return text


class Word(StrEnum):
    """An enumeration whose members carry the label that a person reads."""

    text: str

    def __new__(cls, value: str, text: str = "") -> Self:
        """A member equal to its value, with its label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = text
        return member
