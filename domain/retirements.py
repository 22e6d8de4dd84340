"""The two counters that begin with a retirement: letter presented, Party life transferred (294-QĐ/TW, BR-16)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from domain.deadlines import add_working_days


@dataclass(frozen=True, slots=True)
class Counters:
    """The last working days for both steps of the official transfer to the residence."""

    letter_by: date
    transfer_by: date


def counters(
    effective_on: date, letter_days: int, transfer_days: int, holidays: AbstractSet[date]
) -> Counters:
    """When the letter must be presented and the transfer be done, in working days from the retirement (BR-16)."""
    return Counters(
        letter_by=add_working_days(effective_on, letter_days, holidays),
        transfer_by=add_working_days(effective_on, transfer_days, holidays),
    )
