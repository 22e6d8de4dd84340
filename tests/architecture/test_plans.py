"""With the list of a whole ward loaded: twelve statements a page at most, and no walk through a table of facts.

The list is the one of tests/data (1,240 invented members, a cell of 163). The browser counts the statements of every
page by itself; here each of them is also explained by the database.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from access import Actor
from models import Liaison, Mandate, Member, Organisation
from models import db as database
from models.vocabulary import LiaisonState, Office, OrganisationKind
from services.imports.applying import import_roster
from services.imports.checking import check
from services.imports.reading import read_sheets
from tests.conftest import begin
from tests.support.doors import doors
from tests.support.factories import a_change, a_factor, a_mandate, a_notice, a_sanction, an_account
from tests.support.lists import TODAY
from tests.support.world import WARD, actor_of, load_reference

ROSTER = Path(__file__).parents[1] / "data/roster-ward.xlsx"
FACTS = (
    "access_entry", "account", "audit_entry", "change", "device", "introduction_letter", "liaison", "liaison_step",
    "member", "notice", "notice_step", "notification", "residence", "sign_in", "workplace",
)  # fmt: skip
"""Tables that grow with every member, letter and year; no page may walk through one of them from end to end."""
OFFICES = {
    "cell secretary": (OrganisationKind.RESIDENCE_CELL, Office.SECRETARY),
    "commune staff": (OrganisationKind.COMMUNE_COMMITTEE, Office.STAFF),
    "workplace secretary": (OrganisationKind.WORKPLACE_COMMITTEE, Office.SECRETARY),
    "workplace cell secretary": (OrganisationKind.WORKPLACE_CELL, Office.SECRETARY),
    "administrator": (OrganisationKind.PROVINCE_COMMITTEE, Office.ADMINISTRATOR),
}


@pytest.fixture
def ward(db, clock):
    """The imported ward, with offices at the largest organisation of each kind and notices of many of its members."""
    clock.set(TODAY)
    load_reference()
    roster = check(WARD, read_sheets(ROSTER), clock.today)
    import_roster(Actor.worker(), roster)
    for kind, office in OFFICES.values():
        where = largest(kind)
        account = an_account(organisation=where)
        a_mandate(account, office, where)
        if office is Office.ADMINISTRATOR:
            a_factor(account)
    cell = largest(OrganisationKind.RESIDENCE_CELL)
    here = select(Member).join(Liaison, Liaison.member_id == Member.id).where(Liaison.residence_id == cell.id)
    for member in db.session.scalars(here.limit(40)).all():
        a_notice(a_change(member), cell)
    a_notice(a_sanction(member), cell)


def largest(kind: OrganisationKind) -> Organisation:
    """The organisation of a kind with most members, by where they live and where they work."""
    size = (
        select(func.count())
        .select_from(Liaison)
        .join(
            below := select(Organisation).subquery(),
            below.c.id.in_([Liaison.residence_id, Liaison.workplace_id]),
        )
        .where(below.c.path.startswith(Organisation.path), Liaison.state != LiaisonState.ENDED)
        .correlate(Organisation)
        .scalar_subquery()
    )
    found = (
        select(Organisation).where(Organisation.kind == kind).order_by(size.desc(), Organisation.id).limit(1)
    )
    return database.session.scalars(found).one()


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES)
def test_every_page_of_a_whole_ward_is_found_by_index(ward, client, office):
    kind, held = OFFICES[office]
    mandate = database.session.scalars(
        select(Mandate).join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(Organisation.kind == kind, Mandate.office == held).limit(1)
    ).one()  # fmt: skip
    account = database.session.get_one(type(an_account()), mandate.account_id)
    begin(client, account)
    actor = actor_of(account)
    walks, opened = set(), 0
    for door in [one for one in doors(client.application) if one.method == "GET" and one.is_open_to(actor)]:
        for refs in door.inside(actor)[:1] if door.arguments else [{}]:
            database.session.rollback()
            answer = client.get(door.address(refs))
            opened += answer.status_code == 200
            walks |= {f"{door}: {walk}" for statement in client.executed for walk in walks_of(*statement)}

    assert opened > 5
    assert sorted(walks) == []


def walks_of(statement: str, values: Any) -> list[str]:
    """The tables of facts that a statement walks through from end to end, as the database plans it."""
    asks_for_nothing = re.search(
        r"WHERE (?:0 = 1|false)\b", statement
    )  # an office without the right reads no row
    if asks_for_nothing or not re.match(r"\s*(?:SELECT|WITH|UPDATE|DELETE)", statement):
        return []
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            return [step[3] for step in plan if _is_walk_on_sqlite(step[3])]
        connection.execute(
            text("SET LOCAL enable_seqscan = off")
        )  # small tables are read whole for good reasons
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", values).all()
        connection.rollback()
    return [step[0].strip() for step in plan if re.search(rf"Seq Scan on (?:{'|'.join(FACTS)})\b", step[0])]


def _is_walk_on_sqlite(step: str) -> bool:
    found = re.match(r"SCAN (\w+)(.*)", step)
    return found is not None and found[1] in FACTS and "USING" not in found[2]


def test_a_walk_would_be_found(ward):
    assert walks_of("SELECT * FROM member WHERE position = 'x'", ())
    assert not walks_of("SELECT * FROM member WHERE id = 1", ())
