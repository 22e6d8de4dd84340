"""Admitting and correcting: who may, what is refused and why, and what follows the name."""

from typing import Any

import pytest
from sqlalchemy import select

from domain.days import PartialDay
from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models import AuditEntry, Member, Workplace
from models import db as database
from models.vocabulary import Sex
from services.members import AdmitMember, CorrectMember, admit_member, correct_member

BORN = PartialDay(1990, 4, 2)


def admission(world, **more) -> AdmitMember:
    values = {"full_name": "Đỗ Thị Hường", "born": BORN, "workplace": world.tax_cell.ref}
    return AdmitMember(**(values | more))


def correction(member: Member, **more) -> CorrectMember:
    values: dict[str, Any] = {
        "full_name": member.full_name,
        "born": PartialDay.from_stored(member.born),
        "phone": member.phone,
        "position": member.position,
        "version": member.version,
    }
    return CorrectMember(**(values | more))


def test_a_member_is_put_on_the_register_of_a_cell(world, clock):
    made = admit_member(
        world.actor("hang"),
        admission(
            world,
            sex=Sex.FEMALE,
            admitted=PartialDay(2015),
            card_number=" 12.345678 ",
            position="Kế toán viên",
        ),
    )

    post = database.session.scalars(select(Workplace).where(Workplace.member_id == made.id)).one()
    assert (made.full_name, made.folded, made.born, made.admitted) == (
        "Đỗ Thị Hường", "do thi huong", "1990-04-02", "2015",
    )  # fmt: skip
    assert (made.card_number, made.card_digits) == ("12.345678", "12345678")
    assert (post.organisation_id, post.position, post.starts_on) == (
        world.tax_cell.id,
        "Kế toán viên",
        clock.today,
    )


@pytest.mark.parametrize("name", ["hang", "tien", "kien", "dung", "thu"])
def test_the_workplace_admits_members_into_its_cells(world, name):
    actor = world.actor(name, at="tax") if name == "dung" else world.actor(name)

    assert admit_member(actor, admission(world)).workplace_id == world.tax_cell.id


@pytest.mark.parametrize("name", ["que", "luan", "loc", "hanh", "thanh", "admin", "overseer"])
def test_who_only_reads_admits_nobody(world, name):
    with pytest.raises(NotAllowed):
        admit_member(world.actor(name), admission(world))


@pytest.mark.parametrize("name", ["chi", "long"])
def test_the_cell_of_another_committee_is_not_there(world, name):
    with pytest.raises(NotFound):
        admit_member(world.actor(name), admission(world))


def test_a_committee_is_no_cell_to_be_admitted_to(world):
    with pytest.raises(Refused) as refused:
        admit_member(world.actor("kien"), admission(world, workplace=world.tax.ref))

    assert refused.value.field == "workplace"


def test_a_dissolved_cell_takes_nobody(world, clock):
    world.tax_cell.dissolved_on = clock.today
    database.session.commit()

    with pytest.raises(Refused, match="Choose a workplace cell"):
        admit_member(world.actor("kien"), admission(world))


def test_everything_that_is_wrong_is_told_at_once(world):
    wrong = {
        "full_name": "Hường 2",
        "born": PartialDay(2015),
        "admitted": PartialDay(2016),
        "official": PartialDay(2014),
        "card_number": "ABC",
    }

    with pytest.raises(Refused) as refused:
        admit_member(world.actor("hang"), admission(world, **wrong))

    assert [one.field for one in refused.value.reasons] == [
        "full_name",
        "card_number",
        "admitted",
        "official",
    ]


@pytest.mark.parametrize("typed", ["Nguyễn Thị Mai", "nguyễn thị mai", "NGUYEN THI MAI"])
def test_somebody_on_the_register_already_is_not_admitted_a_second_time(world, typed):
    with pytest.raises(Refused, match="already on the register"):
        admit_member(world.actor("chi"), _same_as_mai(world, typed))


def _same_as_mai(world, typed: str, card: str | None = None) -> AdmitMember:
    return admission(
        world,
        full_name=typed,
        born=PartialDay(1988, 5, 12),
        workplace=world.finance_cell.ref,
        card_number=card,
    )


def test_a_homonym_of_the_same_day_is_told_apart_by_the_card(world):
    world.mai.card_number, world.mai.card_digits = "12.111111", "12111111"
    database.session.commit()

    made = admit_member(world.actor("chi"), _same_as_mai(world, "Nguyễn Thị Mai", "12.222222"))

    assert made.id != world.mai.id


def test_a_correction_brings_the_order_of_the_list_with_it(world):
    mai = world.mai

    correct_member(
        world.actor("hang"), mai.ref, correction(mai, full_name="Nguyễn Thị Ánh Mai", position="Phó phòng")
    )

    bond = world.liaison("mai")
    post = database.session.scalars(select(Workplace).where(Workplace.member_id == mai.id)).one()
    assert mai.folded == "nguyen thi anh mai"
    assert bond.sort_key == mai.sort_key
    assert post.position == "Phó phòng"


def test_a_correction_may_keep_the_very_same_name_and_day(world):
    corrected = correct_member(world.actor("hang"), world.mai.ref, correction(world.mai, phone="0912345678"))

    assert corrected.phone == "0912345678"


def test_a_form_opened_before_somebody_elses_correction_is_a_conflict(world):
    stale = correction(world.mai, phone="0911111111")
    correct_member(world.actor("hang"), world.mai.ref, correction(world.mai, phone="0912345678"))

    with pytest.raises(Conflict):
        correct_member(world.actor("kien"), world.mai.ref, stale)

    database.session.refresh(world.mai)
    assert world.mai.phone == "0912345678"


@pytest.mark.parametrize("name", ["que", "luan", "loc", "hanh"])
def test_who_only_reads_corrects_nothing(world, name):
    with pytest.raises(NotAllowed):
        correct_member(world.actor(name), world.mai.ref, correction(world.mai))


def test_a_correction_into_somebody_else_is_refused(world):
    with pytest.raises(Refused, match="already on the register"):
        correct_member(
            world.actor("hang"),
            world.huy.ref,
            correction(world.huy, full_name="Nguyễn Thị Mai", born=PartialDay(1988, 5, 12)),
        )


def test_the_trail_says_that_a_name_was_corrected_and_not_which(world):
    correct_member(world.actor("hang"), world.mai.ref, correction(world.mai, full_name="Nguyễn Thị Ánh Mai"))

    entry = database.session.scalars(
        select(AuditEntry).where(AuditEntry.subject == "member").order_by(AuditEntry.id.desc()).limit(1)
    ).one()
    assert '"full_name":["[kept]","[kept]"]' in entry.detail
    assert entry.action == "correct_member"
