"""Drafting letters, putting a draft right, giving it up."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import Conflict, NotFound, Refused
from models import Liaison, LiaisonStep, Notification, Residence, db
from models.vocabulary import (
    Category,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    Registration,
)
from services.introductions import DraftLetters
from services.letters import ReviseDraft, draft_letters, drop_draft, revise_draft
from tests.support import factories

L = LiaisonState


def draft(world, *members, who="hang", **more):
    given = {"category": Category.FULL} | more
    return draft_letters(world.actor(who), DraftLetters(members=tuple(one.ref for one in members), **given))


def revised(world, liaison, who="hang", **more):
    given = {"commune": world.ward.ref, "category": Category.FULL, "version": liaison.version} | more
    return revise_draft(world.actor(who), liaison.ref, ReviseDraft(**given))


def home_of(member):
    return db.session.scalars(select(Residence).where(Residence.member_id == member.id)).one()


def rung(account):
    return [
        one.event
        for one in db.session.scalars(select(Notification).where(Notification.account_id == account.id))
    ]


def test_a_draft_knows_both_sides_and_begins_the_history(world):
    [liaison] = draft(world, world.huy)

    assert (liaison.state, liaison.source) == (L.DRAFTED, LiaisonSource.LETTER)
    assert (liaison.workplace_id, liaison.commune_id) == (world.tax_cell.id, world.ward.id)
    assert liaison.proposed_cell_id == world.cell5.id
    assert liaison.residence_id is None
    step = db.session.scalars(select(LiaisonStep).where(LiaisonStep.liaison_id == liaison.id)).one()
    assert (step.state, step.on) == (L.DRAFTED, date(2026, 3, 16))


def test_the_home_of_a_member_without_one_is_written_down(world):
    member = factories.a_member(workplace=world.tax_cell)

    draft(world, member, commune=world.ward.ref, unit="Tổ dân phố 6")

    assert (home_of(member).place_id, home_of(member).unit) == (world.ward.place_id, "Tổ dân phố 6")


def test_a_home_without_a_unit_is_completed(world):
    member = factories.a_member(workplace=world.tax_cell)
    factories.a_residence(member, world.cell5, unit=None)

    draft(world, member, unit="Tổ dân phố 5")

    assert home_of(member).unit == "Tổ dân phố 5"


def test_nothing_is_half_done_when_one_of_many_is_refused(world):
    with pytest.raises(Refused):
        draft(world, world.huy, world.mai)

    assert db.session.scalars(select(Liaison).where(Liaison.member_id == world.huy.id)).all() == []


def test_an_exemption_without_a_review_day_gets_the_one_of_the_rules(world):
    [liaison] = draft(
        world,
        world.huy,
        category=Category.EXEMPT,
        exemption_reason=ExemptionReason.STUDY,
        exemption_basis="Quyết định số 12-QĐ/TU",
        exempt_from=date(2026, 3, 2),
    )

    assert liaison.exempt_review_on == date(2027, 3, 2)


def test_the_details_of_an_exemption_are_not_kept_for_an_ordinary_member(world):
    [liaison] = draft(world, world.huy, exemption_reason=ExemptionReason.STUDY, exempt_from=date(2026, 3, 2))

    assert liaison.exemption_reason is liaison.exempt_from is None


def test_the_committee_hears_that_a_cell_has_drafted_letters(world):
    draft(world, world.huy)

    assert rung(world.kien) == rung(world.thu) == ["LetterDrafted"]


def test_a_committee_need_not_be_told_of_its_own_drafts(world):
    draft(world, world.huy, who="kien")

    assert rung(world.kien) == []


def test_a_member_can_be_introduced_again_after_a_liaison_has_ended(world):
    [liaison] = draft(world, world.ha)

    assert liaison.state is L.DRAFTED


def test_a_draft_is_put_right_with_the_home_on_the_record(world):
    liaison = world.liaison("nga")

    revised(
        world,
        liaison,
        commune=world.other_ward.ref,
        unit="Khối Tân Lộc",
        address="Số 9, đường Hoa Sen",
        registration=Registration.TEMPORARY,
    )

    liaison, home = world.liaison("nga"), home_of(world.nga)
    assert (liaison.commune_id, liaison.proposed_cell_id) == (world.other_ward.id, world.other_cell.id)
    assert (home.place_id, home.unit, home.address) == (
        world.other_ward.place_id,
        "Khối Tân Lộc",
        "Số 9, đường Hoa Sen",
    )
    assert home.registration is Registration.TEMPORARY


def test_a_letter_that_came_back_becomes_a_draft_again(world):
    revised(world, world.liaison("cuong"), who="dung")

    liaison = world.liaison("cuong")
    assert (liaison.state, liaison.returned_because) == (L.DRAFTED, None)


def test_a_draft_opened_on_an_older_version_is_a_conflict(world):
    liaison = world.liaison("nga")

    with pytest.raises(Conflict):
        revised(world, liaison, version=liaison.version - 1)


def test_a_draft_without_a_known_commune_is_refused(world):
    with pytest.raises(Refused) as refused:
        revised(world, world.liaison("nga"), commune="0" * 12)

    assert refused.value.field == "commune"


@pytest.mark.parametrize("name", ["hoa", "linh", "mai"])
def test_a_letter_on_its_way_is_no_draft_any_more(world, name):
    liaison = world.liaison(name)

    with pytest.raises(Refused):
        revised(world, liaison)
    with pytest.raises(Refused):
        drop_draft(world.actor("hang"), liaison.ref)


@pytest.mark.parametrize("name", ["nga", "cuong"])
def test_a_draft_that_is_given_up_ends_as_withdrawn(world, name):
    who = "hang" if name == "nga" else "dung"

    drop_draft(world.actor(who, at=None if name == "nga" else "tax"), world.liaison(name).ref)

    liaison = world.liaison(name)
    assert (liaison.state, liaison.ended_because) == (L.ENDED, LiaisonEnd.WITHDRAWN)
    assert liaison.ended_on == date(2026, 3, 16)


def test_a_draft_of_another_workplace_is_not_there(world):
    with pytest.raises(NotFound):
        drop_draft(world.actor("chi"), world.liaison("nga").ref)
