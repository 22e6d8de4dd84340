"""Another workplace: the record and the liaison follow inside the register, and end where it is not kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock as clocks
from domain.errors import NotFound, Refused
from models import Member, Workplace, db
from models.vocabulary import LiaisonEnd, LiaisonState, NoticeEffect, OrganisationKind
from services.changes import WithdrawChange, apply_due_changes, withdraw_change
from services.notices import ProcessNotice, acknowledge_notice, process_notice
from tests.support.factories import an_organisation
from tests.support.reported import appointed, notice_at, rings, transferred

FINANCE = "Chi bộ Văn phòng Sở, Đảng ủy Sở Tài chính"


def history(member):
    found = db.session.scalars(
        select(Workplace).where(Workplace.member_id == member.id).order_by(Workplace.id)
    )
    return [(row.organisation_id, row.position, row.starts_on, row.ends_on) for row in found]


@pytest.mark.parametrize(
    "written", [FINANCE, "chi bo van phong so", "Đảng ủy Sở Tài chính", "CHI BỘ VĂN PHÒNG SỞ"]
)
def test_the_record_and_the_liaison_follow_to_a_cell_of_this_register(world, written):
    change = transferred(world, written, post="Chuyên viên chính")

    assert change.to_name == FINANCE
    assert world.mai.workplace_id == world.finance_cell.id
    assert world.mai.position == "Chuyên viên chính"
    assert world.liaison("mai").workplace_id == world.finance_cell.id
    assert world.liaison("mai").state is LiaisonState.ACTIVE
    assert notice_at(change, world.cell5).asks is NoticeEffect.NONE


def test_the_history_keeps_where_the_member_was(world):
    transferred(world, FINANCE, effective_on=date(2026, 3, 2))

    assert history(world.mai) == [
        (world.tax_cell.id, "Chuyên viên", date(2020, 1, 2), date(2026, 3, 2)),
        (world.finance_cell.id, None, date(2026, 3, 2), None),
    ]


def test_the_new_workplace_sees_the_member_and_hears_of_it_the_old_one_sees_what_it_issued(world):
    change = transferred(world, FINANCE)

    assert rings(world, "chi") == ["MemberArrived"]
    assert fetch(world.actor("chi"), Permission.MEMBER_READ, Member, world.mai.ref).id == world.mai.id
    with pytest.raises(NotFound):
        fetch(world.actor("hang"), Permission.MEMBER_READ, Member, world.mai.ref)
    assert notice_at(change, world.cell5).sender_id == world.tax_cell.id


def test_to_a_workplace_without_this_register_the_member_leaves_it_and_the_liaison_is_to_end(world):
    change = transferred(world, "Ngân hàng Nông nghiệp", effective_on=date(2026, 3, 10))

    assert (change.to_name, change.to_organisation_id) == ("Ngân hàng Nông nghiệp", None)
    assert world.mai.left_on == date(2026, 3, 10)
    notice = notice_at(change, world.cell5)
    assert notice.asks is NoticeEffect.ENDED
    acknowledge_notice(world.actor("loc"), notice.ref)
    process_notice(world.actor("loc"), notice.ref, ProcessNotice(effect=NoticeEffect.ENDED))
    assert world.liaison("mai").ended_because is LiaisonEnd.WORKPLACE


def test_a_name_that_several_cells_bear_needs_the_committee(world):
    an_organisation("Chi bộ Tổ chức", kind=OrganisationKind.WORKPLACE_CELL, parent=world.finance)
    another = an_organisation(
        "Đảng ủy Sở Y tế", kind=OrganisationKind.WORKPLACE_COMMITTEE, parent=world.province
    )
    an_organisation("Chi bộ Tổ chức", kind=OrganisationKind.WORKPLACE_CELL, parent=another)

    with pytest.raises(Refused, match="Several cells") as refused:
        transferred(world, "Chi bộ Tổ chức")

    assert refused.value.field == "to_name"
    assert transferred(world, "Chi bộ Tổ chức, Đảng ủy Sở Y tế").to_organisation_id is not None


def test_of_two_cells_of_one_name_the_one_of_the_own_committee_is_meant(world):
    an_organisation("Chi bộ Phòng Kiểm tra", kind=OrganisationKind.WORKPLACE_CELL, parent=world.finance)

    assert transferred(world, "Chi bộ Phòng Kiểm tra").to_organisation_id == world.tax_cell2.id


def test_a_transfer_taken_back_brings_member_and_liaison_home(world):
    change = transferred(world, FINANCE)

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Quyết định bị hủy"))

    assert world.mai.workplace_id == world.tax_cell.id
    assert world.mai.position == "Chuyên viên"
    assert world.liaison("mai").workplace_id == world.tax_cell.id
    assert history(world.mai) == [(world.tax_cell.id, "Chuyên viên", date(2020, 1, 2), None)]


def test_a_transfer_out_of_the_register_taken_back_too(world):
    change = transferred(world, "Ngân hàng Nông nghiệp")

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Quyết định bị hủy"))

    assert world.mai.left_on is None
    assert history(world.mai)[-1] == (world.tax_cell.id, "Chuyên viên", date(2020, 1, 2), None)


def test_a_corrected_transfer_leads_to_the_right_cell(world):
    old = transferred(world, FINANCE)

    transferred(world, "Chi bộ Phòng Kiểm tra", supersedes=old.ref)

    assert world.mai.workplace_id == world.tax_cell2.id
    assert [row[0] for row in history(world.mai)] == [world.tax_cell.id, world.tax_cell2.id]


def test_an_earlier_post_corrected_after_a_later_one_leaves_the_later_one_in_place(world):
    first = appointed(world, effective_on=date(2026, 2, 2))
    appointed(world, post="Trưởng phòng", decision_number="50/QĐ-UBND", effective_on=date(2026, 3, 2))

    withdraw_change(world.actor("hang"), first.ref, WithdrawChange(reason="Ghi nhầm"))

    assert world.mai.position == "Trưởng phòng"
    assert [row[1] for row in history(world.mai)] == ["Chuyên viên", "Trưởng phòng"]
    assert history(world.mai)[0][3] == date(2026, 3, 2)


def test_ahead_of_its_day_nothing_moves(world, clock):
    transferred(world, FINANCE, effective_on=clocks.today() + timedelta(days=5))
    assert world.mai.workplace_id == world.tax_cell.id

    clock.move(days=5)
    apply_due_changes(Actor.worker(), clocks.today())

    assert world.mai.workplace_id == world.finance_cell.id


def test_a_transfer_to_the_cell_where_the_member_already_is_is_refused(world):
    with pytest.raises(Refused, match="in this cell already") as refused:
        transferred(world, "Chi bộ Phòng Nghiệp vụ")

    assert refused.value.field == "to_name"


def test_a_transfer_corrected_after_the_next_one_leaves_the_member_where_the_next_one_led(world):
    first = transferred(world, "Chi bộ Phòng Kiểm tra", effective_on=date(2026, 3, 2))
    transferred(world, FINANCE, by="kien", decision_number="46/QĐ-UBND")

    transferred(world, "Chi bộ Phòng Kiểm tra", supersedes=first.ref, effective_on=date(2026, 3, 4))

    assert world.mai.workplace_id == world.liaison("mai").workplace_id == world.finance_cell.id
    assert in_order(world.mai) == [
        (world.tax_cell.id, date(2020, 1, 2), date(2026, 3, 4)),
        (world.tax_cell2.id, date(2026, 3, 4), date(2026, 3, 16)),
        (world.finance_cell.id, date(2026, 3, 16), None),
    ]
    assert rings(world, "dung") == [
        "MemberArrived"
    ]  # at the first transfer; nobody arrives by its correction


def test_a_former_workplace_that_corrects_a_post_of_its_own_time_changes_nothing_at_the_next(world):
    post = appointed(world, effective_on=date(2026, 3, 2))
    transferred(world, FINANCE, post="Trưởng phòng")

    appointed(world, supersedes=post.ref, post="Phó Chánh Văn phòng", effective_on=date(2026, 3, 2))

    assert (world.mai.workplace_id, world.mai.position) == (world.finance_cell.id, "Trưởng phòng")
    assert [(row[0], row[1]) for row in history(world.mai)][-1] == (world.tax_cell.id, "Phó Chánh Văn phòng")


def test_a_post_reported_late_leaves_the_later_post_in_place(world):
    appointed(world, post="Trưởng phòng", effective_on=date(2026, 3, 2))

    appointed(world, post="Phó Trưởng phòng", decision_number="9/QĐ-UBND", effective_on=date(2025, 12, 1))

    assert world.mai.position == "Trưởng phòng"
    assert in_order(world.mai) == [
        (world.tax_cell.id, date(2020, 1, 2), date(2025, 12, 1)),
        (world.tax_cell.id, date(2025, 12, 1), date(2026, 3, 2)),
        (world.tax_cell.id, date(2026, 3, 2), None),
    ]


def test_what_was_reported_late_is_taken_back_out_of_the_middle(world):
    appointed(world, post="Trưởng phòng", effective_on=date(2026, 3, 2))
    late = appointed(
        world, post="Phó Trưởng phòng", decision_number="9/QĐ-UBND", effective_on=date(2025, 12, 1)
    )

    withdraw_change(world.actor("hang"), late.ref, WithdrawChange(reason="Ghi nhầm"))

    assert world.mai.position == "Trưởng phòng"
    assert in_order(world.mai) == [
        (world.tax_cell.id, date(2020, 1, 2), date(2026, 3, 2)),
        (world.tax_cell.id, date(2026, 3, 2), None),
    ]


def test_a_post_given_before_the_member_was_entered_is_the_post_of_today(world):
    entered = db.session.scalars(select(Workplace).where(Workplace.member_id == world.mai.id)).one()
    entered.starts_on = clocks.today()
    db.session.commit()

    appointed(world, effective_on=date(2026, 2, 2))

    assert world.mai.position == "Phó Trưởng phòng"


def in_order(member):
    rows = sorted(history(member), key=lambda row: row[2])
    return [(where, start, end) for where, _post, start, end in rows]
