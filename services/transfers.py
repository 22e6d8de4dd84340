"""Transfer: another workplace or another cell (chuyển công tác, điều động); the liaison follows where it can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from access import Actor
from domain.consequences import asked_by
from domain.errors import Refused
from domain.events import MemberArrived
from models import Change, Liaison, Member, Transfer, db
from models.vocabulary import ChangeWord, NoticeEffect
from queries import workplaces
from queries.workplaces import WorkplaceCell
from services import liaisons, postings
from services.announcements import announce
from services.belonging import leave_workplaces
from services.corrections import follow_to_workplace
from services.recording import Kind, RecordChange, open_liaison, record
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransfer(RecordChange):
    """Where to, as people write it, and in which post."""

    to_name: str
    post: str | None = None


def _apply(change: Change, member: Member) -> None:
    """Write the new cell and hand the liaison over; to a workplace without this register the member leaves it.

    Where a later transfer has led the member on, he or she stays there.
    """
    if change.to_organisation_id is None:
        postings.leave(change, member)
        leave_workplaces(member)
        return
    postings.begin(change, member, change.to_organisation_id, change.post)
    _hand_over(member)
    if member.workplace_id == change.to_organisation_id:
        announce(MemberArrived(member_ref=member.ref, organisation_id=change.to_organisation_id))


def _revert(change: Change, member: Member) -> None:
    postings.undo(change, member)
    db.session.flush()
    _hand_over(member)


def _hand_over(member: Member) -> None:
    leave_workplaces(member, member.workplace_id)
    follow_to_workplace(member)
    bond = open_liaison(member.id)
    if bond is not None:
        liaisons.follow(bond, member.workplace_id)


def _asks(change: Change) -> NoticeEffect:
    return asked_by(change.word, is_known_there=change.to_organisation_id is not None)


def _is_there(facts: dict[str, Any], member: Member, _bond: Liaison | None) -> Refused | None:
    """A transfer to the cell where the member already is would tell everybody of nothing."""
    if facts["to_organisation_id"] != member.workplace_id:
        return None
    return Refused(
        "Comrade %(name)s is in this cell already. If only the post changes, choose Appointment.",
        field="to_name",
        name=member.full_name,
    )


TRANSFER = Kind(table=Transfer, apply=_apply, revert=_revert, asks=_asks, speaks_against=_is_there)


@use_case
def record_transfer(
    actor: Actor, word: ChangeWord, given: RecordTransfer, supersedes: str | None = None
) -> Change:
    """Record that a member works elsewhere; a name that fits several cells of the register is refused with examples."""
    found = workplaces.named(actor, given.to_name)
    return record(
        actor,
        TRANSFER,
        word,
        given,
        supersedes,
        _unclear(found),
        to_name=found[0].full_name if found else given.to_name,
        to_organisation_id=found[0].id if found else None,
        post=given.post,
    )


def _unclear(found: list[WorkplaceCell]) -> Refused | None:
    """Why it is not clear which cell is meant, or `None`."""
    if len(found) < 2:
        return None
    return Refused(
        "Several cells bear this name. Write the committee too, for example %(example)s.",
        field="to_name",
        example=found[0].full_name,
    )
