"""When a sheet is complete, what in it is questioned, who must have agreed on it, until when it is answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.contacts import duties_served
from domain.days import months_later
from domain.deadlines import add_working_days
from domain.errors import Refused
from domain.names import fold
from domain.rules import Criterion, Rules
from domain.secrecy import objections_to_marks
from models.vocabulary import Category, EvaluationState, LiaisonEnd, MeetingRole, Milestone

_E = EvaluationState
AT_CELL = (_E.REQUESTED, _E.DRAFTED, _E.WRITTEN, _E.AGREED, _E.SENT_BACK)
"""The cell has still to submit the sheet."""
AT_COMMITTEE = (_E.SIGNED, _E.CONFIRMED)
"""The commune committee has still to confirm it, or to return it to the workplace."""
OUT = (_E.RETURNED, _E.SEEN, _E.OBJECTED, _E.ANSWERED)
"""The workplace has it."""
OVER = (_E.LAPSED, _E.WITHDRAWN)
"""Nobody will write it any more."""
OF_THE_CELL = (MeetingRole.SECRETARY, MeetingRole.COMMITTEE)

_ENDS_SHEETS = (LiaisonEnd.DIED, LiaisonEnd.LEFT_PARTY, LiaisonEnd.RETIRED, LiaisonEnd.WITHDRAWN)
_SAYS_NOTHING = frozenset(
    [
        "khong", "khong co", "khong co gi", "khong co gi dac biet", "khong co y kien", "khong co y kien gi",
        "khong co y kien khac", "khong y kien", "binh thuong", "tot", "on", "duoc", "nhat tri", "dong y", "co",
        "nhu tren", "nhu moi nam", "nhu nam truoc", "nhu nam ngoai", "chap hanh tot", "khong vi pham",
        "khong co vi pham", "khong co vi pham gi", "hoan thanh tot", "hoan thanh tot nhiem vu", "good", "nothing",
    ]
)  # fmt: skip
"""Texts that could stand on anybody's sheet, folded."""
_SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
_SHORTEST = 3
"""Words from which on a sentence is compared with those of other sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a person has put on a sheet."""

    ticks: Mapping[int, int]
    remarks: str | None = None
    duties: Collection[int] = ()
    unassessable_because: str | None = None


def objections_to_calendar(listed_on: date, days: Mapping[Milestone, date], today: date) -> Iterator[Refused]:
    """What cannot be in the days of a round: the list is of today or before, and each step follows the one before."""
    if listed_on > today:
        yield Refused(
            "The list is of today, %(today)s, or of an earlier day.", field="listed_on", today=today
        )
    elif listed_on < months_later(today, -12):
        yield Refused("Write a day of the last twelve months.", field="listed_on")
    cells_by, confirm_by, return_by = (
        days[one] for one in (Milestone.CELLS_BY, Milestone.CONFIRM_BY, Milestone.RETURN_BY)
    )
    if cells_by < today:
        yield Refused("This day has passed: give the cells time to write.", field="cell_due_on")
    elif cells_by > months_later(today, 12):
        yield Refused("Write a day at most a year from today.", field="cell_due_on")
    if confirm_by < cells_by:
        yield Refused(
            "Write %(day)s or a later day: the cells submit their sheets first.",
            field="confirm_due_on",
            day=cells_by,
        )
    if return_by < confirm_by:
        yield Refused(
            "Write %(day)s or a later day: sheets are confirmed before they are returned.",
            field="return_due_on",
            day=confirm_by,
        )
    elif return_by > months_later(today, 18):
        yield Refused("Write a day at most a year and a half from today.", field="return_due_on")


def objections_to_need(reference: str | None, due_on: date | None, today: date) -> Iterator[Refused]:
    """What a request on need lacks (form 3-213): the paper on which it rests, and a day within a year from today."""
    if not reference:
        yield Refused(
            "Write the paper on which the need rests: plan, proposal or decision.", field="reference"
        )
    if due_on is None:
        yield Refused("Write by when you need it.", field="due_on")
    elif due_on < today:
        yield Refused("This day has passed: write today or a later day.", field="due_on")
    elif due_on > months_later(today, 12):
        yield Refused("Write a day at most a year from today.", field="due_on")


def criteria_of(rules: Rules, form: Category) -> tuple[Criterion, ...]:
    """The criteria of the sheet of a category, as many as its rule set has (BR-23)."""
    return rules.sheets[form].criteria


def box_of(criterion: Criterion) -> str:
    """The name of the field in which a criterion is ticked."""
    return f"C{criterion.number}"


def objections_to_sheet(sheet: Sheet, form: Category, rules: Rules) -> Iterator[Refused]:
    """What cannot be on a sheet, whether or not it is complete."""
    yield from objections_to_marks(remarks=sheet.remarks, unassessable_because=sheet.unassessable_because)
    known = {one.number: len(one.levels) for one in criteria_of(rules, form)}
    if any(not 1 <= level <= known.get(number, 0) for number, level in sheet.ticks.items()):
        yield Refused("Choose one of the answers shown.")
    if not set(sheet.duties) <= {duty.number for duty in duties_served(rules, form)}:
        yield Refused("Choose one of the duties shown.", field="duties")


