"""Builders of members and their homes."""

from datetime import date
from typing import Any

from adapters import clock
from domain.names import fold, sort_key
from domain.organisations import unit_of
from models import (
    Member,
    Organisation,
    Residence,
    Workplace,
    db,
)
from models.vocabulary import (
    OrganisationKind,
)
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import a_name, a_phone, numbers, written


def a_member(
    full_name: str | None = None,
    *,
    born: str = "1985-03-12",
    workplace: Organisation | None = None,
    **more: Any,
) -> Member:
    """A working member of a workplace cell, with the post that he or she holds there."""
    name = full_name or a_name()
    workplace = (
        workplace
        or first_of(OrganisationKind.WORKPLACE_CELL)
        or an_organisation(kind=OrganisationKind.WORKPLACE_CELL)
    )
    values = {
        "position": "Chuyên viên",
        "phone": a_phone(),
        "admitted": "2012-05-19",
        "official": "2013-05-19",
    }
    member = Member(
        full_name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        born=born,
        workplace_id=workplace.id,
        created_at=clock.now(),
        **(values | more),
    )
    db.session.add(member)
    db.session.flush()
    post = Workplace(member_id=member.id, organisation_id=workplace.id, position=member.position)
    post.starts_on = date(2020, 1, 2)
    db.session.add(post)
    return written(member)


def a_residence(member: Member, cell: Organisation | None = None, **more: Any) -> Residence:
    """The home of a member, in the residential group of a cell."""
    cell = cell or first_of(OrganisationKind.RESIDENCE_CELL) or an_organisation()
    values = {"unit": unit_of(cell.name), "address": f"Số {next(numbers)} đường Hoa Sen"}
    home = Residence(member_id=member.id, place_id=cell.place_id, **(values | more))
    return written(home)


def twins(member: Member, **more: Any) -> Member:
    """The same person once more on the register, as an own record: what differs is named."""
    workplace = db.session.get_one(Organisation, member.workplace_id)
    return a_member(member.full_name, born=more.pop("born", member.born), workplace=workplace, **more)
