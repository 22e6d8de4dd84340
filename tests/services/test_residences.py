"""A new home: told to the old one, drafted for the new one, undone when it was wrong."""

from datetime import date

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import Refused
from models import Liaison, Notice, Place, Residence, db
from models.vocabulary import LiaisonEnd, LiaisonState, NoticeEffect
from services.changes import WithdrawChange, withdraw_change
from services.notices import ProcessNotice, acknowledge_notice, process_notice
from tests.support.reported import moved, notice_at
from tests.support.world import OTHER_WARD, THIRD_WARD, WARD


def place(code):
    return db.session.scalars(select(Place).where(Place.code == code)).one()


def homes(member):
    found = db.session.scalars(
        select(Residence).where(Residence.member_id == member.id).order_by(Residence.id)
    )
    return [(row.place_id, row.unit, row.ends_on) for row in found]


def process(world, change, who, receiver):
    notice = notice_at(change, receiver)
    acknowledge_notice(world.actor(who), notice.ref)
    process_notice(world.actor(who), notice.ref, ProcessNotice(effect=notice.asks))
    return db.session.get_one(Notice, notice.id)


def test_the_old_commune_and_cell_are_told_and_the_record_has_the_new_home(world):
    change = moved(world, place(OTHER_WARD).name, new_unit="Khối Tân Lộc", effective_on=date(2026, 3, 10))

    assert {notice_at(change, one).asks for one in (world.ward, world.cell5)} == {NoticeEffect.MOVED}
    assert homes(world.mai)[-1] == (place(OTHER_WARD).id, "Khối Tân Lộc", None)
    assert homes(world.mai)[0][2] == date(2026, 3, 10)
    assert world.liaison("mai").state is LiaisonState.ACTIVE


def test_processing_ends_one_liaison_and_drafts_the_next_with_its_cell_once_for_both(world):
    change = moved(world, place(OTHER_WARD).name, new_unit="Khối Tân Lộc")
    old = world.liaison("mai")

    process(world, change, "loc", world.cell5)
    process(world, change, "hanh", world.ward)

    bonds = db.session.scalars(
        select(Liaison).where(Liaison.member_id == world.mai.id).order_by(Liaison.id)
    ).all()
    assert [bond.state for bond in bonds] == [LiaisonState.ENDED, LiaisonState.DRAFTED]
    assert bonds[0].ended_because is LiaisonEnd.MOVED
    assert bonds[1].previous_id == old.id
    assert bonds[1].commune_id == world.other_ward.id
    assert bonds[1].proposed_cell_id == world.other_cell.id
    assert bonds[1].workplace_id == world.tax_cell.id


def test_where_no_committee_keeps_this_register_the_liaison_only_ends(world):
    change = moved(world, place(THIRD_WARD).name)

    notice = process(world, change, "loc", world.cell5)

    assert notice.effect is NoticeEffect.ENDED
    assert world.liaison("mai").ended_because is LiaisonEnd.MOVED


def test_a_draft_that_nobody_received_moves_at_once(world):
    change = moved(world, place(OTHER_WARD).name, name="nga")

    assert db.session.scalars(select(Notice).where(Notice.change_id == change.id)).all() == []
    assert world.liaison("nga").commune_id == world.other_ward.id
    assert world.liaison("nga").state is LiaisonState.DRAFTED


def test_a_place_that_does_not_exist_is_told_with_an_example(world):
    with pytest.raises(Refused) as refused:
        moved(world, "Phường Không Có")

    assert refused.value.field == "new_place"


def test_a_move_taken_back_brings_the_old_home_back(world):
    before = homes(world.mai)
    change = moved(world, place(OTHER_WARD).name)

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Chưa chuyển"))

    assert homes(world.mai) == before


def test_a_corrected_move_leads_to_the_right_place(world):
    old = moved(world, place(OTHER_WARD).name)

    moved(world, place(THIRD_WARD).name, supersedes=old.ref)

    assert [row[0] for row in homes(world.mai)][-1] == place(THIRD_WARD).id
    assert [row[2] for row in homes(world.mai)] == [clocks.today(), None]


def test_a_move_corrected_after_the_next_one_leaves_the_member_in_the_latest_home(world):
    first = moved(world, place(OTHER_WARD).name, effective_on=date(2026, 3, 2))
    moved(world, place(THIRD_WARD).name, new_unit="Khối 1", effective_on=date(2026, 3, 10))

    moved(world, place(OTHER_WARD).name, supersedes=first.ref, effective_on=date(2026, 3, 4))

    found = db.session.scalars(select(Residence).where(Residence.member_id == world.mai.id)).all()
    assert sorted((home.starts_on, home.place_id, home.ends_on) for home in found if home.starts_on) == [
        (date(2026, 3, 4), place(OTHER_WARD).id, date(2026, 3, 10)),
        (date(2026, 3, 10), place(THIRD_WARD).id, None),
    ]
    assert [home.ends_on for home in found if home.starts_on is None] == [date(2026, 3, 4)]


def test_two_moves_that_wait_for_the_residence_lead_to_where_the_member_lives_now(world):
    first = moved(world, place(OTHER_WARD).name, effective_on=date(2026, 3, 2))
    second = moved(world, place(WARD).name, new_unit="Tổ dân phố 6", effective_on=date(2026, 3, 10))

    process(world, first, "loc", world.cell5)
    process(world, second, "loc", world.cell5)

    bond = world.liaison("mai")
    assert (bond.state, bond.commune_id) == (LiaisonState.DRAFTED, world.ward.id)
    assert bond.proposed_cell_id == world.cell6.id
