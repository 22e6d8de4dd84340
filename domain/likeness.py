"""How probable it is that two records are of one person, with the reasons in words (BR-18).

Nobody is made one with anybody by a number: a person reads the reasons and decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from domain.days import PartialDay
from domain.names import fold
from models.vocabulary import Word, label

_SLIPS = 1
"""Letters by which a name may differ when it was typed from paper: one left out, added, changed or swapped."""
_SHORTEST = 8
"""Letters of the shortest name in which a slip is believed: in “An Bá” one letter makes another name."""


class Reason(Word):
    """Something that two records have in common."""

    SAME_CARD = "same_card", label("the same card number")
    SAME_NAME = "same_name", label("the same name")
    NEAR_NAME = "near_name", label("names that differ in one letter")
    SAME_BIRTH = "same_birth", label("the same date of birth")
    BIRTH_FITS = "birth_fits", label("dates of birth that fit, one of them known in part")
    DAY_AND_MONTH = "day_and_month", label("day and month of birth the other way round")
    SAME_PHONE = "same_phone", label("the same telephone number")


_WEIGHT = {
    Reason.SAME_CARD: 8,
    Reason.SAME_NAME: 4,
    Reason.NEAR_NAME: 3,
    Reason.SAME_BIRTH: 4,
    Reason.BIRTH_FITS: 2,
    Reason.DAY_AND_MONTH: 2,
    Reason.SAME_PHONE: 2,
}
_ENOUGH = 5
"""A name alone is not enough, nor a date alone, nor a telephone number: families and offices share it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What tells a person apart; days as they are stored, card and telephone as digits."""

    full_name: str
    born: str | None = None
    card_digits: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two records have in common; without reasons they have nothing that matters."""

    reasons: tuple[Reason, ...] = ()

    @property
    def weight(self) -> int:
        """How much speaks for one person: to sort by, never to decide by."""
        return sum(_WEIGHT[reason] for reason in self.reasons)

    @property
    def is_probable(self) -> bool:
        """Whether it is worth asking: the same card, or a name together with something else."""
        return self.weight >= _ENOUGH


def likeness(one: Person, other: Person) -> Likeness:
    """What speaks for one person; two card numbers that differ speak against it, and then nothing does."""
    if one.card_digits and other.card_digits and one.card_digits != other.card_digits:
        return Likeness()
    found = (
        _card(one, other),
        _name(one.full_name, other.full_name),
        _birth(one.born, other.born),
        _phone(one, other),
    )
    return Likeness(tuple(reason for reason in found if reason is not None))


def _card(one: Person, other: Person) -> Reason | None:
    return Reason.SAME_CARD if one.card_digits and one.card_digits == other.card_digits else None


def _phone(one: Person, other: Person) -> Reason | None:
    return Reason.SAME_PHONE if one.phone and one.phone == other.phone else None


def _name(one: str, other: str) -> Reason | None:
    here, there = fold(one), fold(other)
    if here == there:
        return Reason.SAME_NAME
    if min(len(here), len(there)) < _SHORTEST:
        return None
    slips = DamerauLevenshtein.distance(here, there, score_cutoff=_SLIPS)
    return Reason.NEAR_NAME if slips <= _SLIPS else None


def _birth(one: str | None, other: str | None) -> Reason | None:
    if not one or not other:
        return None
    if one == other:
        return Reason.SAME_BIRTH if PartialDay.from_stored(one).is_full else Reason.BIRTH_FITS
    if one.startswith(f"{other}-") or other.startswith(f"{one}-"):
        return Reason.BIRTH_FITS
    here, there = PartialDay.from_stored(one), PartialDay.from_stored(other)
    is_swapped = here.year == there.year and (here.day, here.month) == (there.month, there.day)
    return Reason.DAY_AND_MONTH if is_swapped and here.is_full else None
