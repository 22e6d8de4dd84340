"""Sanctions: recorded by few, for few, without a word on why."""

from dataclasses import fields
from datetime import date

import pytest

from domain.errors import NotAllowed, Refused
from models import Notice, db
from models.vocabulary import ChangeWord, SanctionForm
from queries import changes
from services.sanctions import RecordSanction, record_sanction
from tests.support.reported import decided, notice_at, rings, sanctioned


def test_there_is_no_place_for_a_reason(world):
    change = sanctioned(world)

    assert change.note is None
    assert {one.name for one in fields(RecordSanction)} == {
        "member",
        "effective_on",
        "decision_number",
        "decided_on",
        "decided_by",
        "note",
        "sanction_form",
        "until_on",
    }


def test_a_note_that_reaches_the_use_case_is_not_kept(world):
    assert sanctioned(world, note="lý do").note is None


def test_it_lasts_a_year_unless_said_otherwise(world):
    assert sanctioned(world).until_on == date(2027, 3, 16)


def test_change_and_notices_are_marked_as_read_by_few(world):
    change = sanctioned(world)

    assert change.is_restricted
    assert notice_at(change, world.cell5).is_restricted
    assert notice_at(change, world.ward).is_restricted


def test_only_the_secretaries_hear_of_it(world):
    sanctioned(world)

    assert rings(world, "loc") == ["NoticeSent"]
    assert rings(world, "thanh") == ["NoticeSent"]
    for who in ("binh", "tam", "phuc", "hanh", "vinh"):
        assert rings(world, who) == []


@pytest.mark.parametrize("who", ["hang", "tien", "luan", "loc"])
def test_a_cell_does_not_record_sanctions(world, who):
    with pytest.raises(NotAllowed):
        sanctioned(world, by=who)


def test_it_asks_for_a_fresh_sign_in(world):
    given = RecordSanction(member=world.mai.ref, **decided(sanction_form=SanctionForm.WARNING))

    with pytest.raises(NotAllowed, match="who you are"):
        record_sanction(world.actor("kien", fresh=False), ChangeWord.SANCTION, given)


def test_an_expulsion_with_a_term_is_refused_together_with_the_rest(world):
    with pytest.raises(Refused) as refused:
        sanctioned(
            world,
            sanction_form=SanctionForm.EXPULSION,
            until_on=date(2027, 1, 1),
            decision_number="khong so",
        )

    assert [one.field for one in refused.value.reasons] == ["until_on", "decision_number"]


def test_at_the_workplace_the_secretary_and_who_recorded_it_see_it_and_nobody_else(world):
    change = sanctioned(world, by="thu")

    assert changes.one(world.actor("kien"), change.ref).id == change.id
    assert changes.one(world.actor("thu"), change.ref).id == change.id
    for who in ("dung", "luan", "hang"):
        assert change.id not in {one.id for one in changes.listed(world.actor(who, None)).rows}
    assert db.session.get_one(Notice, notice_at(change, world.cell5).id).sent_by_id == world.account("thu").id
