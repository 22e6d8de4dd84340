"""Who must hear of a change, and by when."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from domain.deadlines import add_working_days
from models.vocabulary import LiaisonState

_AT_COMMUNE = frozenset({LiaisonState.ISSUED, LiaisonState.RECEIVED})
_AT_CELL = frozenset({LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What of the member's open liaison decides who is told."""

    state: LiaisonState
    commune_id: int
    residence_id: int | None


@dataclass(frozen=True, slots=True)
class Addressee:
    """An organisation to be told, and the working day by which it should have acknowledged."""

    organisation_id: int
    due_on: date


def addressees(
    bond: Bond | None, sent_on: date, notice_days: int, holidays: AbstractSet[date]
) -> tuple[Addressee, ...]:
    """The commune committee and the residence cell of the member's liaison, whatever the kind and the category (BR-09).

    While the letter is on its way only the committee knows the member; before that, and after the liaison, nobody does.
    """
    if bond is None:
        return ()
    told: tuple[int, ...] = ()
    if bond.state in _AT_COMMUNE:
        told = (bond.commune_id,)
    elif bond.state in _AT_CELL and bond.residence_id is not None:
        told = (bond.commune_id, bond.residence_id)
    due_on = add_working_days(sent_on, notice_days, holidays)
    return tuple(Addressee(organisation_id, due_on) for organisation_id in dict.fromkeys(told))
