"""The ladder of a notice that nobody acknowledges: each rung once, on its working day or after it."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from domain.deadlines import working_days_between
from models.vocabulary import Step

LADDER: tuple[tuple[str, Step], ...] = (
    ("reminder", Step.REMINDED),
    ("deputy", Step.DEPUTY),
    ("committee", Step.COMMITTEE),
    ("ring", Step.UNANSWERED),
)
"""The rungs in order: the name of each in the rule set, and the step that it leaves on the notice."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung whose day has come: its number from 1 on, and the step that it leaves."""

    number: int
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Climber:
    """What of a waiting notice decides how it climbs."""

    counted_from: date
    climbed: int
    """How many rungs it has behind it."""
    is_restricted: bool
    """A sanction: its ladder skips the deputy."""
    is_for_committee: bool
    """Addressed to the commune committee itself: there is none above to turn to."""


def due_rungs(
    climber: Climber, days: Mapping[str, int], today: date, holidays: AbstractSet[date]
) -> Iterator[Rung]:
    """The rungs to climb today, lowest first; after days without a round there may be several.

    `days` are working days from the day counted from to each rung, as the rule set says.
    """
    passed = working_days_between(climber.counted_from, today, holidays)
    for number, (name, step) in enumerate(LADDER, start=1):
        if number > climber.climbed and passed >= days[name] and not _is_skipped(climber, step):
            yield Rung(number, step)


def _is_skipped(climber: Climber, step: Step) -> bool:
    if step is Step.DEPUTY:
        return climber.is_restricted
    return step is Step.COMMITTEE and climber.is_for_committee
