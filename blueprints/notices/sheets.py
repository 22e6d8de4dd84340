"""Notices received and sent as spreadsheets; of those that few may read they say as little as the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from models import Change, Notice
from queries.notices import ACKNOWLEDGED, DISPUTED, OVERDUE, REPLACED, WAITING
from ui.pages import said
from ui.spreadsheets import Column, Sheet, born

RECEIVED_WAYS = {
    WAITING: _l("Waiting"),
    ACKNOWLEDGED: _l("Acknowledged or asked about"),
    REPLACED: _l("Taken back or replaced"),
}
SENT_WAYS = {WAITING: _l("Waiting"), OVERDUE: _l("Overdue"), DISPUTED: _l("Questions")}
_FEW = _l("Notice that few may read")


@dataclass(frozen=True, slots=True)
class SentLine:
    """One change at one receiver; a change that nobody had to be told of has a line too."""

    change: Change
    notice: Notice | None


def received_sheet(today: date) -> Sheet:
    """Notices as the residence receives them; a sanction without its name, as on the page."""
    return Sheet(
        "notices.index",
        _l("Change notices received"),
        (
            Column(_l("Full name"), lambda one: _FEW if one.is_restricted else one.member.full_name, 28),
            Column(_l("Date of birth"), lambda one: None if one.is_restricted else born(one.member), 14),
            Column(_l("What changed"), lambda one: None if one.is_restricted else _headline(one.change), 44),
            Column(
                _l("Effective from"), lambda one: None if one.is_restricted else one.change.effective_on, 14
            ),
            Column(_l("Decision"), lambda one: None if one.is_restricted else _decision(one.change), 30),
            Column(_l("Reported by"), lambda one: one.sender.name, 36),
            Column(_l("Reported on"), lambda one: one.sent_on, 14),
            Column(_l("Recipients"), lambda one: one.receiver.name, 30),
            Column(_l("State"), lambda one: _state(one, today), 36),
        ),
        about=lambda one: None if one.is_restricted else one.member.ref,
    )


def sent_sheet(today: date) -> Sheet:
    """Changes as the sender follows them, a row for each receiver."""
    return Sheet(
        "notices.sent",
        _l("Change notices sent"),
        (
            Column(_l("Full name"), lambda line: line.change.member.full_name, 28),
            Column(_l("Date of birth"), lambda line: born(line.change.member), 14),
            Column(
                _l("What changed"),
                lambda line: _FEW if line.change.is_restricted else _headline(line.change),
                44,
            ),
            Column(_l("Reported on"), lambda line: line.change.recorded_at, 18),
            Column(_l("Recipients"), lambda line: line.notice.receiver.name if line.notice else _NOBODY, 36),
            Column(_l("State"), lambda line: _state(line.notice, today) if line.notice else None, 36),
        ),
        about=lambda line: line.change.member.ref,
    )


_NOBODY = _l("There was nobody to tell.")


def _headline(change: Change) -> str:
    return said("changes/_facts.html", "headline", change)


def _decision(change: Change) -> str:
    return said("changes/_facts.html", "decision", change)


def _state(notice: Notice, today: date) -> str:
    return said("notices/_steps.html", "notice_state", notice, today)
