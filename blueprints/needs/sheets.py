"""What the cell needs as a spreadsheet; numbers of those who answered, no names."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from models import Need
from models.vocabulary import MatchState
from queries.needs import CLOSED, OPEN
from ui.spreadsheets import Column, Sheet

WAYS = {OPEN: _l("Looking for members"), CLOSED: _l("Over")}
_ANSWERS = {
    MatchState.ACCEPTED: _l("Said yes"),
    MatchState.ASKED: _l("Not answered yet"),
    MatchState.DECLINED: _l("Said no"),
    MatchState.CERTIFIED: _l("Certified"),
}


def needs_sheet(answers: Mapping[int, Mapping[MatchState, int]]) -> Sheet:
    """Each need with how many of those asked gave which answer."""
    return Sheet(
        "needs.index",
        _l("Help wanted"),
        (
            Column(_l("What is needed"), lambda need: need.text, 50),
            Column(_l("Field"), lambda need: need.competence),
            Column(_l("Day"), lambda need: need.on, 14),
            Column(_l("People needed"), lambda need: need.people, 12),
            *(_counted(state, label, answers) for state, label in _ANSWERS.items()),
            Column(_l("State"), lambda need: need.state),
        ),
    )


def _counted(state: MatchState, label: str, answers: Mapping[int, Mapping[MatchState, int]]) -> Column:
    def count(need: Need) -> int:
        return answers.get(need.id, {}).get(state, 0)

    return Column(label, count, 14)
