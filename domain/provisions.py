"""A rule set as a list of provisions, each with its source and its standing: read, completed, compared, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.vocabulary import Part

NUMBERED = (
    Part.DUTIES,
    Part.WORKPLACE_DUTIES,
    Part.RESIDENCE_DUTIES,
    Part.FULL_SHEET,
    Part.EXEMPT_SHEET,
)
"""Parts whose provisions are numbered and are as many as the text has; those of the other parts have names."""


def filled_in(content: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A content with what it has not got yet: whole parts, and of the named provisions each that is lacking."""
    return {
        part.value: {**wanted[part], **content.get(part, {})}
        if part not in NUMBERED
        else content.get(part) or wanted[part]
        for part in Part
    }
