"""A meeting as a file for calendars (icalendar): the hour in its own time zone, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from adapters import clock

TYPE = "text/calendar; charset=utf-8"
_MAKER = "-//So lien he 213//VI"
_LASTS = timedelta(hours=2)
"""How long an entry stands in a calendar: the end of a meeting is not known before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One meeting. A new sequence replaces what a calendar took over under the same mark."""

    mark: str
    sequence: int
    title: str
    starts_at: datetime
    place: str | None
    address: str
    """Where more is to be read."""
    is_cancelled: bool = False


def file(one: Appointment) -> bytes:
    """The .ics file of one meeting; of a cancelled one, the file that strikes it out."""
    starts_at = one.starts_at.astimezone(clock.HERE)
    event = Event()
    event.add("uid", one.mark)
    event.add("sequence", one.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + _LASTS)
    event.add("summary", one.title)
    if one.place:
        event.add("location", one.place)
    event.add("url", one.address)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if one.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    body: bytes = calendar.to_ical()
    return body
