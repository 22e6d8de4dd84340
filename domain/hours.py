"""Hours of the day as people type them."""

import re
from datetime import time

from domain.errors import Refused
from domain.names import fold

_HOUR = re.compile(
    r"(?:luc )?(\d{1,2})"
    r"(?:(?: ?(?:gio|h|g) ?| )(\d{1,2}|ruoi)|(?<=\d\d)(\d\d)| ?(?:gio|h|g))?"
    r"(?: ?(?:phut|p))?"
    r"(?: ?(sang|trua|chieu|toi|dem|am|pm))?"
)
_AFTER_NOON = {
    "trua": range(1, 4),
    "chieu": range(1, 12),
    "toi": range(1, 12),
    "dem": range(6, 12),
    "pm": range(1, 12),
}
"""Part of the day → the hours of the clock that lie in its afternoon: 7 giờ tối is 19, 1 giờ đêm stays 1."""
_MIDNIGHT = ("dem", "am")


def typed_hour(text: str, *, field: str | None = None) -> time:
    """The hour that a person typed: 19 giờ 30, 19h30, 19:30, 7 giờ rưỡi tối; else refused with what to write."""
    typed = _HOUR.fullmatch(fold(text))
    if typed is None:
        raise Refused("Write the hour, for example 19:30.", field=field)
    hour, minutes, part = int(typed[1]), typed[2] or typed[3] or "0", typed[4]
    if hour in _AFTER_NOON.get(part or "", ()):
        hour += 12
    elif hour == 12 and part in _MIDNIGHT:
        hour = 0
    minute = 30 if minutes == "ruoi" else int(minutes)
    if hour > 23 or minute > 59:
        raise Refused("Write an hour from 0 to 23 and minutes from 0 to 59, for example 19:30.", field=field)
    return time(hour, minute)
