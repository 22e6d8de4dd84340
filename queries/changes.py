"""Changes in sight, whom a new one would be told, and what is proposed while one is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, visible, within
from access.offices import GIVES, rights_of
from domain.errors import NotFound
from domain.paths import ids_in
from models import Change, Liaison, Member, Notice, Organisation, db
from models.vocabulary import LiaisonState, Office, OrganisationKind, Side
from queries.paging import PAGE, Lines, before
from queries.search import exact_first, person_like

FOUND = 12
"""As many as can be told apart at a glance; more ask for more of the name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member whose name fits what was typed, and what tells homonyms apart."""

    ref: str
    full_name: str
    born: str
    position: str | None
    workplace: str
    residence: str | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def candidates(actor: Actor, permission: Permission, words: str | None, ref: str | None) -> list[Candidate]:
    """The members on whom the actor holds a right, by a few letters of the name or by reference; at most thirteen."""
    home = select(Organisation.name).join(Liaison, Liaison.residence_id == Organisation.id)
    home = home.where(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED)
    found = (
        select(
            Member.ref,
            Member.full_name,
            Member.born,
            Member.position,
            Organisation.name,
            home.correlate(Member).scalar_subquery(),
        )
        .join(Organisation, Organisation.id == Member.workplace_id)
        .where(within(actor, permission, Member))
    )
    condition = person_like(Member.folded, Member.born, words or "")
    if condition is not None:
        found = found.where(condition).order_by(exact_first(Member.full_name, words or ""))
    elif ref:
        found = found.where(Member.ref == ref)
    else:
        return []
    rows = db.session.execute(found.order_by(Member.sort_key, Member.id).limit(FOUND + 1))
    return [Candidate(*row) for row in rows]


def bodies(actor: Actor) -> list[str]:
    """The bodies that decided what was recorded here before, the latest first; at first the organisation itself."""
    latest = db.session.scalars(
        select(Change.decided_by)
        .where(
            Change.organisation_id == actor.organisation_id,
            Change.decided_by.is_not(None),
            Change.is_restricted.is_(False),
        )
        .order_by(Change.recorded_at.desc(), Change.id.desc())
        .limit(50)
    )
    return list(dict.fromkeys(one for one in latest if one)) or [actor.organisation_name]


@dataclass(frozen=True, slots=True)
class Standing:
    """A change with the references of the one that it corrects and of the one that corrects it."""

    change: Change
    corrects: str | None
    corrected_by: str | None


def standing(actor: Actor, ref: str, permission: Permission = Permission.CHANGE_READ) -> Standing:
    """A change in sight with all that its page shows, in one statement; raises `NotFound` otherwise."""
    other = aliased(Change)
    earlier = select(other.ref).where(other.id == Change.supersedes_id).correlate(Change).scalar_subquery()
    later = select(other.ref).where(other.supersedes_id == Change.id).correlate(Change).scalar_subquery()
    row = db.session.execute(
        visible(actor, permission, Change)
        .add_columns(earlier, later)
        .where(Change.ref == ref)
        .options(
            joinedload(Change.member),
            joinedload(Change.organisation),
            joinedload(Change.recorded_by),
            joinedload(Change.new_place),
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return Standing(*row)


def one(actor: Actor, ref: str, permission: Permission = Permission.CHANGE_READ) -> Change:
    """A change in sight with all that its page shows; raises `NotFound` otherwise."""
    return standing(actor, ref, permission).change


def listed(actor: Actor, after: str | None = None) -> Lines[Change]:
    """The changes in sight, the latest first: one's own at the workplace, those one was told of at the residence."""
    found = visible(actor, Permission.CHANGE_READ, Change)
    start = before(Change, (Change.recorded_at, Change.id), after)
    if start is not None:
        found = found.where(start)
    rows = db.session.scalars(
        found.order_by(Change.recorded_at.desc(), Change.id.desc())
        .limit(PAGE + 1)
        .options(joinedload(Change.member), joinedload(Change.organisation), joinedload(Change.new_place))
    ).all()
    return Lines.of(rows, PAGE, lambda change: change.ref)


def organisations(ids: Iterable[int]) -> list[Organisation]:
    """Organisations by id, in this order: those that would be told."""
    wanted = list(ids)
    found = {
        one.id: one for one in db.session.scalars(select(Organisation).where(Organisation.id.in_(wanted)))
    }
    return [found[one] for one in wanted]


def readers(kind: OrganisationKind, *, is_restricted: bool, is_grassroots: bool = False) -> list[Office]:
    """Which offices at an organisation of this kind read a notice, as the table of rights says."""
    reads = (Permission.NOTICE_READ, Permission.NOTICE_SENT)
    rights = {office: rights_of(kind, office, is_grassroots=is_grassroots) for office in GIVES[kind]}
    return [
        office
        for office in Office
        if any(right in rights.get(office, ()) for right in reads)
        and (not is_restricted or Permission.SANCTION_READ in rights[office])
    ]


def workplaces(actor: Actor) -> list[OrganisationKind]:
    """The kinds of organisations of the workplace from the actor's own upwards: they read what is sent there."""
    found = select(Organisation.kind).where(
        Organisation.id.in_(ids_in(actor.path)), Organisation.side == Side.WORKPLACE
    )
    return list(dict.fromkeys(db.session.scalars(found.order_by(Organisation.path.desc()))))


def told(change: Change) -> list[int]:
    """The ids of the organisations that a change just recorded was told to."""
    return list(
        db.session.scalars(
            select(Notice.receiver_id).where(Notice.change_id == change.id).order_by(Notice.id)
        )
    )
