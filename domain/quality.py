"""What the register lacks, what has grown old in it, what contradicts itself, and which records may be of one person.

Facts to be put right where they are kept; nothing here says anything about a comrade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from domain.days import PartialDay
from domain.likeness import Likeness, Person, likeness
from domain.names import fold
from models.vocabulary import Category, ExemptionReason, LiaisonState, Word, label

YOUNGEST = 18
"""Years of age at which one may be admitted to the Party (Charter, article 1)."""
_MOST_ALIKE = 40
"""Records that share one key; where more do, as with the telephone of an office, the key tells nothing."""


class Group(Word):
    """What kind of thing is to be put right."""

    MISSING = "missing", label("Missing")
    STALE = "stale", label("Grown old")
    CONTRADICTORY = "contradictory", label("Contradictory")


class Fault(Word):
    """One thing to be put right; a missing card number or official date is none, for probationary members have none."""

    NO_PHONE = "no_phone", label("No telephone number")
    BORN_IN_PART = "born_in_part", label("Date of birth known only in part")
    NO_UNIT = "no_unit", label("No residential unit")
    NO_BASIS = "no_basis", label("Exemption without a basis")
    REVIEW_OVERDUE = "review_overdue", label("Review of the exemption is overdue")
    SILENT = "silent", label("Long without contact")
    OFFICIAL_BEFORE_ADMITTED = "official_before_admitted", label("Official before the day of admission")
    ADMITTED_TOO_YOUNG = "admitted_too_young", label("Admitted before the age of 18")
    OTHER_WORKPLACE = "other_workplace", label("The liaison names another workplace than the record")
    HOME_ELSEWHERE = "home_elsewhere", label("The home is in another commune than the liaison")

    @property
    def group(self) -> Group:
        """Under which heading it stands."""
        return _GROUPS[self]


_GROUPS = {
    Fault.NO_PHONE: Group.MISSING,
    Fault.BORN_IN_PART: Group.MISSING,
    Fault.NO_UNIT: Group.MISSING,
    Fault.NO_BASIS: Group.MISSING,
    Fault.REVIEW_OVERDUE: Group.STALE,
    Fault.SILENT: Group.STALE,
    Fault.OFFICIAL_BEFORE_ADMITTED: Group.CONTRADICTORY,
    Fault.ADMITTED_TOO_YOUNG: Group.CONTRADICTORY,
    Fault.OTHER_WORKPLACE: Group.CONTRADICTORY,
    Fault.HOME_ELSEWHERE: Group.CONTRADICTORY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What of a member and the open liaison can be looked at; no liaison leaves its part empty."""

    full_name: str
    born: str
    admitted: str | None = None
    official: str | None = None
    card_digits: str | None = None
    phone: str | None = None
    workplace_id: int
    unit: str | None = None
    home_place_id: int | None = None
    state: LiaisonState | None = None
    category: Category | None = None
    exemption_reason: ExemptionReason | None = None
    exemption_basis: str | None = None
    exempt_review_on: date | None = None
    latest_contact_on: date | None = None
    bond_workplace_id: int | None = None
    bond_place_id: int | None = None


def faults(record: Record, today: date, silent_since: date | None = None) -> tuple[Fault, ...]:
    """Everything that is to be put right in one record; contact is looked at where a day is given."""
    found = {
        Fault.NO_PHONE: not record.phone,
        Fault.BORN_IN_PART: not PartialDay.from_stored(record.born).is_full,
        Fault.NO_UNIT: not record.unit,
        Fault.NO_BASIS: record.category is Category.EXEMPT and _is_unfounded(record),
        Fault.REVIEW_OVERDUE: record.exempt_review_on is not None and record.exempt_review_on < today,
        Fault.SILENT: _is_silent(record, silent_since),
        Fault.OFFICIAL_BEFORE_ADMITTED: _is_before(record.official, record.admitted),
        Fault.ADMITTED_TOO_YOUNG: _is_too_young(record),
        Fault.OTHER_WORKPLACE: record.bond_workplace_id not in (None, record.workplace_id),
        Fault.HOME_ELSEWHERE: _differ(record.home_place_id, record.bond_place_id),
    }
    return tuple(fault for fault, is_found in found.items() if is_found)


def _is_unfounded(record: Record) -> bool:
    return record.exemption_reason is ExemptionReason.NOT_STATED or not record.exemption_basis


def _is_silent(record: Record, since: date | None) -> bool:
    if since is None or record.state is not LiaisonState.ACTIVE or record.latest_contact_on is None:
        return False
    return record.latest_contact_on <= since


def _is_before(one: str | None, other: str | None) -> bool:
    """Whether one day is certainly before another, as far as both are known."""
    if not one or not other:
        return False
    return PartialDay.from_stored(one).latest < PartialDay.from_stored(other).earliest


def _is_too_young(record: Record) -> bool:
    if not record.admitted:
        return False
    born, admitted = PartialDay.from_stored(record.born), PartialDay.from_stored(record.admitted)
    return (admitted.latest.year, admitted.latest.month, admitted.latest.day) < (
        born.earliest.year + YOUNGEST,
        born.earliest.month,
        born.earliest.day,
    )


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records, by their places in the list, that may be of one person."""

    one: int
    other: int
    likeness: Likeness


def alike(people: Sequence[Person], apart: Collection[frozenset[int]] = ()) -> list[Alike]:
    """The pairs worth asking about, the likeliest first, without those known to be two people.

    Only records that share a key are compared: name and year, the whole date of birth, card or telephone number.
    """
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for key in _keys(person):
            buckets[key].append(number)
    pairs = set(_pairs(buckets.values()))
    found = [
        Alike(one, other, likeness(people[one], people[other]))
        for one, other in sorted(pairs)
        if frozenset((one, other)) not in apart
    ]
    probable = [pair for pair in found if pair.likeness.is_probable]
    return sorted(probable, key=lambda pair: -pair.likeness.weight)


def _keys(person: Person) -> Iterator[tuple[str, str]]:
    if person.born:
        yield "name", f"{fold(person.full_name)} {person.born[:4]}"
        if PartialDay.from_stored(person.born).is_full:
            yield "born", person.born
    if person.card_digits:
        yield "card", person.card_digits
    if person.phone:
        yield "phone", person.phone


def _pairs(buckets: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for bucket in buckets:
        if len(bucket) <= _MOST_ALIKE:
            yield from combinations(bucket, 2)
