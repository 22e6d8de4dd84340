"""The words and the address of each thing that can wait: a table from the name of a task to its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from access import Actor, Permission, may
from models.vocabulary import LiaisonState, Side
from queries import letters, members
from queries.dashboard import Figure, Task
from queries.meetings import NearLine
from ui import filters


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do, as the home page shows it."""

    title: str
    address: str
    count: int
    detail: str


_WORDS: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "notices": (_l("Receive change notices"), "notices.index", {}),
    "to_process": (_l("Process acknowledged change notices"), "notices.index", {"show": "acknowledged"}),
    "disputed": (_l("Answer questions about change notices"), "notices.sent", {"show": "disputed"}),
    "unanswered": (_l("Change notices that nobody has acknowledged"), "notices.sent", {"show": "overdue"}),
    "to_confirm": (_l("Newly introduced members"), "liaisons.index", {}),
    "contacts": (_l("Contacts that members wrote down, to confirm"), "contacts.index", {"show": "waiting"}),
    "silent": (_l("Members long without contact"), "contacts.silent", {}),
    "opinions_raised": (_l("Opinions to answer or pass on"), "opinions.index", {}),
    "opinions_passed_on": (_l("Opinions to answer"), "opinions.index", {}),
    "opinions_overdue": (_l("Opinions overdue for an answer"), "opinions.index", {"show": "overdue"}),
    "opinions_to_tell": (_l("Answers to tell"), "opinions.index", {"show": "to_tell"}),
    "corrections": (_l("Requests for correction to decide"), "corrections.index", {}),
    "corrections_overdue": (
        _l("Requests for correction overdue"),
        "corrections.index",
        {"show": "overdue"},
    ),
    "needs": (_l("Help whose day has come, to certify or close"), "needs.index", {}),
    "sheets": (_l("Evaluations to write, agree on and submit"), "evaluations.index", {}),
    "objections": (_l("Requests for reconsideration to answer"), "evaluations.index", {}),
    "sheets_signed": (_l("Evaluations to confirm"), "evaluations.to_confirm", {}),
    "sheets_confirmed": (_l("Confirmed evaluations to return"), "evaluations.to_confirm", {}),
    "to_receive": (_l("Introduction letters to receive"), "letters.index", {}),
    "to_assign": (_l("Members to assign to a cell"), "letters.index", {"show": "received"}),
    "not_arrived": (
        _l("Introduction letters that have not arrived"),
        "letters.index",
        {"show": "not_arrived"},
    ),
    "to_complete": (
        _l("Exemptions without a reason, to complete"),
        "liaisons.index",
        {"show": "to_complete"},
    ),
    "to_review": (_l("Exemptions to review"), "liaisons.index", {"show": "to_review"}),
    "returned": (_l("Introductions that were returned"), "letters.index", {"show": "returned"}),
    "no_residence": (_l("Members without a residence cell"), "letters.new", {}),
    "to_issue": (_l("Introduction letters to issue"), "letters.index", {"show": "drafts"}),
    "not_activated": (_l("Accounts not activated yet"), "accounts.index", {"show": "invited"}),
    "no_commune": (_l("Found the first commune committee"), "organisations.index", {}),
    "no_secretary": (_l("Organisations without a secretary"), "mandates.vacant", {}),
    "cells_late": (_l("Cells that have not met in this half-year"), "years.index", {}),
    "rules_missing": (
        _l("Provisions to complete from the official text"),
        "rulesets.index",
        {},
    ),
    "given_up": (_l("E-mails that could not be sent"), "trail.undelivered", {}),
}


_MEMBERS = {LiaisonState.ACTIVE: members.IN_LIAISON, LiaisonState.EXEMPTED: members.EXEMPT}
_LETTERS = {
    Side.WORKPLACE: {LiaisonState.DRAFTED: letters.DRAFTS, LiaisonState.RETURNED: letters.RETURNED},
    Side.RESIDENCE: {
        LiaisonState.ISSUED: letters.ARRIVING,
        LiaisonState.RECEIVED: letters.RECEIVED,
        LiaisonState.ASSIGNED: letters.AWAITING,
    },
}
"""The list behind each figure, with as many names as the figure says."""


def list_behind(actor: Actor, figure: Figure) -> str | None:
    """The address of the list that a figure counts; None for who reads no names, or where the side has no such list."""
    if figure.state in _MEMBERS and may(actor, Permission.MEMBER_READ):
        return url_for("members.index", show=_MEMBERS[figure.state])
    of_letters = _LETTERS.get(actor.side, {}) if actor.side else {}
    if figure.state in of_letters and may(actor, Permission.LETTER_READ):
        return url_for("letters.index", show=of_letters[figure.state])
    return None


def cards_of(
    tasks: list[Task], first_notice: str | None, near: Sequence[NearLine], today: date
) -> list[Card]:
    """The cards of what waits; that of the notices opens the first one, so that two taps acknowledge it.

    `near` are the meetings about which something is to be done, the oldest first: their cards open the first of them.
    """
    return [_card(task, first_notice, near, today) for task in tasks]


def _card(task: Task, first_notice: str | None, near: Sequence[NearLine], today: date) -> Card:
    if task.name == "attendance":
        return _attendance(task, next(one for one in near if one.has_come(today)), today)
    if task.name == "minutes":
        return _minutes(task, next(one for one in near if one.state.is_held))
    title, endpoint, values = _WORDS[task.name]
    address = url_for(endpoint, **values)
    if task.name == "notices" and first_notice:
        address = url_for("notices.show", notice_ref=first_notice)
    age = "" if task.name in ("no_commune", "no_secretary", "silent") else _age(task.oldest, today)
    return Card(str(title), address, task.count, age)


def _attendance(task: Task, first: NearLine, today: date) -> Card:
    title = _("Take attendance of the meeting of %(day)s", day=filters.day_month(first.on))
    hour = filters.hour(first.starts_at)
    when = (
        _("Today at %(hour)s", hour=hour)
        if first.on == today
        else _("On %(day)s at %(hour)s", day=filters.day(first.on), hour=hour)
    )
    people = _("%(count)s comrades", count=first.convened)
    return Card(
        str(title), url_for("meetings.attendance", meeting_ref=first.ref), task.count, f"{when} · {people}"
    )


def _minutes(task: Task, first: NearLine) -> Card:
    title = _("Write and sign the minutes of the meeting of %(day)s", day=filters.day_month(first.on))
    return Card(str(title), url_for("meetings.minutes", meeting_ref=first.ref), task.count, "")


def _age(oldest: date | None, today: date) -> str:
    if oldest is None or oldest > today:
        return ""
    days = (today - oldest).days
    if days == 0:
        return str(_("Since today"))
    return str(_("The oldest: %(days)s days", days=days))
