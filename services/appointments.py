"""Appointment and end of office: a post given or laid down, and the post on the record (bổ nhiệm, thôi giữ chức vụ)."""

from __future__ import annotations

from dataclasses import dataclass

from access import Actor
from domain.names import fold
from models import Appointment, Change, Member
from models.vocabulary import ChangeWord, NoticeEffect
from services import postings
from services.recording import Kind, RecordChange, record
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAppointment(RecordChange):
    """The post that is given or laid down."""

    post: str


def _apply(change: Change, member: Member) -> None:
    """Write the post, in the cell of that day; one that is laid down leaves the record only where it is named there."""
    held = postings.held_on(member, change.effective_on)
    position = change.post
    if change.word is ChangeWord.LEAVING_OFFICE:
        position = None if fold(held.position or "") == fold(change.post or "") else held.position
    postings.begin(change, member, held.organisation_id, position)


APPOINTMENT = Kind(
    table=Appointment, apply=_apply, revert=postings.undo, asks=lambda _change: NoticeEffect.NONE
)


@use_case
def record_appointment(
    actor: Actor, word: ChangeWord, given: RecordAppointment, supersedes: str | None = None
) -> Change:
    """Record that a member was given a post, or laid one down."""
    return record(actor, APPOINTMENT, word, given, supersedes, post=given.post)
