"""Two versions of the regulation held against each other, and what keeps one from being put in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from domain.errors import Refused
from domain.provision_values import Kind
from domain.provisions import SHEETS, Provision, provisions
from models.vocabulary import Category, Milestone, Part, Standing, Term

_FIELDS = ("name", "text", "written", "source", "standing")
_NEEDED = (Kind.COUNT, Kind.DAY, Kind.LINES, Kind.NUMBERS)
_LADDER = (Term.LADDER_REMINDER, Term.LADDER_DEPUTY, Term.LADDER_COMMITTEE, Term.LADDER_RING)


@dataclass(frozen=True, slots=True)
class Difference:
    """One provision that two versions do not say alike; None where one of them has it not."""

    about: Provision
    """The provision, as the newer version has it where it has it."""
    old: Provision | None
    new: Provision | None

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """Field by field what is not the same, with what each of the two says."""
        both = [(name, getattr(self.old, name, None), getattr(self.new, name, None)) for name in _FIELDS]
        return [(name, old, new) for name, old, new in both if old != new]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a version: the sentence, and the provision that it is about."""

    said: Refused
    about: Provision | None = None


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every provision that is not the same in both, in the order in which they are read."""
    before, after = ({one.mark: one for one in provisions(content)} for content in (old, new))
    found = [
        Difference(about, before.get(mark), after.get(mark))
        for mark, about in (before | after).items()
        if before.get(mark) != after.get(mark)
    ]
    parts = list(Part)
    return sorted(found, key=lambda one: parts.index(one.about.part))


def still_missing(content: Mapping[str, Any]) -> list[Provision]:
    """The provisions that are still to be completed from the official text."""
    return [one for one in provisions(content) if one.standing is Standing.MISSING]


def faults(content: Mapping[str, Any]) -> list[Fault]:
    """Everything for which a version cannot be put in force, all at once: what is lacking, what contradicts itself."""
    known = {one.mark: one for one in provisions(content)}
    return [*_lacking(known), *_out_of_order(known), *_of_categories(known), *_of_sheets(known)]


def _lacking(known: Mapping[str, Provision]) -> Iterator[Fault]:
    for one in known.values():
        if one.source in ("", "…"):
            yield Fault(Refused("It is not said where this stands."), one)
        is_needed = one.kind in _NEEDED or one.part is Part.SYMBOLS
        if is_needed and not one.written:
            yield Fault(Refused("It has no value, and the book cannot do without."), one)
        elif one.standing is Standing.SETTLED and not one.is_worded:
            yield Fault(Refused("It counts as settled, and something of it is empty."), one)


def _out_of_order(known: Mapping[str, Provision]) -> Iterator[Fault]:
    rungs = [known[f"{Part.TERMS}.{term}"] for term in _LADDER]
    for before, after in pairwise(rungs):
        if before.value and after.value and after.value < before.value:
            yield Fault(
                Refused(
                    "It comes on day %(day)s, before the step that goes before it, on day %(other)s.",
                    day=after.value,
                    other=before.value,
                ),
                after,
            )
    days = [known[f"{Part.CALENDAR}.{one}"] for one in Milestone]
    for before, after in pairwise(days):
        if before.value and after.value and _in_year(after.value) < _in_year(before.value):
            yield Fault(
                Refused(
                    "%(day)s lies before %(other)s, the day that goes before it.",
                    day=after.value,
                    other=before.value,
                ),
                after,
            )


def _in_year(day: str) -> date:
    number, month = day.split("/")
    return date(2027, int(month), int(number))


def _of_categories(known: Mapping[str, Provision]) -> Iterator[Fault]:
    duties = {int(one.key) for one in known.values() if one.part is Part.DUTIES}
    if not duties:
        yield Fault(Refused("There is no duty of the member."))
    for category in Category:
        one = known[f"{Part.CATEGORIES}.{category}"]
        strange = sorted(set(one.value or ()) - duties)
        if strange:
            numbers = ", ".join(map(str, strange))
            yield Fault(
                Refused("It names duties that this version has not: %(numbers)s.", numbers=numbers), one
            )


def _of_sheets(known: Mapping[str, Provision]) -> Iterator[Fault]:
    for part in SHEETS:
        criteria = [one for one in known.values() if one.part is part]
        if not criteria:
            yield Fault(Refused("%(part)s: there is no criterion.", part=part))
        twice = [
            name for name, times in Counter(one.name for one in criteria if one.name).items() if times > 1
        ]
        for one in criteria:
            if one.name in twice:
                yield Fault(Refused("Two criteria of this sheet have the same heading."), one)
