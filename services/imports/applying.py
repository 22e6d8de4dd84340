"""The list of a ward from the command line: all of it or nothing, and nothing twice."""

from __future__ import annotations

from access import Actor
from domain.errors import NotAllowed, Refused
from services.imports.checking import Roster
from services.imports.writing import Applied, write_roster
from services.organisations import committee_of_code
from services.unit import use_case


@use_case
def import_roster(actor: Actor, roster: Roster) -> Applied:
    """Write a list without faults: organisations, members, residences and one liaison each, source "import".

    For the command line. Members already known are not changed; what differs is noted. An exemption whose reason the
    list does not tell is written as "not stated", to be completed.
    """
    if not actor.is_worker:
        raise NotAllowed("Your office does not allow this.")
    if roster.faults:
        raise Refused("The list has faults; nothing of it was written.")
    commune = committee_of_code(roster.unit_code)
    return write_roster(commune, roster, actor.account_id, is_told_elsewhere=True)[0]
