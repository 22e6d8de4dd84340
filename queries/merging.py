"""Two records beside each other, which records may be of one person, and what was put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from domain.evaluations import AT_CELL, AT_COMMITTEE
from domain.merging import Side
from models import Account, Evaluation, Liaison, Member, Merge, Organisation, Residence, Workplace, db
from models.vocabulary import AccountState, EvaluationState, LiaisonState, MergePart
from queries import members
from queries.paging import PAGE

_BEGUN = tuple(state for state in (*AT_CELL, *AT_COMMITTEE) if state is not EvaluationState.REQUESTED)


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two records: the member, the present home, the open liaison, and what is held against the other."""

    member: Member
    home: Residence | None
    bond: Liaison | None
    side: Side


def pair(actor: Actor, ref: str, other_ref: str) -> tuple[Half, Half]:
    """Two records in reach that may be put together; raises `NotFound` when they are not two, or out of sight."""
    both = (within(actor, Permission.MEMBER_MERGE, Member), Member.ref.in_((ref, other_ref)))
    found = {half.member.ref: half for half in _halves(*both)}
    if len(found) < 2:
        raise NotFound
    return found[ref], found[other_ref]


def halves(*member_ids: int) -> tuple[Half, ...]:
    """The same of members already in hand, in this order."""
    found = {half.member.id: half for half in _halves(Member.id.in_(member_ids))}
    return tuple(found[one] for one in member_ids)


def _halves(*which: ColumnElement[bool]) -> list[Half]:
    account = select(Account.state).where(Account.member_id == Member.id).scalar_subquery()
    begun = select(Evaluation.id).where(Evaluation.liaison_id == Liaison.id, Evaluation.state.in_(_BEGUN))
    rows = db.session.execute(
        select(Member, Residence, Liaison, account, begun.exists())
        .select_from(Member)
        .outerjoin(Residence, Residence.id == members.present_home(Residence.id))
        .outerjoin(Liaison, (Liaison.member_id == Member.id) & (Liaison.state != LiaisonState.ENDED))
        .where(*which)
        .options(joinedload(Member.workplace), joinedload(Residence.place), joinedload(Liaison.residence))
        .execution_options(populate_existing=True)
    ).all()
    return [
        Half(member, home, bond, _side(member, home, bond, account_state, bool(has_sheet)))
        for member, home, bond, account_state, has_sheet in rows
    ]


def _side(
    member: Member,
    home: Residence | None,
    bond: Liaison | None,
    account: AccountState | None,
    has_sheet: bool,
) -> Side:
    return Side(
        name=member.full_name,
        left_on=member.left_on,
        has_account=account not in (None, AccountState.CLOSED),
        has_closed_account=account is AccountState.CLOSED,
        liaison=bond.state if bond else None,
        has_sheet=has_sheet,
        parts={
            MergePart.FULL_NAME: member.full_name,
            MergePart.SEX: member.sex,
            MergePart.BORN: member.born,
            MergePart.ADMITTED: member.admitted,
            MergePart.OFFICIAL: member.official,
            MergePart.CARD_NUMBER: member.card_digits,
            MergePart.PHONE: member.phone,
            MergePart.POSITION: member.position,
            MergePart.WORKPLACE: member.workplace_id,
            MergePart.HOME: (home.place_id, home.unit, home.address) if home else None,
            MergePart.LIAISON: bond.ref if bond else None,
        },
    )


def present_posts(*member_ids: int) -> dict[int, Workplace]:
    """The post of each member that has no end and is no secondment."""
    found = db.session.scalars(
        select(Workplace)
        .where(
            Workplace.member_id.in_(member_ids),
            Workplace.ends_on.is_(None),
            Workplace.is_temporary.is_(False),
        )
        .order_by(Workplace.id)
    )
    return {post.member_id: post for post in found}


def candidates(actor: Actor, member: Member) -> Sequence[Member]:
    """Records in reach that may be of the same person: the same name, card number or telephone."""
    same = [Member.folded == member.folded]
    if member.card_digits:
        same.append(Member.card_digits == member.card_digits)
    if member.phone:
        same.append(Member.phone == member.phone)
    return db.session.scalars(
        visible(actor, Permission.MEMBER_MERGE, Member)
        .where(or_(*same), Member.id != member.id)
        .order_by(Member.sort_key, Member.id)
        .limit(PAGE)
        .options(joinedload(Member.workplace))
    ).all()


def one(actor: Actor, ref: str, permission: Permission = Permission.MEMBER_READ) -> Merge:
    """What was put together about a member in reach; raises `NotFound` otherwise."""
    found = db.session.scalars(
        visible(actor, permission, Merge)
        .where(Merge.ref == ref)
        .options(
            joinedload(Merge.kept).joinedload(Member.workplace),
            joinedload(Merge.away).joinedload(Member.workplace),
            joinedload(Merge.by),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def latest(member_id: int) -> Merge | None:
    """The last time that another record went into that of a member in sight, unless it was parted again."""
    return db.session.scalars(
        select(Merge)
        .where(Merge.kept_id == member_id, Merge.undone_at.is_(None))
        .order_by(Merge.id.desc())
        .limit(1)
    ).first()


def names_of_cells(ids: Sequence[int]) -> dict[int, str]:
    """The names of workplace cells by their number, to show what a record said."""
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def is_followed(merged: Merge) -> bool:
    """Whether another record went into the same one since, and has not been parted from it."""
    later = select(Merge.id).where(
        Merge.kept_id == merged.kept_id, Merge.id > merged.id, Merge.undone_at.is_(None)
    )
    return db.session.scalar(later.limit(1)) is not None


def is_bound_anew(merged: Merge) -> bool:
    """Whether parting would leave one of the two with two open liaisons: one began since they were put together."""
    if merged.closed is None:
        return False
    moved = merged.moved["kept"].get("liaison", [])
    owner = merged.away_id if merged.closed["id"] in moved else merged.kept_id
    others = select(Liaison.id).where(
        Liaison.member_id == merged.kept_id, Liaison.state != LiaisonState.ENDED, Liaison.id.not_in(moved)
    )
    return owner == merged.kept_id and db.session.scalar(others.limit(1)) is not None


def member(actor: Actor, ref: str) -> Member:
    """A record in reach that may be put together with another; raises `NotFound` otherwise."""
    found = db.session.scalars(
        visible(actor, Permission.MEMBER_MERGE, Member)
        .where(Member.ref == ref)
        .options(joinedload(Member.workplace))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found
