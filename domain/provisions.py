"""A rule set as a list of provisions, each with its source and its standing: read, written, put in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import NotFound, Refused
from domain.provision_values import Kind, write_value
from domain.secrecy import objections_to_marks
from models.vocabulary import Category, Milestone, Paper, Part, Standing, Term, Unit, Word, label

NUMBERED = {
    Part.DUTIES: label("Duty %(number)s"),
    Part.WORKPLACE_DUTIES: label("Duty %(number)s"),
    Part.RESIDENCE_DUTIES: label("Duty %(number)s"),
    Part.FULL_SHEET: label("Criterion %(number)s"),
    Part.EXEMPT_SHEET: label("Criterion %(number)s"),
}
"""Parts whose provisions are numbered and are as many as the text has, and how each is called; the rest have names."""
SHEETS = (Part.FULL_SHEET, Part.EXEMPT_SHEET)
_NAMES: dict[Part, type[Word]] = {
    Part.CATEGORIES: Category,
    Part.CALENDAR: Milestone,
    Part.TERMS: Term,
    Part.FORMS: Paper,
    Part.SYMBOLS: Paper,
}
_UNITS = {
    Term.LETTER_ARRIVAL_DAYS: Unit.DAYS,
    Term.EXEMPTION_REVIEW_MONTHS: Unit.MONTHS,
    Term.PRESENCE_FIRST_ABOVE: Unit.PEOPLE,
    Term.CHECK_IN_BEFORE: Unit.MINUTES,
    Term.CHECK_IN_AFTER: Unit.MINUTES,
    Term.MEETING_ALARM_DAYS: Unit.DAYS,
    Term.SILENT_MONTHS: Unit.MONTHS,
    Term.SLIP_DAYS: Unit.DAYS,
    Term.NEWCOMER_MONTHS: Unit.MONTHS,
    Term.READ_DAYS: Unit.DAYS,
    Term.CLOSING_DAYS: Unit.DAYS,
    Term.DRAFT_DAYS: Unit.DAYS,
    Term.CORRECTION_DAYS: Unit.DAYS,
    Term.CORRECTION_EXTENSION_DAYS: Unit.DAYS,
}
"""What a figure is counted in, where not in working days."""
NOT_INTRODUCED = "not_introduced"
"""Guidance 33, 1.2: who is never entered; described in words, but no category of this register."""
_NOT_INTRODUCED = label("Exempt from introduction, never entered here")
MOST_NUMBERED = 30
_KINDS = {
    Part.CATEGORIES: Kind.NUMBERS,
    Part.FULL_SHEET: Kind.LINES,
    Part.EXEMPT_SHEET: Kind.LINES,
    Part.CALENDAR: Kind.DAY,
    Part.TERMS: Kind.COUNT,
    Part.FORMS: Kind.LINE,
    Part.SYMBOLS: Kind.LINE,
}
_WITH_NAME = (*NUMBERED, Part.CATEGORIES, Part.FORMS)
_WITH_TEXT = (
    Part.DUTIES,
    Part.WORKPLACE_DUTIES,
    Part.RESIDENCE_DUTIES,
    Part.CATEGORIES,
    Part.FORMS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision as it stands: `name` and `text` are the words of the regulation, `value` a figure or a list."""

    part: Part
    key: str
    source: str
    standing: Standing
    name: str | None = None
    text: str | None = None
    value: Any = None

    @property
    def mark(self) -> str:
        """What tells this provision from all others of the set: terms.notice_days, duties.6."""
        return f"{self.part.value}.{self.key}"

    @property
    def kind(self) -> Kind:
        """What its value is."""
        return Kind.NOTHING if self.key == NOT_INTRODUCED else _KINDS.get(self.part, Kind.NOTHING)

    @property
    def has_name(self) -> bool:
        """Whether its heading is the regulation's own."""
        return self.part in _WITH_NAME

    @property
    def has_text(self) -> bool:
        """Whether it says something in sentences."""
        return self.part in _WITH_TEXT

    @property
    def called(self) -> tuple[str, dict[str, Any]]:
        """How pages call it, as a sentence with its parameters."""
        if self.part in NUMBERED:
            return NUMBERED[self.part], {"number": self.key}
        return (_NOT_INTRODUCED if self.key == NOT_INTRODUCED else _NAMES[self.part](self.key).text), {}

    @property
    def unit(self) -> Unit | None:
        """What its figure is counted in."""
        return _UNITS.get(Term(self.key), Unit.WORKING_DAYS) if self.part is Part.TERMS else None

    @property
    def written(self) -> str | None:
        """Its value as it stands in a field."""
        return write_value(self.value)

    @property
    def is_worded(self) -> bool:
        """Whether everything is there that such a provision says."""
        if self.part is Part.FORMS:
            return bool(self.name)
        wanted = [self.name] if self.has_name else []
        wanted += [self.text] if self.has_text else []
        wanted += [self.written] if self.kind is not Kind.NOTHING else []
        return all(wanted)

    def stored(self) -> dict[str, Any]:
        """As it stands in the content of the set."""
        said = {"name": self.name, "text": self.text, "value": self.value}
        return {name: one for name, one in said.items() if one is not None} | {
            "source": self.source,
            "standing": self.standing.value,
        }


