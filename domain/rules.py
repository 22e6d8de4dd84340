"""What a version of the regulation says, as a value: terms, the ladder of reminders, duties (BR-19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

RUNGS = ("reminder", "deputy", "committee", "ring")


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the member (Regulation 213, article 2); no text where the official wording must still be entered."""

    number: int
    name: str
    source: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures of one rule set; what is a working day is said in each name or sentence."""

    notice_days: int
    """Working days in which a residence organisation should acknowledge a notice."""
    ladder: Mapping[str, int]
    """Working days from the sending to each of `RUNGS`."""
    letter_arrival_days: int
    """Calendar days after which an issued letter counts as not arrived."""
    exemption_review_months: int
    retirement_transfer_days: int
    """Working days to transfer Party life to the residence (294-QĐ/TW, BR-16)."""
    retirement_letter_days: int
    """Working days to present the letter of that transfer (294-QĐ/TW, BR-16)."""
    presence_first_above: int
    """Names above which the attendance page starts with nobody present."""
    check_in_before: int
    """Minutes before a meeting from which members may check in by themselves."""
    check_in_after: int
    """Minutes after its beginning until which they may."""
    meeting_alarm_days: int
    """Days before the end of a half-year from which cells that have not met stand on the committee's first page."""
    silent_months: int
    """Months without meeting or contact after which a liaison counts as silent."""
    opinion_days: int
    """Working days proposed for the answer to an opinion that was passed on."""
    slip_days: int
    """Calendar days for which an activation slip can be used."""
    duties: tuple[Duty, ...]
    exempt_duties: frozenset[int]
    """Numbers of the duties that remain for a member exempt from residence activities (Guidance 33)."""


def read_rules(content: Mapping[str, Any]) -> Rules:
    """The rules of a document like reference/regulation-213.toml; raises `ValueError` naming what is wrong."""
    ladder = {rung: _days(content, "notices", "ladder", rung) for rung in RUNGS}
    if list(ladder.values()) != sorted(ladder.values()):
        raise ValueError("notices.ladder must climb")
    duties = tuple(Duty(**duty) for duty in content.get("duties", ()))
    return Rules(
        notice_days=_days(content, "notices", "days"),
        ladder=MappingProxyType(ladder),
        letter_arrival_days=_days(content, "letters", "arrival_days"),
        exemption_review_months=_days(content, "exemptions", "review_months"),
        retirement_transfer_days=_days(content, "retirement", "transfer_days"),
        retirement_letter_days=_days(content, "retirement", "letter_days"),
        presence_first_above=_days(content, "meetings", "presence_first_above"),
        check_in_before=_days(content, "meetings", "check_in_before"),
        check_in_after=_days(content, "meetings", "check_in_after"),
        meeting_alarm_days=_days(content, "meetings", "alarm_days"),
        silent_months=_days(content, "contacts", "silent_months"),
        opinion_days=_days(content, "opinions", "answer_days"),
        slip_days=_days(content, "slips", "days"),
        duties=duties,
        exempt_duties=frozenset(content.get("categories", {}).get("exempt", ())),
    )


def _days(content: Mapping[str, Any], *path: str) -> int:
    value: Any = content
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{'.'.join(path)} must be a whole number from 1 on")
    return value
