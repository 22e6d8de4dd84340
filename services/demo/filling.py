"""Fills an empty database with the demonstration ward, and remembers that this installation is one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from access import Actor
from adapters import demonstration
from adapters.tools import tools
from domain.errors import Refused
from models import Account, Organisation, db
from models.vocabulary import OrganisationKind
from services.demo.calendar import Calendar
from services.demo.cast import Cast
from services.demo.changes import Changes
from services.demo.dealings import Dealings
from services.demo.evaluations import Evaluations
from services.demo.letters import Letters
from services.demo.meetings import Meetings
from services.demo.names import Crowd, Dice
from services.demo.offices import fill_offices, found_top, open_accounts
from services.demo.roster import fill_register

_BEFORE = timedelta(days=120)
"""How long ago the register of the ward was set up."""


def is_empty() -> bool:
    """Whether nobody has worked with this register yet."""
    there = (select(table.id).limit(1) for table in (Organisation, Account))
    return all(db.session.scalar(one) is None for one in there)


def fill_demonstration() -> int:
    """Invent the ward, its people and the last months; gives the number of members. Raises `Refused` if not empty.

    Every step is the use case that people use, at the hour at which it would have happened.
    """
    if not is_empty():
        raise Refused("The database is not empty: nothing was added.")
    calendar, dice = Calendar(), Dice()
    crowd, password = Crowd(dice), demonstration.new_password()
    first_day = calendar.today - _BEFORE
    with calendar.at(first_day):
        administrator = found_top(Actor.worker(), crowd)
        members = fill_register(Actor.worker(), crowd, dice, first_day)
        fill_offices(administrator, crowd)
        open_accounts(administrator, tools().hasher.hash(password))
        cast = Cast()
    ward = db.session.scalars(
        select(Organisation.name).where(Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE)
    ).one()
    Letters(cast, calendar, crowd).fill()
    Changes(cast, calendar, ward).fill()
    Meetings(cast, calendar).fill()
    Dealings(cast, calendar).fill()
    Evaluations(cast, calendar, ward).fill()
    demonstration.mark(tools().instance, password)
    return members
