"""Activation slips: until when one is good, and why one is not."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refused

CODE_LENGTH = 8


def check_slip(
    *,
    now: datetime,
    expires_at: datetime,
    used_at: datetime | None,
    closed_at: datetime | None,
    refused_at: datetime | None,
) -> None:
    """Refuse a slip that is spent, in the words of its own case; a code is random, so saying why gives nothing away."""
    if used_at is not None:
        raise Refused(
            "This slip has already been used. If it was not you, call the office at once.", field="code"
        )
    if refused_at is not None:
        raise Refused(
            "Somebody said that this slip is not theirs, so it was closed. Call the office.", field="code"
        )
    if closed_at is not None:
        raise Refused(
            "This slip was replaced by a newer one. Use the newest slip, or call the office.", field="code"
        )
    if expires_at <= now:
        raise Refused("The code has expired. Call the office for a new slip.", field="code")
