"""The code at the foot of a paper: easy to read aloud; a slip of the pen is told from a code that is none of ours."""

from __future__ import annotations

import unicodedata

from domain.errors import Refused

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1, I and L; thirty-one of them, a prime: one wrong sign, or two exchanged, never pass."""
LENGTH = 10


def with_check(body: str) -> str:
    """A body with the sign that checks it."""
    return body + _check(body)


def read_code(typed: str, *, field: str | None = None) -> str:
    """A code as it was typed, in capitals and without gaps; refused when it cannot be one."""
    code = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    if len(code) != LENGTH:
        raise Refused("The code has 10 letters and digits, for example ABCDE 2345F.", field=field)
    if any(sign not in SIGNS for sign in code) or code[-1] != _check(code[:-1]):
        raise Refused("One of the signs is mistaken: compare the code with the paper.", field=field)
    return code


def shown(code: str) -> str:
    """ABCDE FGHJK: as it stands on the paper."""
    return f"{code[:5]} {code[5:]}"


def line_as_compared(line: str) -> str:
    """A line without what nobody reads: capitals, the composition of letters, gaps, the sign at its end."""
    words = unicodedata.normalize("NFC", line).casefold().split()
    return " ".join(words).strip(" .,;:")


def _check(body: str) -> str:
    return SIGNS[sum(at * SIGNS.index(sign) for at, sign in enumerate(body, start=1)) % len(SIGNS)]
