"""A text as a QR code: an image that stands in the page itself, drawn by segno."""

from __future__ import annotations

import segno


def image(text: str) -> str:
    """The code as an SVG `data:` address for an `img`; its size is that of the style sheet."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=2, omitsize=True, xmldecl=False))
