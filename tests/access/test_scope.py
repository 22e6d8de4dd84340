"""`visible` against the oracle on random registers (AC-05), and what `fetch` says of a row out of sight."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from access import Actor, Permission, fetch, may, organisations_below, visible, within
from domain.errors import NotAllowed, NotFound
from models import (
    AccessEntry,
    Account,
    Change,
    Contact,
    IntroductionLetter,
    Liaison,
    Mandate,
    Match,
    Member,
    Need,
    Notice,
    Opinion,
    Organisation,
    Strength,
    db,
)
from models.vocabulary import Office, OrganisationKind
from queries.sessions import own_offices
from tests.support.factories import a_notice, a_sanction, an_organisation
from tests.support.oracle import Oracle
from tests.support.scenes import TODAY, Scene, Values, scenes, write

P = Permission
TABLES: dict[str, tuple[Any, tuple[P, ...]]] = {
    "organisations": (Organisation, (P.ORGANISATION_READ, P.ORGANISATION_FOUND)),
    "members": (Member, (P.MEMBER_READ, P.MEMBER_WRITE, P.MEMBER_ADDRESS, P.OWN_RECORD)),
    "accounts": (Account, (P.ACCOUNT_READ, P.ACCOUNT_MANAGE)),
    "mandates": (Mandate, (P.MANDATE_READ, P.MANDATE_GIVE)),
    "liaisons": (Liaison, (P.LIAISON_READ, P.LIAISON_CONFIRM, P.LIAISON_END, P.LETTER_DRAFT, P.OWN_RECORD)),
    "letters": (IntroductionLetter, (P.LETTER_READ, P.LETTER_RECEIVE, P.LETTER_ISSUE)),
    "changes": (Change, (P.CHANGE_READ, P.CHANGE_RECORD, P.SANCTION_RECORD, P.OWN_RECORD)),
    "notices": (Notice, (P.NOTICE_READ, P.NOTICE_SENT, P.NOTICE_ACKNOWLEDGE, P.NOTICE_ANSWER, P.OWN_RECORD)),
    "looks": (AccessEntry, (P.OWN_RECORD,)),
    "contacts": (Contact, (P.CONTACT_READ, P.CONTACT_RECORD, P.OWN_RECORD)),
    "opinions": (Opinion, (P.OPINION_READ, P.OPINION_RECORD, P.OPINION_ANSWER, P.OWN_RECORD)),
    "strengths": (Strength, (P.STRENGTH_READ, P.OWN_RECORD)),
    "needs": (Need, (P.NEED_READ, P.NEED_POST)),
    "matches": (Match, (P.NEED_READ, P.NEED_POST, P.OWN_RECORD)),
}


ON_SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""The SQL is the same on both engines; hundreds of random registers are tried on the faster one."""


@ON_SQLITE
@given(scene=scenes(), stranger=st.sampled_from(list(Office)))
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_sql_rule_agrees_with_the_oracle(app, scene, stranger):
    oracle = Oracle(scene)
    with app.app_context():
        write(scene)
        for actor in actors(scene, oracle, stranger):
            for kind, (table, permissions) in TABLES.items():
                for permission in permissions:
                    seen = set(db.session.scalars(select(table.id).where(within(actor, permission, table))))
                    assert seen == oracle.rows(actor, permission, kind), (actor, permission, kind)
        db.session.rollback()


def actors(scene: Scene, oracle: Oracle, stranger: Office) -> Iterator[Actor]:
    """Every account in each of its offices of today and alone, someone in an office nobody gave, and nobody."""
    for account in scene.accounts:
        held = {row.id for row in own_offices(account["id"], TODAY)}
        assert held == oracle.offices(account["id"], TODAY)
        yield Actor(account_id=account["id"], member_id=account["member_id"])
        for number in held:
            yield acting(scene, account, scene.mandates[number - 1])
    yield acting(scene, {"id": 999, "member_id": None}, {"office": stranger, "organisation_id": 2})
    yield Actor.nobody()
    yield Actor.worker()


