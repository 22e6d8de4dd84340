"""With the list of a whole ward loaded: twelve statements a page at most, and no walk through a table that grows.

What any other test runs is explained as well (tests/support/plans.py); here it happens among many rows.
"""

import re

import pytest
from sqlalchemy import select, text

from access import Actor
from models import Account, Mandate
from models import db as database
from models.vocabulary import Office, OrganisationKind
from services.unit import use_case
from tests.conftest import begin
from tests.support import crowd, plans
from tests.support.doors import doors
from tests.support.factories import a_factor, a_mandate, an_account
from tests.support.inspector import STATEMENTS
from tests.support.world import actor_of

OFFICES = {
    "administrator": (OrganisationKind.PROVINCE_COMMITTEE, Office.ADMINISTRATOR),
    "commune staff": (OrganisationKind.COMMUNE_COMMITTEE, Office.STAFF),
    "cell secretary": (OrganisationKind.RESIDENCE_CELL, Office.SECRETARY),
    "workplace secretary": (OrganisationKind.WORKPLACE_COMMITTEE, Office.SECRETARY),
    "workplace cell secretary": (OrganisationKind.WORKPLACE_CELL, Office.SECRETARY),
}


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES)
def test_every_page_of_a_whole_ward_is_found_by_index(ward, client, office):
    plans.forget()
    account = holder(*OFFICES[office])
    begin(client, account)
    client.examines = False  # the words and the HTML of each page are read elsewhere
    opened, too_many = 0, {}
    for answer in pages(client, actor_of(account)):
        opened += answer.status_code == 200
        is_file = answer.mimetype != "text/html"  # a list taken away walks through all its pages
        if len(client.statements) > STATEMENTS and not is_file:
            too_many[answer.request.path] = client.statements

    assert opened > 15
    assert too_many == {}
    assert plans.taken() == []


def holder(kind: OrganisationKind, office: Office) -> Account:
    """Who holds this office at the largest organisation of its kind; there every cell has a secretary already."""
    place = crowd.fullest(kind)
    held = select(Mandate.account_id).where(Mandate.organisation_id == place.id, Mandate.office == office)
    found = database.session.scalar(select(Account).where(Account.id.in_(held)))
    if found is not None:
        return found
    account = an_account(organisation=place)
    a_mandate(account, office, place)
    a_factor(account)
    return account


def pages(client, actor: Actor):
    """Every page in reach, about the first of what stands behind its door, and as its own links narrow it or go on."""
    for door in [one for one in doors(client.application) if one.method == "GET" and one.is_open_to(actor)]:
        for refs in door.inside(actor)[:1] if door.arguments else [{}]:
            database.session.rollback()
            yield (page := client.get(door.address(refs)))
            if page.mimetype == "text/html":
                yield from map(client.get, further(page.text, page.request.path))


def further(page: str, address: str) -> list[str]:
    """The links of a page to itself with something behind a question mark, one for each of what can stand there."""
    found = re.findall(rf'href="(?:{re.escape(address)})?(\?[^"]+)"', page)
    return [
        address + to.replace("&amp;", "&") for to in {re.sub("=[^&]*", "", to): to for to in found}.values()
    ]


WALKS = {
    "a column without an index": "SELECT member.full_name FROM member WHERE member.position = 'x'",
    "all but a list": "SELECT place.id FROM place WHERE place.id NOT IN (SELECT place_id FROM residence)",
    "under another name": "SELECT m.id FROM liaison AS l JOIN member AS m ON m.position = l.returned_because",
    "to change it": "UPDATE member SET position = NULL WHERE position = 'x'",
}
FINDS = {
    "by its number": "SELECT member.full_name FROM member WHERE member.id = 1",
    "by an index": "SELECT member.id FROM member WHERE member.folded = 'le an' AND member.born = '1970'",
    "what waits": "SELECT notice.id FROM notice WHERE notice.state = 'sent' ORDER BY notice.due_on, notice.id",
    "a small table": "SELECT place.name FROM place",
    "nothing at all": "SELECT member.full_name FROM member WHERE 0 = 1",
    "everything, to empty it": "DELETE FROM sign_in",
}


@use_case
def carry_out(actor: Actor, statement: str) -> None:
    """Whatever a use case may ask of the database."""
    database.session.execute(text(statement))


@pytest.mark.parametrize("statement", WALKS.values(), ids=WALKS)
def test_a_walk_is_found_out(world, statement):
    plans.forget()

    carry_out(Actor.worker(), statement)

    assert len(plans.taken()) == 1


def test_an_index_read_from_end_to_end_is_found_out_on_sqlite(world):
    """PostgreSQL would do the same for an index of few rows, and rightly so: there it tells nothing."""
    plans.forget()

    carry_out(Actor.worker(), "SELECT count(*) FROM member")

    assert len(plans.taken()) == (database.engine.dialect.name == "sqlite")


@pytest.mark.parametrize("statement", FINDS.values(), ids=FINDS)
def test_a_look_into_an_index_is_no_walk(world, statement):
    plans.forget()

    carry_out(Actor.worker(), statement)

    assert plans.taken() == []
