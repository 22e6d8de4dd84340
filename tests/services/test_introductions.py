"""Whom a workplace introduces and where to: everything is told before anything is written."""

from datetime import date

import pytest
from sqlalchemy import func, select

from domain.errors import NotAllowed, Refused
from models import Liaison, Place, db
from models.vocabulary import Category, ExemptionReason
from services.introductions import AT_ONCE, DraftLetters, prepare_letters
from tests.support import factories
from tests.support.world import THIRD_WARD


def prepare(world, *members, who="hang", **more):
    given = {"category": Category.FULL} | more
    return prepare_letters(world.actor(who), DraftLetters(members=tuple(one.ref for one in members), **given))


def refusals(world, *members, **more):
    with pytest.raises(Refused) as refused:
        prepare(world, *members, **more)
    return refused.value.reasons


def test_a_letter_goes_to_where_the_record_says_that_the_member_lives(world):
    [one] = prepare(world, world.huy)

    assert one.commune.id == world.ward.id
    assert one.cell.name == "Chi bộ Tổ dân phố 5"


def test_without_a_recorded_home_the_commune_that_was_chosen_receives_the_letter(world):
    member = factories.a_member(workplace=world.tax_cell)

    [one] = prepare(world, member, commune=world.ward.ref, unit="tdp 6")

    assert one.commune.id == world.ward.id
    assert one.cell.name == "Chi bộ Tổ dân phố 6"


def test_a_unit_that_no_cell_is_named_after_leaves_the_choice_to_the_commune(world):
    member = factories.a_member(workplace=world.tax_cell)

    [one] = prepare(world, member, commune=world.ward.ref, unit="Tổ dân phố 99")

    assert one.cell is None


def test_members_are_shown_in_the_order_of_their_names(world):
    members = [factories.a_member(name, workplace=world.tax_cell) for name in ("Lê Văn Ý", "Bùi Thị An")]
    for member in members:
        factories.a_residence(member, world.cell5)

    assert [one.member.full_name for one in prepare(world, *members)] == ["Bùi Thị An", "Lê Văn Ý"]


@pytest.mark.parametrize("name", ["mai", "nga", "hoa", "linh", "tuan"])
def test_a_member_with_an_open_liaison_is_refused_by_name(world, name):
    member = world.member(name)

    [refused] = refusals(world, member)

    assert refused.field == "members"
    assert refused.params["name"] == member.full_name


def test_all_refusals_come_at_once(world):
    nowhere = factories.a_member("Trần Văn Tư", workplace=world.tax_cell)

    found = refusals(world, world.huy, world.mai, nowhere, category=Category.EXEMPT)

    assert {refused.field for refused in found} == {
        "members",
        "commune",
        "exemption_reason",
        "exemption_basis",
        "exempt_from",
    }


def test_the_same_of_several_members_is_told_once_with_their_names(world):
    nowhere = [factories.a_member(name, workplace=world.tax_cell) for name in ("Lê Thị An", "Trần Văn Bình")]

    [refused] = refusals(world, *nowhere)

    assert refused.params["name"] == "Lê Thị An, Trần Văn Bình"


def test_a_chosen_commune_does_not_overrule_the_record(world):
    [refused] = refusals(world, world.huy, commune=world.other_ward.ref)

    assert refused.field == "commune"
    assert refused.params["place"] == "Phường Trường Vinh"


def test_a_commune_that_does_not_keep_the_register_takes_a_paper_letter(world):
    member = factories.a_member(workplace=world.tax_cell)
    home = factories.a_residence(member, world.cell5)
    home.place_id = db.session.scalars(select(Place.id).where(Place.code == THIRD_WARD)).one()
    db.session.commit()

    [refused] = refusals(world, member)

    assert "paper letter" in refused.message


def test_an_unknown_commune_is_refused(world):
    [refused] = refusals(world, world.huy, commune=world.cell5.ref)

    assert refused.field == "commune"


def test_the_words_that_exempt_from_introduction_are_refused_and_kept_nowhere(world):
    found = refusals(
        world,
        world.huy,
        category=Category.EXEMPT,
        exemption_reason=ExemptionReason.ARMED_FORCES,
        exemption_basis="được miễn giới thiệu",
        exempt_from=date(2026, 3, 1),
    )

    assert [refused.field for refused in found] == ["exemption_basis"]
    assert db.session.scalar(select(func.count()).where(Liaison.member_id == world.huy.id)) == 0


def test_a_member_of_another_workplace_is_not_on_the_list(world):
    [refused] = refusals(world, world.khanh)

    assert refused.field == "members"
    assert "name" not in refused.params


def test_somebody_must_be_chosen_and_not_too_many(world):
    assert [refused.field for refused in refusals(world)] == ["members"]
    actor = world.actor("hang")
    with pytest.raises(Refused, match=str(AT_ONCE)):
        prepare_letters(
            actor, DraftLetters(members=tuple(map(str, range(AT_ONCE + 1))), category=Category.FULL)
        )


@pytest.mark.parametrize("who", ["que", "loc", "hanh", "admin"])
def test_only_those_who_draft_letters_prepare_them(world, who):
    with pytest.raises(NotAllowed):
        prepare(world, world.huy, who=who)
