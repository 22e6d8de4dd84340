"""What all events are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; its text stands in templates/messages/, in a file of its name."""