def provisions(content: Mapping[str, Any]) -> Iterator[Provision]:
    """All provisions in the order in which they are read."""
    for part in Part:
        of_part = content.get(part.value, {})
        keys = sorted(of_part, key=int) if part in NUMBERED else _known(part, of_part)
        yield from (_provision(part, key, of_part[key]) for key in keys)


def provision(content: Mapping[str, Any], mark: str | None) -> Provision:
    """The provision of this mark; raises `NotFound`."""
    found = next((one for one in provisions(content) if one.mark == mark), None)
    if found is None:
        raise NotFound
    return found


def _known(part: Part, of_part: Mapping[str, Any]) -> list[str]:
    names = [one.value for one in _NAMES[part]]
    if part is Part.CATEGORIES:
        names.append(NOT_INTRODUCED)
    return [name for name in names if name in of_part]


def _provision(part: Part, key: str, stored: Mapping[str, Any]) -> Provision:
    return Provision(
        part=part,
        key=key,
        source=stored["source"],
        standing=Standing(stored["standing"]),
        name=stored.get("name"),
        text=stored.get("text"),
        value=stored.get("value"),
    )


def put(content: Mapping[str, Any], one: Provision) -> dict[str, Any]:
    """The content with a provision put in place of the former one of its mark, or added."""
    return {**content, one.part.value: {**content.get(one.part.value, {}), one.key: one.stored()}}


def taken_out(content: Mapping[str, Any], one: Provision) -> dict[str, Any]:
    """The content without a numbered provision; those behind it move up."""
    left = [stored for key, stored in _in_order(content, one.part) if key != one.key]
    return {**content, one.part.value: {str(number): stored for number, stored in enumerate(left, start=1)}}


def one_more(content: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """The content with one more numbered provision at the end of a part, to be worded."""
    number = len(content.get(part.value, {})) + 1
    if part not in NUMBERED or number > MOST_NUMBERED:
        raise Refused("A part has at most %(most)s provisions.", most=MOST_NUMBERED)
    return put(content, Provision(part=part, key=str(number), source="…", standing=Standing.MISSING))


def _in_order(content: Mapping[str, Any], part: Part) -> list[tuple[str, Any]]:
    return sorted(content.get(part.value, {}).items(), key=lambda one: int(one[0]))


def filled_in(content: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A content with what it has not got yet: whole parts, and of the named provisions each that is lacking."""
    return {
        part.value: {**wanted[part], **content.get(part, {})}
        if part not in NUMBERED
        else content.get(part.value, wanted[part])
        for part in Part
    }


def objections(one: Provision, former: Provision, *, is_in_force: bool) -> Iterator[Refused]:
    """Everything that keeps a provision from being written as it is; a set in force keeps what is settled in it."""
    if is_in_force and former.standing is Standing.SETTLED:
        yield Refused("This provision is settled. To change it, draft a new version of the regulation.")
    if not one.source or one.source == "…":
        yield Refused("Write where this stands, for example: Điều 2, khoản 6.", field="source")
    if one.standing is Standing.SETTLED and not one.is_worded:
        yield Refused(
            "Something is still empty: fill it in, or leave the provision as one to be completed.",
            field="standing",
        )
    if is_in_force and one.part in SHEETS and len(one.value or ()) != len(former.value or ()):
        yield Refused(
            "The number of levels stays as it is in a version in force; draft a new one to change it.",
            field="levels",
        )
    yield from objections_to_marks(name=one.name, text=one.text, **{one.kind.field: one.written})
