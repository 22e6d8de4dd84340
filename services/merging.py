"""Two records that turn out to be one person: put together field by field, and parted again while that is possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from access import Actor, Permission, fetch
from adapters import clock
from domain.biography import contradictions
from domain.days import PartialDay
from domain.errors import Conflict, Refused, refuse_if_any
from domain.events import RecordsMerged, RecordsParted
from domain.merging import TO_UNDO, differing, objections_to_merging
from domain.secrecy import objections_to_marks
from models import Evaluation, Liaison, Member, Merge, Residence, Workplace, db
from models.vocabulary import EvaluationState, LiaisonEnd, LiaisonState, MergePart, Sex
from queries import merging as queries
from queries.merging import Half
from services import audit
from services.announcements import announce
from services.evaluations import end_sheets
from services.gathering import Rows, bring, hand_over
from services.liaisons import follow, take_step, write_step
from services.unit import use_case

_COLUMNS = {
    MergePart.FULL_NAME: ("full_name", "folded", "sort_key"),
    MergePart.SEX: ("sex",),
    MergePart.BORN: ("born",),
    MergePart.ADMITTED: ("admitted",),
    MergePart.OFFICIAL: ("official",),
    MergePart.CARD_NUMBER: ("card_number", "card_digits"),
    MergePart.PHONE: ("phone",),
    MergePart.POSITION: ("position",),
    MergePart.WORKPLACE: ("workplace_id",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeMembers:
    """Which record goes into the one that is kept, what is taken from it, and why the two are one person."""

    other: str
    taken: frozenset[MergePart] = frozenset()
    """The parts in which they differ and which the other record has right."""
    reason: str
    versions: tuple[int, int]
    """Of the kept and of the other record, as they were looked at."""


@use_case
def merge_members(actor: Actor, ref: str, merge: MergeMembers) -> Merge:
    """Put two records of one person together: nothing of either is lost, and both can be parted for 30 days.

    Empty lines of the kept record are filled from the other one. Where both have an open liaison, one of them ends.
    """
    kept, away = _held(actor, ref, merge)
    goes_on = away if MergePart.LIAISON in merge.taken else kept
    given = _columns(kept, away, merge.taken)
    refuse_if_any(
        [
            *_reasoned(merge.reason),
            *objections_to_merging(kept.side, away.side, goes_on.side),
            *_contradictions(kept.member, given),
            *(_sheets_of_one_round(kept, away) if goes_on is away else ()),
        ]
    )
    both = kept.bond is not None and away.bond is not None
    closed = _close(actor, kept if goes_on is away else away, merge.reason) if both else None
    before = {name: getattr(kept.member, name) for name in given}
    held = _holders(kept, away)
    to_away, stays = _present_rows(kept, away, merge.taken)
    to_kept = bring(away.member.id, kept.member.id, stays)
    hand_over(to_away, away.member.id)
    for name, value in given.items():
        setattr(kept.member, name, value)
    away.member.merged_into_id = kept.member.id
    _lead_on(away.member.id, kept.member.id)
    bond = goes_on.bond or kept.bond or away.bond
    if bond is not None:
        _follow(bond, kept.member)
    merged = Merge(
        kept_id=kept.member.id,
        away_id=away.member.id,
        organisation_id=actor.organisation_id,
        by_id=actor.account_id,
        at=clock.now(),
        reason=merge.reason,
        before=before,
        after=given,
        moved={"kept": to_kept, "away": to_away},
        closed=closed,
    )
    db.session.add(merged)
    db.session.flush()
    audit.note("member", away.member.id, moved={name: len(ids) for name, ids in to_kept.items()})
    _tell(actor, merged, RecordsMerged, held | _holders(kept, away))
    return merged


@use_case
def part_members(actor: Actor, ref: str) -> Merge:
    """Part two records again as they were; what was written since stays with the kept one. Within 30 days."""
    merged = queries.one(actor, ref, Permission.MEMBER_MERGE)
    kept, away = _locked(merged.kept_id, merged.away_id)
    refuse_if_any(_objections_to_parting(merged, kept))
    hand_over(merged.moved["kept"], away.id, kept.id)
    hand_over(merged.moved["away"], kept.id, away.id)
    for name, value in merged.before.items():
        if getattr(kept, name) == merged.after[name]:
            setattr(kept, name, Sex(value) if name == "sex" and value else value)
    away.merged_into_id = None
    _lead_back(away.id)
    db.session.flush()
    if merged.closed is not None:
        _open_again(actor, merged.closed, merged.reason)
    halves = queries.halves(kept.id, away.id)
    for one in halves:
        if one.bond is not None:
            _follow(one.bond, one.member)
    merged.undone_at, merged.undone_by_id = clock.now(), actor.account_id
    audit.note("member", away.id, moved={name: len(ids) for name, ids in merged.moved["kept"].items()})
    _tell(actor, merged, RecordsParted, _holders(*halves))
    return merged


def _held(actor: Actor, ref: str, merge: MergeMembers) -> tuple[Half, Half]:
    """Both records, in reach and as they were looked at; locked in one order, so that two acts never wait in turn."""
    if ref == merge.other:
        raise Refused("Choose another record than this one.")
    first, second = sorted((ref, merge.other))
    found = {one: fetch(actor, Permission.MEMBER_MERGE, Member, one) for one in (first, second)}
    kept, away = found[ref], found[merge.other]
    if (kept.version, away.version) != merge.versions:
        raise Conflict
    both = queries.halves(kept.id, away.id)
    return both[0], both[1]


def _locked(kept_id: int, away_id: int) -> tuple[Member, Member]:
    found = db.session.scalars(
        select(Member).where(Member.id.in_((kept_id, away_id))).order_by(Member.id).with_for_update()
    ).all()
    by_id = {one.id: one for one in found}
    return by_id[kept_id], by_id[away_id]


def _reasoned(reason: str) -> Iterator[Refused]:
    yield from objections_to_marks(reason=reason)
    if not reason.strip():
        yield Refused("Write how you know that this is one person.", field="reason")


def _sheets_of_one_round(kept: Half, away: Half) -> Iterator[Refused]:
    """Of two sheets of one round that of the kept record goes on: the liaison of the other one would lose its own."""
    rounds = select(Evaluation.round_id).where(Evaluation.member_id == kept.member.id)
    both = select(Evaluation.id).where(
        Evaluation.member_id == away.member.id, Evaluation.round_id.in_(rounds)
    )
    if db.session.scalar(both.limit(1)) is not None:
        yield Refused(
            "Both records have a sheet of the same round. Keep the liaison of this record, or the other record."
        )


def _columns(kept: Half, away: Half, taken: frozenset[MergePart]) -> dict[str, Any]:
    """What changes on the kept record: what was chosen from the other one, and what only the other one knew."""
    chosen = taken & set(differing(kept.side, away.side))
    filled = {
        part for part in _COLUMNS if kept.side.parts[part] is None and away.side.parts[part] is not None
    }
    return {
        name: getattr(away.member, name)
        for part in _COLUMNS
        if part in chosen | filled
        for name in _COLUMNS[part]
    }


def _contradictions(kept: Member, given: dict[str, Any]) -> Iterator[Refused]:
    """The days that were chosen, held against each other; on the part from which they came."""
    names = ("born", "admitted", "official")
    said = {name: given.get(name, getattr(kept, name)) for name in names}
    days = {name: PartialDay.from_stored(text) if text else None for name, text in said.items()}
    if set(names) & set(given):
        yield from contradictions(days["born"], days["admitted"], days["official"], clock.today())


def _present_rows(kept: Half, away: Half, taken: frozenset[MergePart]) -> tuple[Rows, dict[type, list[int]]]:
    """The present home and post that were not chosen: what goes to the other record, and what stays with it."""
    to_away: Rows = {}
    stays: dict[type, list[int]] = {}
    posts = queries.present_posts(kept.member.id, away.member.id)
    present: tuple[tuple[MergePart, Any, Residence | Workplace | None, Residence | Workplace | None], ...] = (
        (MergePart.HOME, Residence, kept.home, away.home),
        (MergePart.WORKPLACE, Workplace, posts.get(kept.member.id), posts.get(away.member.id)),
    )
    for part, table, ours, theirs in present:
        if ours is None or theirs is None:
            continue
        if part in taken:
            to_away[table.__tablename__] = [ours.id]
        else:
            stays[table] = [theirs.id]
    return to_away, stays


def _close(actor: Actor, half: Half, reason: str) -> dict[str, Any]:
    """End the liaison that the person has twice; what it was, so that it can be opened again."""
    bond = half.bond
    assert bond is not None  # noqa: S101  # both have one
    sheets = db.session.scalars(
        select(Evaluation.id).where(
            Evaluation.liaison_id == bond.id, Evaluation.state == EvaluationState.REQUESTED
        )
    ).all()
    was = {
        "id": bond.id,
        "state": bond.state.value,
        "residence_id": bond.residence_id,
        "sheets": list(sheets),
    }
    end_sheets(actor, bond, LiaisonEnd.WITHDRAWN)
    take_step(actor, bond, LiaisonState.ENDED, clock.today(), reason)
    bond.ended_on, bond.ended_because = (
        max(clock.today(), bond.started_on or clock.today()),
        LiaisonEnd.WITHDRAWN,
    )
    db.session.flush()  # the open one must be gone before the next one comes: a member has at most one (BR-01)
    return was


def _open_again(actor: Actor, was: dict[str, Any], reason: str) -> None:
    """The liaison that had ended with the merging is what it was."""
    bond = db.session.get_one(Liaison, was["id"])
    bond.state, bond.residence_id = LiaisonState(was["state"]), was["residence_id"]
    bond.ended_on = bond.ended_because = None
    write_step(actor, bond, clock.today(), reason)
    for sheet in db.session.scalars(select(Evaluation).where(Evaluation.id.in_(was["sheets"]))):
        if sheet.state is EvaluationState.WITHDRAWN:
            sheet.state, sheet.closed_on = EvaluationState.REQUESTED, None
    db.session.flush()


def _follow(bond: Liaison, member: Member) -> None:
    follow(bond, member.workplace_id)
    bond.sort_key = member.sort_key


def _lead_on(away_id: int, kept_id: int) -> None:
    """What had gone into the other record before is found with the kept one."""
    db.session.execute(
        update(Member)
        .where(Member.merged_into_id == away_id)
        .values(merged_into_id=kept_id)
        .execution_options(synchronize_session=False)
    )


def _lead_back(away_id: int) -> None:
    """What had gone into the other record before, directly or by way of a third one, is found with it again."""
    went_in: set[int] = set()
    now = {away_id}
    while now:
        into = select(Merge.away_id).where(Merge.kept_id.in_(now), Merge.undone_at.is_(None))
        now = set(db.session.scalars(into)) - went_in
        went_in |= now
    db.session.execute(
        update(Member)
        .where(Member.id.in_(went_in))
        .values(merged_into_id=away_id)
        .execution_options(synchronize_session=False)
    )


def _objections_to_parting(merged: Merge, kept: Member) -> Iterator[Refused]:
    if merged.undone_at is not None:
        yield Refused("These records have been parted already.")
    elif clock.now() - merged.at > TO_UNDO:
        yield Refused("30 days have passed: the records can no longer be parted.")
    elif kept.merged_into_id is not None:
        yield Refused("The record went into a third one since then. Part those two first.")
    elif queries.is_followed(merged):
        yield Refused("Another record went into this one since then. Part those two first.")
    elif queries.is_bound_anew(merged):
        yield Refused("A new liaison of this member began since then. End it first.")


def _holders(*halves: Half) -> set[int]:
    """The organisations that hold one of the records now."""
    homes = {half.bond.residence_id for half in halves if half.bond is not None and half.bond.residence_id}
    return homes | {half.member.workplace_id for half in halves}


def _tell(
    actor: Actor, merged: Merge, event: type[RecordsMerged] | type[RecordsParted], held: set[int]
) -> None:
    """Whoever holds one of the two records, or held it until now, hears of it, but for the office that did it."""
    for organisation_id in sorted(held - {actor.organisation_id}):
        announce(event(organisation_id=organisation_id, merge_ref=merged.ref))
