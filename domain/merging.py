"""Two records of one person: what they say differently, and when they may not be put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import Refused
from models.vocabulary import LiaisonState, MergePart

TO_UNDO = timedelta(days=30)
"""How long two records that were put together can be parted again."""
SETTLED = (LiaisonState.RECEIVED, LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)
"""States of a liaison that may end because the person has another; before them a letter is on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two records, as far as it decides whether they may be put together."""

    name: str
    parts: Mapping[MergePart, object]
    """What it says; an empty part is None."""
    left_on: date | None = None
    has_account: bool = False
    has_closed_account: bool = False
    liaison: LiaisonState | None = None
    has_sheet: bool = False
    """Its liaison has a sheet that somebody has begun to write."""


def differing(kept: Side, away: Side) -> tuple[MergePart, ...]:
    """The parts that both records hold and in which they differ: a person chooses. An empty one is filled by itself."""
    return tuple(
        part
        for part in MergePart
        if kept.parts.get(part) is not None
        and away.parts.get(part) is not None
        and kept.parts[part] != away.parts[part]
    )


def objections_to_merging(kept: Side, away: Side, goes_on: Side | None) -> Iterator[Refused]:
    """Every reason why two records stay two, each saying what has to be done first.

    `goes_on` is the record whose liaison continues where both have one.
    """
    if (kept.left_on is None) is not (away.left_on is None):
        left = kept if kept.left_on else away
        yield Refused(
            "One of the two records says that comrade %(name)s has left work or the Party. Put that right first.",
            name=left.name,
        )
    if kept.has_account and away.has_account:
        yield Refused("Both records have an account. Close the one that is not used any more first.")
    elif away.has_account and kept.has_closed_account:
        yield Refused(
            "The account in use belongs to the record that goes into the other: keep that record instead."
        )
    if kept.liaison and away.liaison and goes_on is not None:
        ends = away if goes_on is kept else kept
        if ends.liaison not in SETTLED:
            yield Refused(
                "A letter of the record whose liaison ends is still on its way. Withdraw it or drop its draft first."
            )
        if ends.has_sheet:
            yield Refused(
                "For the liaison that ends, an evaluation has been begun. Finish it first, or let that liaison go on.",
                field=MergePart.LIAISON.value,
            )
