"""What a cell needs, whom it asked, who said in what he or she can help; what a member was asked and has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.lifecycles import IN_LIAISON
from models import Liaison, Match, Member, Need, Organisation, Strength, db
from models.vocabulary import Competence, MatchState, NeedState
from queries.paging import PAGE, WHOLE_CELL

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Able:
    """A member who said that he or she can help in a field."""

    competence: Competence
    words: str | None
    ref: str
    name: str
    born: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def posted(actor: Actor, show: str) -> Sequence[Need]:
    """The needs of the cell: those open by their day, those closed the latest first."""
    return _posted(actor, show == CLOSED).scalars().all()


@prepared
def _posted(actor: Actor, is_closed: bool) -> Select[Need]:
    found = visible(actor, Permission.NEED_READ, Need)
    if is_closed:
        closed = found.where(Need.state.in_((NeedState.MET, NeedState.WITHDRAWN)))
        return closed.order_by(Need.on.desc(), Need.id.desc()).limit(PAGE)
    return found.where(Need.state == NeedState.OPEN).order_by(Need.on, Need.id).limit(PAGE)


def answers(need_ids: Iterable[int]) -> Mapping[int, Mapping[MatchState, int]]:
    """Per need how many of those asked gave which answer; numbers, no names."""
    counted = db.session.execute(
        select(Match.need_id, Match.state, func.count())
        .where(Match.need_id.in_(list(need_ids)))
        .group_by(Match.need_id, Match.state)
    )
    found: dict[int, dict[MatchState, int]] = {}
    for need_id, state, count in counted:
        found.setdefault(need_id, {})[state] = count
    return found


def one(actor: Actor, ref: str, permission: Permission = Permission.NEED_READ) -> Need:
    """A need in sight; raises `NotFound` otherwise."""
    found = db.session.scalar(visible(actor, permission, Need).where(Need.ref == ref))
    if found is None:
        raise NotFound
    return found


def asked(actor: Actor, need_id: int) -> Sequence[Match]:
    """Everybody asked for a need, with the answers, in Vietnamese order."""
    return db.session.scalars(
        visible(actor, Permission.NEED_READ, Match)
        .join(Member, Member.id == Match.member_id)
        .where(Match.need_id == need_id)
        .order_by(Member.sort_key, Member.id)
        .options(contains_eager(Match.member).joinedload(Member.workplace))
    ).all()


_work = aliased(Organisation)


def able(actor: Actor) -> list[Able]:
    """Members of the own cell with the fields that they named, in Vietnamese order; no other organisation reads it."""
    return [Able(*row) for row in _able(actor)]


@prepared
def _able(actor: Actor) -> Select[Competence, str | None, str, str, str]:
    return (
        select(Strength.competence, Strength.words, Member.ref, Member.full_name, Member.born)
        .join(Member, Member.id == Strength.member_id)
        .where(within(actor, Permission.STRENGTH_READ, Strength))
        .order_by(Member.sort_key, Member.id)
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the cell who has not been asked yet, and whether he or she named the field."""

    ref: str
    name: str
    born: str
    workplace: str
    is_able: bool
    words: str | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def to_ask(actor: Actor, need: Need) -> list[Candidate]:
    """Members of the cell who have not been asked for a need, in Vietnamese order."""
    found = _to_ask(actor, need_id=need.id, competence=need.competence)
    return [Candidate(*row) for row in found]


@prepared
def _to_ask(actor: Actor) -> Select[str, str, str, str, bool, str | None]:
    named = and_(
        Strength.member_id == Member.id,
        Strength.competence == bindparam("competence", type_=Strength.competence.type),
        within(actor, Permission.STRENGTH_READ, Strength),
    )
    is_asked = exists().where(Match.need_id == bindparam("need_id"), Match.member_id == Member.id)
    return (
        select(
            Member.ref,
            Member.full_name,
            Member.born,
            _work.name,
            Strength.id.is_not(None),
            Strength.words,
        )
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(_work, _work.id == Liaison.workplace_id)
        .outerjoin(Strength, named)
        .where(
            within(actor, Permission.NEED_POST, Liaison),
            Liaison.state.in_(IN_LIAISON),
            ~is_asked,
        )
        .order_by(Liaison.sort_key, Liaison.id)
        .limit(WHOLE_CELL)
    )


def own_strengths(actor: Actor) -> Sequence[Strength]:
    """What the actor has said of himself or herself."""
    return db.session.scalars(
        visible(actor, Permission.OWN_RECORD, Strength).order_by(Strength.said_at, Strength.id)
    ).all()


def own_matches(actor: Actor) -> Sequence[Match]:
    """What the cell asked the actor for, the day that is furthest ahead first."""
    return db.session.scalars(
        visible(actor, Permission.OWN_RECORD, Match)
        .join(Need, Need.id == Match.need_id)
        .order_by(Need.on.desc(), Match.id.desc())
        .limit(PAGE)
        .options(joinedload(Match.need).joinedload(Need.cell))
    ).all()


def own_match(actor: Actor, ref: str) -> Match:
    """One question to the actor; raises `NotFound` for anybody else's."""
    found = db.session.scalar(
        visible(actor, Permission.OWN_RECORD, Match)
        .where(Match.ref == ref)
        .options(joinedload(Match.need).joinedload(Need.cell))
    )
    if found is None:
        raise NotFound
    return found


def of_match(actor: Actor, ref: str) -> str:
    """The reference of the need for which somebody was asked; raises `NotFound` out of sight."""
    found = db.session.scalar(
        select(Need.ref)
        .join(Match, Match.need_id == Need.id)
        .where(Match.ref == ref, within(actor, Permission.NEED_READ, Match))
    )
    if found is None:
        raise NotFound
    return found
