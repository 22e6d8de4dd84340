"""Who acts in the story: every office as an actor, and the members it is about, found by where they live and work."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from access import Actor
from adapters import clock
from models import Account, Liaison, Mandate, Member, Organisation, db
from models.vocabulary import Category, LiaisonState, Office
from queries.mandates import in_force

_above = aliased(Organisation)


class Cast:
    """The offices of the town by the name of their organisation."""

    def __init__(self) -> None:
        found = db.session.execute(
            select(Mandate, Account, Organisation)
            .join(Account, Account.id == Mandate.account_id)
            .join(Organisation, Organisation.id == Mandate.organisation_id)
            .where(in_force(clock.today()))
            .order_by(Mandate.id)
        ).all()
        self._actors = {
            (where.name, mandate.office): acting(mandate, account, where) for mandate, account, where in found
        }

    def of(self, organisation: str, office: Office = Office.SECRETARY) -> Actor:
        """Whoever holds an office at an organisation."""
        return self._actors[organisation, office]


def acting(mandate: Mandate, account: Account, organisation: Organisation) -> Actor:
    """A person in one of the offices held, having just signed in."""
    person = Actor(
        account_id=account.id, member_id=account.member_id, person_name=account.full_name, is_fresh=True
    )
    return person.holding(mandate, organisation)


def as_member(member: Member) -> Actor:
    """A member who has signed in and acts for nobody else."""
    account = db.session.scalars(select(Account).where(Account.member_id == member.id)).one()
    return Actor(account_id=account.id, member_id=member.id, person_name=account.full_name)


def members(home: str, committee: str | None = None) -> Sequence[tuple[Member, str]]:
    """Working members in liaison with a residence cell, with the name of their committee; in the order of the list."""
    found = (
        select(Member, _above.name)
        .join(Liaison, Liaison.member_id == Member.id)
        .join(Organisation, Organisation.id == Liaison.residence_id)
        .join(Member.workplace.of_type(workplace := aliased(Organisation)))
        .join(_above, _above.id == workplace.parent_id)
        .where(
            Organisation.name == home,
            Liaison.state == LiaisonState.ACTIVE,
            Liaison.category == Category.FULL,
            Member.left_on.is_(None),
        )
        .order_by(Liaison.sort_key, Liaison.id)
    )
    if committee:
        found = found.where(_above.name == committee)
    return [(member, name) for member, name in db.session.execute(found)]


def named(full_name: str, born: str = "") -> Member:
    """A member of the story by name, and by the birthday where there are homonyms."""
    found = select(Member).where(Member.full_name == full_name, Member.born.startswith(born))
    return db.session.scalars(found.options(joinedload(Member.workplace)).order_by(Member.id).limit(1)).one()


def first_exempt(home: str) -> Member:
    """The first member of a residence cell who is exempt from its activities."""
    return db.session.scalars(
        select(Member)
        .join(Liaison, Liaison.member_id == Member.id)
        .join(Organisation, Organisation.id == Liaison.residence_id)
        .where(Organisation.name == home, Liaison.state == LiaisonState.EXEMPTED)
        .order_by(Liaison.sort_key, Liaison.id)
        .limit(1)
    ).one()
