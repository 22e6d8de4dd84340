"""What all kinds of change share when they are recorded: decision, rule set, facts, notices, in one transaction.

A change is never edited. A newer one supersedes it: what the old one wrote is undone, its notices are withdrawn and
linked to the new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch
from adapters import clock
from domain.changes import Facts, decision_number, objections
from domain.eligibility import NOT_ENTERED, is_exempt_from_introduction
from domain.errors import Refused, refuse_if_any
from domain.events import ChangeRecorded
from domain.secrecy import objections_to_marks
from models import Change, Liaison, Member, db
from models.vocabulary import ChangeKind, ChangeWord, LiaisonState, NoticeEffect
from queries import rulesets
from queries.departures import has_departed
from services.announcements import announce
from services.consequences import carry_out
from services.sending import send, take_back

_UNTOLD = (LiaisonState.DRAFTED, LiaisonState.RETURNED)
"""States in which nobody at the residence knows the member: what a change asks is done at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What every change says: about whom, from which day; the decision where there is one."""

    member: str = ""
    effective_on: date
    decision_number: str | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    note: str | None = None


def _nothing_stands_against(_facts: dict[str, Any], _member: Member, _bond: Liaison | None) -> None:
    """Most kinds say something new whatever stands on the record."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind behaves: its table, what it writes about the member and undoes, what it asks of the liaison.

    `speaks_against` says why a new change of this kind would change nothing, from its facts and from what stands.
    """

    table: type[Change]
    apply: Callable[[Change, Member], None]
    revert: Callable[[Change, Member], None]
    asks: Callable[[Change], NoticeEffect]
    speaks_against: Callable[[dict[str, Any], Member, Liaison | None], Refused | None] = (
        _nothing_stands_against
    )


def record(
    actor: Actor,
    kind: Kind,
    word: ChangeWord,
    given: RecordChange,
    supersedes: str | None = None,
    objection: Refused | None = None,
    **facts: Any,
) -> Change:
    """Record a change and tell those who must know, inside the use case of its kind.

    `supersedes` is the reference of the change that was wrong, whose member it keeps; `objection` what the kind itself
    found; `facts` its own columns. Raises all refusals at once.
    """
    old = _superseded(actor, word, supersedes)
    member = old.member if old else fetch(actor, permission_for(word), Member, given.member)
    bond = open_liaison(member.id)
    refusals = [objection] if objection else []
    if old is None:
        refusals += [_gone(member)] if _is_gone(member, bond, word) else []
        refusals += filter(None, [kind.speaks_against(facts, member, bond)])
    change = _checked(actor, kind, word, given, refusals, facts)
    change.member_id, change.liaison_id = member.id, bond.id if bond else None
    if old is None:
        _refuse_double(change)
    else:
        _supersede(old, change, kind, member)
    db.session.add(change)
    db.session.flush()
    if change.effective_on <= clock.today():
        take_effect(actor, kind, change, member)
    notices = send(actor, change, bond, kind.asks(change))
    if old is not None:
        take_back(actor, old, notices)
    announce(ChangeRecorded(change_ref=change.ref, member_id=member.id))
    return change


def take_effect(actor: Actor, kind: Kind, change: Change, member: Member) -> None:
    """Write what the workplace is master of; carry out the rest where no receiver could ever process it."""
    bond = open_liaison(member.id)
    change.applied_at = clock.now()
    kind.apply(change, member)
    if bond is not None and bond.state in _UNTOLD:
        change.liaison_id = bond.id
        carry_out(actor, change, kind.asks(change), clock.today())


def open_liaison(member_id: int) -> Liaison | None:
    """The liaison of a member that has not ended; there is at most one (BR-01)."""
    return db.session.scalar(
        select(Liaison).where(Liaison.member_id == member_id, Liaison.state != LiaisonState.ENDED)
    )


def permission_for(word: ChangeWord) -> Permission:
    """The right to record a change of this word: sanctions belong to the workplace committee."""
    return Permission.SANCTION_RECORD if word.kind is ChangeKind.SANCTION else Permission.CHANGE_RECORD


def standing(actor: Actor, permission: Permission, ref: str) -> Change:
    """A change with its member, locked, that neither was withdrawn nor has been replaced; else `Refused`."""
    change = fetch(actor, permission, Change, ref, joinedload(Change.member))
    if change.superseded_at is not None:
        raise Refused("This change has already been corrected by another one.")
    if change.withdrawn_at is not None:
        raise Refused("This change has been withdrawn.")
    return change


def _superseded(actor: Actor, word: ChangeWord, ref: str | None) -> Change | None:
    if ref is None:
        return None
    old = standing(actor, permission_for(word), ref)
    if old.word.kind is not word.kind:
        raise Refused("Withdraw this change and record the right one instead.")
    return old


def _supersede(old: Change, change: Change, kind: Kind, member: Member) -> None:
    """Undo what the old change wrote, before the new one writes."""
    change.supersedes_id, old.superseded_at = old.id, clock.now()
    if old.applied_at is not None:
        kind.revert(old, member)
        db.session.flush()


def _checked(
    actor: Actor,
    kind: Kind,
    word: ChangeWord,
    given: RecordChange,
    refusals: list[Refused],
    facts: dict[str, Any],
) -> Change:
    """The row, once every rule about its facts was asked; raises all refusals, those found before among them."""
    number, unread = _number(given.decision_number)
    told = Facts(
        word=word,
        effective_on=given.effective_on,
        decision_number=number,
        decided_on=given.decided_on,
        decided_by=given.decided_by,
        until_on=facts.get("until_on"),
        review_on=facts.get("review_on"),
        new_category=facts.get("new_category"),
        exemption_reason=facts.get("exemption_reason"),
        exemption_basis=facts.get("exemption_basis"),
    )
    refusals += [*unread, *objections(told, clock.today())]
    refusals += [
        Refused(NOT_ENTERED, field=field)
        for field, text in (("note", given.note), ("exemption_basis", facts.get("exemption_basis")))
        if is_exempt_from_introduction(text)
    ]
    written = {name: facts.get(name) for name in ("post", "title", "to_name", "exemption_basis")}
    refuse_if_any([*refusals, *objections_to_marks(note=given.note, decided_by=given.decided_by, **written)])
    return kind.table(
        word=word,
        organisation_id=actor.organisation_id,
        recorded_by_id=actor.account_id,
        recorded_at=clock.now(),
        effective_on=given.effective_on,
        decision_number=number,
        decided_on=given.decided_on,
        decided_by=given.decided_by,
        note=given.note,
        rule_set_id=rulesets.in_force(clock.today()).id,
        **facts,
    )


def _number(text: str | None) -> tuple[str | None, list[Refused]]:
    """The decision number as it is quoted; one that cannot be read is told once, with the other refusals."""
    if not text:
        return None, []
    try:
        return decision_number(text), []
    except Refused as refused:
        return text, [refused]


def _is_gone(member: Member, bond: Liaison | None, word: ChangeWord) -> bool:
    """Whether the member has left working life; while the liaison lasts, one departure may follow a retirement."""
    if member.left_on is None:
        return False
    return bond is None or word.kind is not ChangeKind.DEPARTURE or has_departed(member.id)


def _gone(member: Member) -> Refused:
    return Refused(
        "Comrade %(name)s left working life on %(day)s; nothing more is recorded here.",
        field="member",
        name=member.full_name,
        day=member.left_on,
    )


def _refuse_double(change: Change) -> None:
    """The same fact recorded twice would be told twice."""
    same = select(Change.id).where(
        Change.member_id == change.member_id,
        Change.word == change.word,
        Change.decision_number.is_not_distinct_from(change.decision_number),
        Change.effective_on == change.effective_on,
        Change.superseded_at.is_(None),
        Change.withdrawn_at.is_(None),
    )
    if db.session.scalar(same.limit(1)) is None:
        return
    if change.decision_number is None:
        raise Refused(
            "This change is already recorded for this member. Correct that one.", field="effective_on"
        )
    raise Refused("This decision is already recorded for this member.", field="decision_number")
