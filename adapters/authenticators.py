"""One-time codes of an authenticator application (TOTP, by pyotp) and codes printed for people to type."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp

_STEP = 30
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1, I and L: nobody mistakes one for another on paper."""


def new_secret() -> str:
    """A secret that the server and the person's telephone will share: 160 bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, name: str, issuer: str) -> str:
    """What the QR code tells the authenticator application."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step to which a code belongs, one step of clock error allowed either way; None for a wrong code."""
    present = int(now.timestamp()) // _STEP
    totp = pyotp.TOTP(secret)
    for step in (present, present - 1, present + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def new_code(length: int = 8) -> str:
    """A random code that a person types once from paper; eight letters and digits are 40 bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def typed_code(text: str) -> str:
    """A typed code as it was made: capitals, without the gaps between its groups."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def in_groups(code: str, size: int = 4) -> str:
    """ABCD EFGH: as it is printed, to be read aloud and typed without losing one's place."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))