def gaps(sheet: Sheet, criteria: Sequence[Criterion]) -> Iterator[Refused]:
    """Criteria on which nobody has ticked a level: each is ticked by a person, for this member (BR-13, BR-23)."""
    if sheet.unassessable_because:
        if sheet.ticks:
            yield Refused(
                "A comrade who cannot be assessed yet has no ticks: take them off, or delete the reason.",
                field="unassessable_because",
            )
        return
    for criterion in criteria:
        if criterion.number not in sheet.ticks:
            yield Refused(
                "Tick one level of criterion %(number)s.", field=box_of(criterion), number=criterion.number
            )


def doubts(sheet: Sheet, criteria: Sequence[Criterion], facts: int) -> Iterator[Refused]:
    """What is asked in plain words before a sheet goes on; whoever wrote it may say that it stands.

    `facts` counts what is recorded in favour of the member.
    """
    if sheet.unassessable_because:
        return
    if says_nothing(sheet.remarks):
        yield Refused(
            "“%(text)s” could be written of anybody. Quote a fact of this comrade, or leave the box empty.",
            field="stands",
            text=sheet.remarks,
        )
    best = [one.number for one in criteria if sheet.ticks.get(one.number) == 1]
    if best and not facts:
        yield Refused(
            "No meeting, contact or help is recorded, and the highest level is ticked. What does it rest on?",
            field="stands",
        )
    elif len(best) == len(criteria) and not sheet.remarks:
        yield Refused(
            "Every criterion has its highest level, and no sentence says why. Write one, or quote a fact.",
            field="stands",
        )


def says_nothing(text: str | None) -> bool:
    """Whether a text is one of those that could stand on anybody's sheet."""
    return bool(text) and fold(text or "").removeprefix("dong chi ") in _SAYS_NOTHING


def same_sentences(texts: Iterable[str | None]) -> dict[str, int]:
    """Sentences that stand on more than one sheet, as first written, with how many; those with figures are facts."""
    counted: dict[str, int] = {}
    shown: dict[str, str] = {}
    for text in texts:
        sentences = {fold(one): one.strip() for one in _SENTENCE_ENDS.split(text or "")}
        for folded, sentence in sentences.items():
            if len(folded.split()) >= _SHORTEST and not any(sign.isdigit() for sign in folded):
                counted[folded] = counted.get(folded, 0) + 1
                shown.setdefault(folded, sentence)
    return {shown[one]: count for one, count in counted.items() if count > 1}


def is_newcomer(started_on: date | None, on: date, months: int) -> bool:
    """Whether somebody came to the cell too late to be assessed by a day; an unknown beginning is long ago."""
    return started_on is not None and started_on > months_later(on, -months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody at the meeting that agrees on sheets; of an office holder also the member he or she is."""

    role: MeetingRole
    name: str
    account_id: int | None = None
    member_id: int | None = None

    def is_concerned(self, member_id: int, name: str) -> bool:
        """Whether this is the person whose sheet is dealt with; a name alone counts too, to be on the safe side."""
        if self.member_id is not None:
            return self.member_id == member_id
        return self.account_id is None and fold(self.name) == fold(name)


def objections_to_meeting(
    on: date, people: Collection[Participant], asked_on: date, today: date, *, has_committee: bool
) -> Iterator[Refused]:
    """What a meeting lacks to agree on sheets (article 4; BR-04).

    The cell committee meets with the Front work committee; only where there is no cell committee the secretary stands
    for it. `asked_on` is the day on which the sheets were asked for.
    """
    if on > today:
        yield Refused("The meeting has not taken place yet: write a day up to today.", field="on")
    elif on < asked_on:
        yield Refused(
            "The sheets were asked for on %(day)s: write the day of a meeting after that.",
            field="on",
            day=asked_on,
        )
    roles = [one.role for one in people]
    if MeetingRole.FRONT not in roles:
        yield Refused("Write who took part for the Front work committee.", field="front")
    if has_committee and MeetingRole.COMMITTEE not in roles:
        yield Refused(
            "Choose who of the cell committee took part: the secretary alone does not agree on a sheet.",
            field="people",
        )
    if not has_committee and not set(roles) & set(OF_THE_CELL):
        yield Refused(
            "Choose the secretary, who stands for the cell where it has no committee.", field="people"
        )


def objection_to_vote(people: Collection[Participant], member_id: int, name: str) -> Refused | None:
    """Why these people cannot agree on the sheet of one member: nobody votes on the own sheet, and both sides must."""
    others = {one.role for one in people if not one.is_concerned(member_id, name)}
    if MeetingRole.FRONT not in others or not others & set(OF_THE_CELL):
        return Refused(
            "Comrade %(name)s does not vote on the own sheet: somebody else of both sides must have taken part.",
            field="people",
            name=name,
        )
    return None


def ends_sheets(because: LiaisonEnd) -> bool:
    """Whether nobody is left to be evaluated when a liaison ends so.

    Who moved home or changed the workplace is evaluated by the cell of the list, for the days until then.
    """
    return because in _ENDS_SHEETS


def last_day_to_object(
    returned_on: date, seen_on: date | None, rules: Rules, holidays: frozenset[date]
) -> date:
    """Until when the member may ask for reconsideration: working days from the reading.

    Who has not read the sheet counts from the last day on which it should have been read.
    """
    read_on = seen_on or returned_on + timedelta(days=rules.read_days)
    return add_working_days(read_on, rules.objection_days, holidays)


def answer_due(made_on: date, rules: Rules, holidays: frozenset[date]) -> date:
    """The working day by which the cell should answer."""
    return add_working_days(made_on, rules.objection_answer_days, holidays)
