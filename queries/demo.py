"""The invented people of the demonstration, as the sign-in page and the command line list them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from adapters import clock
from models import Account, Mandate, Member, Organisation, db
from models.vocabulary import AccountState, Office, OrganisationKind, Side, Word, label
from queries.mandates import in_force

_cell = aliased(Organisation)


class Group(Word):
    """Under which heading a person is listed."""

    RESIDENCE = "residence", label("Where members live")
    WORKPLACE = "workplace", label("Where members work")
    MEMBER = "member", label("Party members")
    PROVINCE = "province", label("The province")


_SIDES = {Side.RESIDENCE: Group.RESIDENCE, Side.WORKPLACE: Group.WORKPLACE, Side.OVERSIGHT: Group.PROVINCE}


@dataclass(frozen=True, slots=True)
class Listed:
    """One person in the first office held today, or a member with the cell of Party life."""

    ref: str
    name: str
    office: Office | None
    organisation: str
    kind: OrganisationKind
    group: Group
    sign_in_name: str | None
    phone: str | None


def people() -> list[Listed]:
    """All who can sign in, each once: by group, and in each in the order in which the accounts were given."""
    found = db.session.execute(
        select(Account, Mandate.office, Organisation.name, Organisation.kind, _cell.name)
        .outerjoin(Mandate, (Mandate.account_id == Account.id) & in_force(clock.today()))
        .outerjoin(Organisation, Organisation.id == Mandate.organisation_id)
        .outerjoin(Member, Member.id == Account.member_id)
        .outerjoin(_cell, _cell.id == Member.workplace_id)
        .where(Account.state == AccountState.ACTIVE)
        .order_by(Account.id, Mandate.id)
    )
    listed: dict[int, Listed] = {}
    for account, office, organisation, kind, cell in found:
        if account.id not in listed and (organisation or cell):
            listed[account.id] = Listed(
                ref=account.ref,
                name=account.full_name,
                office=office,
                organisation=organisation or cell,
                kind=kind or OrganisationKind.WORKPLACE_CELL,
                group=_SIDES[kind.side] if kind else Group.MEMBER,
                sign_in_name=account.sign_in_name,
                phone=account.phone,
            )
    return sorted(listed.values(), key=lambda one: list(Group).index(one.group))


def grouped() -> list[tuple[Group, list[Listed]]]:
    """The people under their headings, those of the residence first."""
    everybody = people()
    groups = ((group, [one for one in everybody if one.group is group]) for group in Group)
    return [(group, those) for group, those in groups if those]
