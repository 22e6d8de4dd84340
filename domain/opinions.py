"""What an opinion must say when it is raised and when it is passed on (article 2, items 3 and 4; article 4, item 3)."""

from collections.abc import Iterator
from datetime import date

from domain.errors import Refused
from domain.secrecy import objections_to_marks
from models.vocabulary import MeetingKind


def objections_to_raising(
    text: str | None,
    raised_on: date,
    today: date,
    *,
    is_of_residents: bool = False,
    meeting: MeetingKind | None = None,
) -> Iterator[Refused]:
    """Everything that is missing or cannot be; residents are not named, so their words belong to a people's meeting."""
    if not text:
        yield Refused("Write the opinion.", field="text")
    yield from objections_to_marks(text=text)
    if raised_on > today:
        yield Refused(
            "The day of the opinion cannot be after today, %(today)s.", field="raised_on", today=today
        )
    if is_of_residents and meeting is not MeetingKind.PEOPLE:
        yield Refused("Choose the people's meeting at which residents said it.", field="meeting")


def objections_to_passing_on(
    body: str | None, due_on: date, today: date, *, is_for_committee: bool
) -> Iterator[Refused]:
    """Everything that is missing: a body that is named, a day that is still to come."""
    if not is_for_committee and not body:
        yield Refused("Write the name of the body.", field="body")
    yield from objections_to_marks(body=body)
    if due_on < today:
        yield Refused("The answer is due today, %(today)s, or on a later day.", field="due_on", today=today)