def acting(scene: Scene, account: Values, mandate: Values) -> Actor:
    where = scene.organisations[mandate["organisation_id"] - 1]
    return Actor(
        account_id=account["id"],
        member_id=account["member_id"],
        office=mandate["office"],
        organisation_id=where["id"],
        kind=where["kind"],
        is_grassroots=where["is_grassroots"],
        side=where["side"],
        path=where["path"],
    )


def test_a_row_out_of_sight_and_one_that_never_was_are_told_alike(world):
    with pytest.raises(NotFound) as hidden:
        fetch(world.actor("quy"), P.MEMBER_READ, Member, world.mai.ref)
    with pytest.raises(NotFound) as absent:
        fetch(world.actor("quy"), P.MEMBER_READ, Member, "0" * 12)

    assert str(hidden.value) == str(absent.value)


def test_an_office_without_the_right_is_told_so_before_anything_is_looked_up(world):
    with pytest.raises(NotAllowed):
        fetch(world.actor("tam"), P.NOTICE_ACKNOWLEDGE, Notice, "0" * 12)


def test_branch_2_does_not_see_branch_20(world):
    cells = [an_organisation(f"Chi bộ Khối {n}", parent=world.ward) for n in range(30)]
    shortest = min(cells, key=lambda cell: cell.path)

    secretary = Actor(account_id=1, office=Office.SECRETARY, path=shortest.path)

    assert list(db.session.scalars(organisations_below(secretary))) == [shortest.id]


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("loc", True),  # secretary of the residence cell
        ("binh", False),  # its deputy
        ("tam", False),
        (
            "thanh",
            False,
        ),  # secretary of the commune: reads the change, not a notice to the cell before it climbs
        ("hanh", False),
        ("kien", True),  # secretary of the workplace committee
        ("dung", False),  # its deputy, who did not record it
        ("luan", False),
        ("hang", False),
    ],
)
def test_a_notice_of_a_sanction_is_out_of_sight_for_all_but_few(world, who, reads):
    notice = a_notice(a_sanction(world.mai, recorded_by=world.thu))
    actor = world.actor(who)
    permission = P.NOTICE_READ if may(actor, P.NOTICE_READ) else P.NOTICE_SENT

    seen = db.session.scalars(visible(actor, permission, Notice)).all()

    assert (notice in seen) is reads


def test_who_recorded_a_sanction_may_read_it(world):
    notice = a_notice(a_sanction(world.mai, recorded_by=world.thu))

    assert fetch(world.actor("thu"), P.NOTICE_SENT, Notice, notice.ref) is notice


def test_the_secretary_of_the_commune_reads_a_sanction_of_a_cell_below(world):
    sanction = a_sanction(world.mai, recorded_by=world.thu)
    a_notice(sanction)

    assert sanction in db.session.scalars(visible(world.actor("thanh"), P.CHANGE_READ, Change)).all()
    assert sanction not in db.session.scalars(visible(world.actor("hanh"), P.CHANGE_READ, Change)).all()


def test_members_read_what_is_about_themselves_and_nothing_else(world):
    notice = a_notice(a_sanction(world.mai, recorded_by=world.thu))
    a_notice(a_sanction(world.anh78, recorded_by=world.thu))

    seen = db.session.scalars(visible(world.actor("mai"), P.OWN_RECORD, Notice)).all()

    assert seen == [notice]


def test_an_overseer_sees_organisations_and_no_person(world):
    overseer = world.actor("overseer")

    assert len(db.session.scalars(visible(overseer, P.ORGANISATION_READ, Organisation)).all()) > 5
    assert db.session.scalars(visible(overseer, P.MEMBER_READ, Member)).all() == []
    assert not may(overseer, P.LIAISON_READ)


def test_kinds_of_organisation_all_have_an_office(world):
    kinds = set(db.session.scalars(select(Organisation.kind)))

    assert kinds == set(OrganisationKind)
