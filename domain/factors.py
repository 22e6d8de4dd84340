"""Who must prove himself or herself twice, and how long a password must be."""

from __future__ import annotations

from collections.abc import Iterable

from domain.errors import Refused
from models.vocabulary import Office

ALONE = 15
"""Characters of a password that stands alone."""
WITH_FACTOR = 8
"""Characters of a password beside an authenticator or a passkey."""
WITH_PASSWORD = frozenset({Office.STAFF, Office.OVERSEER, Office.ADMINISTRATOR})
"""Offices that sign in with a password; all others with a PIN on a device of their own."""


def must_have_factor(offices: Iterable[Office | None], *, strict: bool, demonstration: bool) -> bool:
    """Whether one of these offices is closed to an account without a second factor.

    Administrators always, office staff in profile `vn-l3`; nobody in demonstration mode.
    """
    held = set(offices)
    if demonstration:
        return False
    return Office.ADMINISTRATOR in held or (strict and bool(held & WITH_PASSWORD))


def check_length(password: str, *, has_factor: bool) -> None:
    """Refuse a password that is too short: 15 characters alone, 8 beside a second factor. No rule on which ones."""
    if len(password) >= (WITH_FACTOR if has_factor else ALONE):
        return
    if has_factor:
        raise Refused("Write a password of at least 8 characters.", field="password")
    raise Refused(
        "Write a password of at least 15 characters: a short sentence is good. "
        "With an authenticator or a passkey, 8 are enough.",
        field="password",
    )
