"""Retirement, death, leaving the Party: no longer a working member; the residence then ends the liaison."""

from __future__ import annotations

from access import Actor
from domain.consequences import asked_by
from models import Change, Departure, Member, Retirement
from models.vocabulary import ChangeWord, NoticeEffect
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
    """Record a retirement; the liaison lasts until the official transfer of Party life to the residence (BR-16)."""
    return record(actor, RETIREMENT, word, given, supersedes)


@use_case
def record_departure(
    actor: Actor, word: ChangeWord, given: RecordChange, supersedes: str | None = None
) -> Change:
    """Record that a member died or left the Party."""
    return record(actor, DEPARTURE, word, given, supersedes)
