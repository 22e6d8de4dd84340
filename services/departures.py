"""Retirement, death, leaving the Party: no longer a working member; the residence then ends the liaison."""

from __future__ import annotations

from access import Actor
from adapters import clock
from domain.consequences import asked_by
from domain.retirements import counters
from models import Change, Departure, Member, Retirement
from models.vocabulary import ChangeWord, NoticeEffect
from queries import rulesets
from services.recording import Kind, RecordChange, record
from services.unit import use_case


def _apply(change: Change, member: Member) -> None:
    member.left_on = change.effective_on


def _revert(change: Change, member: Member) -> None:
    if member.left_on == change.effective_on:
        member.left_on = None


def _asks(change: Change) -> NoticeEffect:
    return asked_by(change.word)


RETIREMENT = Kind(table=Retirement, apply=_apply, revert=_revert, asks=_asks)
DEPARTURE = Kind(table=Departure, apply=_apply, revert=_revert, asks=_asks)


@use_case
def record_retirement(
    actor: Actor, word: ChangeWord, given: RecordChange, supersedes: str | None = None
) -> Change:
    """Record a retirement; the liaison lasts until the official transfer of Party life to the residence.

    The two counters of BR-16 stand as its review day (letter presented) and last day (transfer done).
    """
    today = clock.today()
    rules = rulesets.rules(today)
    by = counters(
        given.effective_on, rules.retirement_letter_days, rules.retirement_transfer_days, rulesets.holidays()
    )
    return record(actor, RETIREMENT, word, given, supersedes, review_on=by.letter_by, until_on=by.transfer_by)


@use_case
def record_departure(
    actor: Actor, word: ChangeWord, given: RecordChange, supersedes: str | None = None
) -> Change:
    """Record that a member died or left the Party."""
    return record(actor, DEPARTURE, word, given, supersedes)
