"""State tables of all that has states, and the one way from a state to the next; a new arrow is one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from domain.errors import Refused
from models.vocabulary import LiaisonState, NoticeState, label

State = TypeVar("State", LiaisonState, NoticeState)


@dataclass(frozen=True, slots=True)
class LifeCycle(Generic[State]):
    """The arrows between states, and for each state the sentence that says what is the case in it."""

    arrows: Mapping[State, frozenset[State]]
    says: Mapping[State, str]
    says_of: Mapping[State, str] = field(default_factory=lambda: MappingProxyType({}))
    """The same sentences about one person of several, whose name they take as %(name)s."""


_L = LiaisonState
_N = NoticeState

LIAISON: LifeCycle[LiaisonState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _L.DRAFTED: frozenset({_L.ISSUED, _L.ENDED}),
            _L.ISSUED: frozenset({_L.RECEIVED, _L.RETURNED, _L.ENDED}),
            _L.RECEIVED: frozenset({_L.ASSIGNED, _L.RETURNED, _L.ENDED}),
            _L.ASSIGNED: frozenset({_L.ACTIVE, _L.EXEMPTED, _L.RECEIVED, _L.ENDED}),
            _L.ACTIVE: frozenset({_L.EXEMPTED, _L.ENDED}),
            _L.EXEMPTED: frozenset({_L.ACTIVE, _L.ENDED}),
            _L.RETURNED: frozenset({_L.DRAFTED, _L.ENDED}),
            _L.ENDED: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _L.DRAFTED: label("The letter is still a draft: the workplace committee has not sent it yet."),
            _L.ISSUED: label("The letter has been sent; the commune committee has not received it yet."),
            _L.RECEIVED: label("The letter has already been received; the cell has still to be chosen."),
            _L.ASSIGNED: label(
                "The member has already been introduced to a cell, which has still to confirm."
            ),
            _L.ACTIVE: label("The cell has already confirmed that the member was contacted."),
            _L.EXEMPTED: label("The cell has already confirmed; the member is exempt from its activities."),
            _L.RETURNED: label("The letter has been returned to the workplace."),
            _L.ENDED: label("This liaison has ended."),
        }
    ),
    says_of=MappingProxyType(
        {
            _L.DRAFTED: label("The letter of comrade %(name)s is still a draft: it has not been sent yet."),
            _L.ISSUED: label("The letter of comrade %(name)s has been sent, but not received yet."),
            _L.RECEIVED: label("The letter of comrade %(name)s has already been received."),
            _L.ASSIGNED: label("Comrade %(name)s has already been introduced to a cell."),
            _L.ACTIVE: label("The cell has already confirmed that comrade %(name)s was contacted."),
            _L.EXEMPTED: label(
                "The cell has already confirmed comrade %(name)s, who is exempt from activities."
            ),
            _L.RETURNED: label("The letter of comrade %(name)s has been returned to the workplace."),
            _L.ENDED: label("The liaison of comrade %(name)s has ended."),
        }
    ),
)
"""Whatever is open can end: a death or a move does not wait for a letter."""

NOTICE: LifeCycle[NoticeState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _N.SENT: frozenset({_N.ACKNOWLEDGED, _N.DISPUTED, _N.WITHDRAWN}),
            _N.ACKNOWLEDGED: frozenset({_N.SENT, _N.PROCESSED, _N.DISPUTED, _N.WITHDRAWN}),
            _N.DISPUTED: frozenset({_N.SENT, _N.ACKNOWLEDGED, _N.WITHDRAWN}),
            _N.PROCESSED: frozenset({_N.WITHDRAWN}),
            _N.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _N.SENT: label("The notice has not been acknowledged yet."),
            _N.ACKNOWLEDGED: label("The notice has already been acknowledged."),
            _N.DISPUTED: label("A question about this notice is waiting for the sender's answer."),
            _N.PROCESSED: label("The notice has already been processed."),
            _N.WITHDRAWN: label("The sender has withdrawn this notice."),
        }
    ),
)
"""Domain.md 7.2: an undo leads back to sent, an answered question to where the notice stood."""


def may_step(cycle: LifeCycle[State], current: State, wanted: State) -> bool:
    """Whether an arrow leads from one state to the other."""
    return wanted in cycle.arrows[current]


def objection(
    cycle: LifeCycle[State],
    current: State,
    wanted: State,
    *,
    field: str | None = None,
    name: str | None = None,
) -> Refused | None:
    """Why there is no way from one state to the other, or `None`; with a name, told about that person."""
    if may_step(cycle, current, wanted):
        return None
    if name is not None and current in cycle.says_of:
        return Refused(cycle.says_of[current], field=field, name=name)
    return Refused(cycle.says[current], field=field)


def step(cycle: LifeCycle[State], current: State, wanted: State, *, field: str | None = None) -> State:
    """The wanted state when an arrow leads there; raises `Refused`, saying what is the case."""
    refused = objection(cycle, current, wanted, field=field)
    if refused is not None:
        raise refused
    return wanted
