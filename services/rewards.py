"""Rewards, with the body that decided: evidence beside the member's year (khen thưởng)."""

from __future__ import annotations

from dataclasses import dataclass

from access import Actor
from models import Change, Member, Reward
from models.vocabulary import ChangeWord, NoticeEffect
from services.recording import Kind, RecordChange, record
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReward(RecordChange):
    """What was awarded, as the decision names it."""

    title: str


def _nothing(_change: Change, _member: Member) -> None:
    """A reward is itself the fact: nothing else on the record changes."""


REWARD = Kind(table=Reward, apply=_nothing, revert=_nothing, asks=lambda _change: NoticeEffect.NONE)


@use_case
def record_reward(
    actor: Actor, word: ChangeWord, given: RecordReward, supersedes: str | None = None
) -> Change:
    """Record that a member was rewarded."""
    return record(actor, REWARD, word, given, supersedes, title=given.title)
