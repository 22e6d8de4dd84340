"""What a need of the cell must say, and what a member must say of what he or she can do."""

from collections.abc import Iterator
from datetime import date

from domain.errors import Refused
from domain.secrecy import objections_to_marks
from models.vocabulary import Competence

MOST_PEOPLE = 99


def objections_to_need(text: str | None, on: date, people: int, today: date) -> Iterator[Refused]:
    """Everything that is missing or cannot be, each on its field."""
    if not text:
        yield Refused("Write what help is needed.", field="text")
    yield from objections_to_marks(text=text)
    if on < today:
        yield Refused("The day cannot be before today, %(today)s.", field="on", today=today)
    if not 1 <= people <= MOST_PEOPLE:
        yield Refused(
            "Write how many people are needed, from 1 to %(most)s.", field="people", most=MOST_PEOPLE
        )


def objections_to_strength(competence: Competence, words: str | None) -> Iterator[Refused]:
    """The last choice of the list says nothing by itself."""
    if competence is Competence.OTHER and not words:
        yield Refused("Write in your own words what you can help with.", field="words")
    yield from objections_to_marks(words=words)
