"""The words of a year: each count with its base and, where there is one, the list behind it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from models.vocabulary import AttendanceStatus, OpinionState
from queries.years import CellYear, OwnYear

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list that is open today: its words, where it is, how many stand on it, out of what."""

    words: str
    address: str
    count: int
    base: str = ""


def open_lists(seen: CellYear, months: int) -> list[OpenList]:
    """What is open at a cell today."""
    overdue = _("%(count)s of them overdue", count=seen.overdue) if seen.overdue else ""
    return [
        OpenList(
            _("Not met for %(months)s months", months=months),
            url_for("contacts.silent"),
            seen.silent,
            _("of %(count)s members in liaison", count=seen.members),
        ),
        OpenList(_("Opinions not settled"), url_for("opinions.index"), seen.opinions, overdue),
        OpenList(_("Needs without enough people"), url_for("needs.index"), seen.needs),
    ]


def own_meetings(seen: OwnYear) -> list[Fact]:
    """Where a member was, out of the meetings he or she was convened to; people's meetings apart."""
    base = str(_("of %(count)s meetings", count=seen.convened))
    by_status = [
        (str(_(status.text)), f"{seen.attendance[status]} {base}")
        for status in AttendanceStatus
        if seen.attendance[status]
    ]
    return [
        *(by_status or [(str(_("Present")), f"0 {base}")]),
        (str(_("People's meetings")), str(seen.people)),
    ]


def own_others(seen: OwnYear) -> list[Fact]:
    """Contacts, and what was raised with what became of it."""
    raised = [
        (str(_("Opinions: %(state)s", state=_(state.text))), str(seen.opinions[state]))
        for state in OpinionState
        if seen.opinions[state]
    ]
    return [(str(_("Contacts")), str(seen.contacts)), *(raised or [(str(_("Opinions")), "0")])]
