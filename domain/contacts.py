"""What a contact must say, how long it is kept, and when a liaison counts as silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.days import months_later
from domain.errors import Refused
from domain.lifecycles import IN_LIAISON, LIAISON
from domain.rules import Duty, Rules
from domain.secrecy import objections_to_marks
from models.vocabulary import Category, ContactKind, LiaisonState

KEPT_MONTHS = 24
"""How long a contact is kept; afterwards it is forgotten."""
_SAY_NOTHING_BY_THEMSELVES = (ContactKind.HELP, ContactKind.OPINION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What of a liaison is held against a contact."""

    state: LiaisonState
    category: Category
    started_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A contact as somebody wrote it down."""

    kind: ContactKind
    on: date
    text: str | None
    duty: int | None


def duties_served(rules: Rules, category: Category) -> list[Duty]:
    """The duties to which a contact can be tied (article 2): those whose wording is known, and that the member has.

    A member exempt from residence activities keeps those of Guidance 33, section 1.
    """
    is_exempt = category is Category.EXEMPT
    return [
        duty for duty in rules.duties if duty.text and (not is_exempt or duty.number in rules.exempt_duties)
    ]


def objections(said: Said, bond: Bond, rules: Rules, today: date) -> Iterator[Refused]:
    """Everything that is missing or cannot be, each on its field."""
    if bond.state not in IN_LIAISON:
        yield Refused(LIAISON.says[bond.state])
    yield from _day(said.on, bond.started_on, today)
    if said.kind in _SAY_NOTHING_BY_THEMSELVES and not said.text:
        yield Refused("Write in one line what it was about.", field="text")
    yield from objections_to_marks(text=said.text)
    known = {duty.number for duty in duties_served(rules, bond.category)}
    if said.duty is not None and said.duty not in known:
        yield Refused("Choose one of the duties shown.", field="duty")


def _day(on: date, started_on: date | None, today: date) -> Iterator[Refused]:
    first_kept = kept_since(today)
    if on > today:
        yield Refused("The day of the contact cannot be after today, %(today)s.", field="on", today=today)
    elif started_on is not None and on < started_on:
        yield Refused(
            "The liaison began on %(start)s: write that day or a later one.", field="on", start=started_on
        )
    elif on < first_kept:
        yield Refused(
            "Contacts are kept for two years: write a day from %(day)s on.", field="on", day=first_kept
        )


def kept_since(today: date) -> date:
    """The first day whose contacts are still kept."""
    return months_later(today, -KEPT_MONTHS)


def silent_since(today: date, months: int) -> date:
    """A liaison whose latest meeting or contact lies on this day or before it counts as silent."""
    return months_later(today, -months)
