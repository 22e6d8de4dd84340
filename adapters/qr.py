"""A text as a QR code: an image that stands in the page itself, drawn by segno."""

from __future__ import annotations

from io import BytesIO

import segno


def image(text: str) -> str:
    """The code as an SVG `data:` address for an `img`; its size is that of the style sheet."""
    return str(_made(text).svg_data_uri(border=2, omitsize=True, xmldecl=False))


def drawing(text: str) -> str:
    """The code as SVG, to be set into a paper."""
    return str(_made(text).svg_inline(border=2, omitsize=True))


def picture(text: str) -> bytes:
    """The code as a PNG picture, for programs that know no SVG."""
    file = BytesIO()
    _made(text).save(file, kind="png", scale=8, border=2)
    return file.getvalue()


def _made(text: str) -> segno.QRCode:
    """With one pattern for all: looking for the fairest takes eight times as long, and any of them can be read."""
    return segno.make_qr(text, error="m", mask=3)
