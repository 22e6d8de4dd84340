"""How people are called when they sign in, and where a message reaches them."""

from __future__ import annotations

import re

from domain.errors import Refused
from domain.names import fold

LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def sign_in_name(text: str, *, field: str | None = "sign_in_name") -> str:
    """A sign-in name in small letters; refused when it cannot be typed on every keyboard."""
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise Refused(
            "Write a sign-in name of 3 to 60 letters without marks, digits, dots or hyphens, for example %(example)s.",
            field=field,
            example=_suggested(text),
        )
    return name


def _suggested(text: str) -> str:
    """The typed name as it could be written: lê thị hạnh becomes le.thi.hanh."""
    words = ".".join(re.sub(r"[^a-z0-9 ]", "", fold(text)).split())[:LONGEST_NAME]
    return words if _NAME.fullmatch(words) else "le.hanh"


def email(text: str, *, field: str | None = "email") -> str:
    """An e-mail address; what stands in it goes into a header, so nothing but one address is taken."""
    address = text.strip()
    if len(address) > 200 or not _EMAIL.fullmatch(address):
        raise Refused(
            "Write an e-mail address, for example %(example)s.", field=field, example="hanh@example.vn"
        )
    return address
