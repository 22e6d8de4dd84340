"""The ways to look at letters, per side: what each is called, and what its page says when nothing waits."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from access import Actor
from models.vocabulary import Side
from queries.letters import ARRIVING, AWAITING, DRAFTS, NOT_ARRIVED, RECEIVED, RETURNED, SENT


@dataclass(frozen=True, slots=True)
class Way:
    """The name of a list of letters, and its sentences when it is empty."""

    label: str
    nothing: str
    reason: str


_LATE = Way(
    _l("Not arrived"),
    _l("No letter is late."),
    _l("A letter that nobody has received within the days of the regulation appears here, on both sides."),
)
_AWAITING = Way(
    _l("Awaiting the cell"),
    _l("No member is waiting for a cell."),
    _l("A member introduced to a cell stays here until the cell confirms that he or she was contacted."),
)
WORKPLACE = {
    DRAFTS: Way(
        _l("Drafts"),
        _l("No draft is waiting."),
        _l("Letters prepared by the cells stand here until the committee signs and sends them."),
    ),
    RETURNED: Way(
        _l("Returned"),
        _l("No letter has come back."),
        _l(
            "A letter that the residence returns appears here with the reason, to be corrected and sent again."
        ),
    ),
    SENT: Way(
        _l("Sent"),
        _l("No letter has been sent yet."),
        _l("Each letter stays here with the day on which it was received, assigned and confirmed."),
    ),
    NOT_ARRIVED: _LATE,
}
COMMUNE = {
    ARRIVING: Way(
        _l("To receive"),
        _l("No letter of introduction is waiting."),
        _l("When a workplace introduces a member who lives here, the letter appears here at once."),
    ),
    RECEIVED: Way(
        _l("To assign to a cell"),
        _l("Every member received has been assigned to a cell."),
        _l("A letter received without a cell, or sent back by a cell, waits here."),
    ),
    AWAITING: _AWAITING,
    NOT_ARRIVED: _LATE,
}


def ways_of(actor: Actor) -> dict[str, Way]:
    """The lists of letters at the actor's side; a residence cell has the one that waits for it."""
    if actor.side is Side.WORKPLACE:
        return WORKPLACE
    if actor.kind is not None and actor.kind.is_cell:
        return {AWAITING: _AWAITING}
    return COMMUNE


def first_way(actor: Actor, counts: dict[str, int]) -> str:
    """The list that opens when none is asked for: the first where something waits for the actor's own office."""
    own = (RETURNED, DRAFTS) if actor.side is Side.WORKPLACE else (ARRIVING, RECEIVED)
    waiting = [way for way in own if counts.get(way) and way in ways_of(actor)]
    return waiting[0] if waiting else (SENT if actor.side is Side.WORKPLACE else next(iter(ways_of(actor))))
