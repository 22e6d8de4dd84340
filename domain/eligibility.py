"""Who may be introduced to the residence, and what must be said of an exemption (Guidance 33-HD/BTCTW)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.days import months_later
from domain.errors import Refused
from domain.lifecycles import LIAISON
from domain.names import fold
from domain.secrecy import objections_to_marks
from models.vocabulary import Category, ExemptionReason, LiaisonState, label

NOT_ENTERED = label(
    "Persons exempt from introduction are not entered in this register: leave this person out and delete the words."
)
"""The hint and the refusal in one: such persons are never offered as a choice."""
_EXEMPT_FROM_INTRODUCTION = "mien gioi thieu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What decides whether a member may be introduced."""

    name: str
    left_on: date | None = None
    open_state: LiaisonState | None = None
    """The state of the member's open liaison, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Why a member is introduced but exempt from activities, on what paper, from when, and when it is reviewed."""

    reason: ExemptionReason | None = None
    basis: str | None = None
    start: date | None = None
    review_on: date | None = None


def is_exempt_from_introduction(words: str | None) -> bool:
    """Whether a text says that somebody is exempt from introduction (miễn giới thiệu), in any spelling (BR-02)."""
    return _EXEMPT_FROM_INTRODUCTION in fold(words or "")


def may_be_introduced(candidate: Candidate, on: date, *, field: str | None = None) -> Refused | None:
    """Why a member may not be introduced on a day, or `None`: gone from working life, or introduced already (BR-01)."""
    if candidate.left_on is not None and candidate.left_on <= on:
        return Refused(
            "Comrade %(name)s left working life on %(day)s and is no longer introduced.",
            field=field,
            name=candidate.name,
            day=candidate.left_on,
        )
    if candidate.open_state is LiaisonState.DRAFTED:
        return Refused(
            "A letter for comrade %(name)s is being prepared already: open that draft.",
            field=field,
            name=candidate.name,
        )
    if candidate.open_state is LiaisonState.RETURNED:
        return Refused(
            "The letter of comrade %(name)s came back: correct that one and send it again.",
            field=field,
            name=candidate.name,
        )
    if candidate.open_state is not None:
        return Refused(LIAISON.says_of[candidate.open_state], field=field, name=candidate.name)
    return None


def objections_to_exemption(category: Category, exemption: Exemption, today: date) -> Iterator[Refused]:
    """What is missing or cannot be in an exemption; nothing for a member without one (Guidance 33, section 1)."""
    if is_exempt_from_introduction(exemption.basis):
        yield Refused(NOT_ENTERED, field="exemption_basis")
    yield from objections_to_marks(exemption_basis=exemption.basis)
    if category is not Category.EXEMPT:
        return
    if exemption.reason in (None, ExemptionReason.NOT_STATED):
        yield Refused("Choose the reason of the exemption.", field="exemption_reason")
    if not exemption.basis:
        yield Refused("Write the paper that bases the exemption.", field="exemption_basis")
    if exemption.start is None:
        yield Refused("Write the day from which the exemption holds.", field="exempt_from")
    elif exemption.start > today:
        yield Refused("The exemption cannot begin after today, %(today)s.", field="exempt_from", today=today)
    if exemption.start and exemption.review_on and exemption.review_on <= exemption.start:
        yield Refused(
            "Write a review day after %(start)s, the first day of the exemption.",
            field="exempt_review_on",
            start=exemption.start,
        )


def review_day(start: date, months: int) -> date:
    """The day on which an exemption is looked at again, some months after its start; the month's last day at most."""
    return months_later(start, months)
