"""A statement is put together once for an office, and gives each actor what he or she may see and nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import StatementError

from access import Permission, Prepared, prepared, visible
from access.anchors import ANCHORS, OWN
from models import Liaison, Member, Organisation
from tests.support import factories

P = Permission


def test_prepared_or_not_every_actor_sees_the_same_rows_of_every_table(world, db):
    tables = {table for table, _ in ANCHORS} | set(OWN)
    actors = [world.actor(name) for name in world.officers] + [world.as_member("mai")]
    for table in tables:
        for permission in Permission:

            @prepared
            def seen(actor, table=table, permission=permission):
                return visible(actor, permission, table).with_only_columns(table.__table__.c.id)

            for actor in actors:
                if permission is P.OWN_RECORD and table not in OWN:
                    continue
                plainly = db.session.scalars(
                    visible(actor, permission, table).with_only_columns(table.__table__.c.id)
                )
                assert set(seen(actor).scalars()) == set(plainly), (actor.person_name, permission, table)


def test_a_statement_is_put_together_once_for_an_office(world):
    built = []

    @prepared
    def names(actor):
        built.append(actor)
        return visible(actor, P.ORGANISATION_READ, Organisation).with_only_columns(Organisation.name)

    assert names(world.actor("loc")).all() == [(world.cell5.name,)]
    assert names(world.actor("sau")).all() == [(world.cell6.name,)]
    assert len(names(world.actor("thanh")).all()) == 3
    assert len(built) == 2, "one for secretaries of residence cells, one for the commune's"


def test_a_cell_that_became_the_grassroots_organisation_is_given_its_own_statement(world):
    @prepared
    def to_issue(actor):
        return visible(actor, P.LETTER_ISSUE, Liaison).with_only_columns(Liaison.id)

    cell = world.actor("hang")

    assert to_issue(cell).all() == []
    assert to_issue(replace(cell, is_grassroots=True)).all() != []


def test_a_builder_never_learns_who_asks(world):
    given = []

    @prepared
    def own(actor):
        given.append(actor)
        return select(Member.id).where(Member.id == actor.member_id)

    own(world.as_member("mai"))

    assert given[0].person_name == given[0].path == ""
    assert world.mai.id not in (given[0].member_id, given[0].account_id, given[0].organisation_id)


def test_choices_change_the_statement_and_values_fill_it(world):
    @prepared
    def members(actor, is_named):
        found = visible(actor, P.MEMBER_READ, Member)
        return found.where(Member.full_name == bindparam("name")) if is_named else found

    here = world.actor("loc")

    assert members(here, True, name="Nguyễn Thị Mai").scalars().all() == [world.mai]
    assert len(members(here, False).scalars().all()) > 1


def test_a_place_that_nobody_fills_is_an_error(world):
    @prepared
    def members(actor):
        return visible(actor, P.MEMBER_READ, Member).where(Member.born == bindparam("born"))

    with pytest.raises(StatementError, match="born"):
        members(world.actor("loc"))


def test_what_the_session_has_not_written_yet_is_found(world, db):
    count = Prepared(select(Liaison.id).where(Liaison.member_id == bindparam("member_id")))
    before = len(count.run(member_id=world.huy.id).all())
    factories.a_liaison(world.huy)
    liaison = world.liaison("huy")
    liaison.member_id = world.mai.id
    liaison.state, liaison.ended_on = "ended", liaison.created_at.date()
    liaison.ended_because = "withdrawn"

    assert before == 0
    assert len(count.run(member_id=world.huy.id).all()) == 0
