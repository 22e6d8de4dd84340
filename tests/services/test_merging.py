"""Two records of one person are put together without losing anything, and parted again as they were."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models import Account, Attendance, Contact, Liaison, Member, Notification, Residence, Workplace
from models import db as database
from models.vocabulary import AccountState, LiaisonState, MergePart
from queries import members
from services.gathering import TABLES
from services.members import correct_member, same_person
from services.merging import MergeMembers, merge_members, part_members
from tests.services.test_members import correction
from tests.support import factories


@pytest.fixture
def twin(world):
    """The same Mai once more, from the list of another office: another cell of the same ward, another telephone."""
    member = factories.a_member(
        "Nguyễn Thị Mai",
        born=world.mai.born,
        workplace=world.finance_cell,
        phone="0900555111",
        card_number=None,
    )
    factories.a_residence(member, world.cell6)
    factories.a_liaison(member, world.cell6)
    return member


def another(world, cell):
    """A further record of the same name and birth, in liaison with a cell of the ward."""
    member = factories.a_member("Nguyễn Thị Mai", born=world.mai.born, workplace=world.finance_cell)
    factories.a_residence(member, cell)
    factories.a_liaison(member, cell)
    return member


def merge(world, kept, away, *taken, by="hanh", reason="Cùng số thẻ, cùng nhà", versions=None):
    given = MergeMembers(
        other=away.ref,
        taken=frozenset(taken),
        reason=reason,
        versions=versions or (kept.version, away.version),
    )
    return merge_members(world.actor(by), kept.ref, given)


def refused(act):
    with pytest.raises(Refused) as refused:
        act()
    return [reason.field for reason in refused.value.reasons]


def state_of(*members):
    """All that belongs to these members, as plain values."""
    ids = [one.id for one in members]
    rows = {
        table.__tablename__: database.session.execute(
            select(table.id, table.member_id).where(table.member_id.in_(ids)).order_by(table.id)
        ).all()
        for table in TABLES
    }
    liaisons = database.session.execute(
        select(Liaison.id, Liaison.state, Liaison.residence_id, Liaison.workplace_id, Liaison.ended_on)
        .where(Liaison.id.in_([row[0] for row in rows["liaison"]]))
        .order_by(Liaison.id)
    ).all()
    columns = [column.key for column in Member.__table__.columns if column.key != "version"]
    people = database.session.execute(
        select(*(getattr(Member, name) for name in columns)).where(Member.id.in_(ids)).order_by(Member.id)
    ).all()
    return rows, liaisons, people


def test_every_table_that_says_whose_its_rows_are_is_moved():
    with_member = {name for name, table in Member.metadata.tables.items() if "member_id" in table.columns}

    assert with_member == {table.__tablename__ for table in TABLES}


def test_all_of_the_other_record_comes_to_the_one_that_is_kept(world, twin):
    meeting = factories.a_meeting(world.cell6)
    factories.a_contact(twin, cell=world.cell6)

    merge(world, world.mai, twin)

    database.session.expire_all()
    for table in (Attendance, Contact, Liaison):
        assert database.session.scalars(select(table).where(table.member_id == twin.id)).all() == []
    listed = database.session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id))
    assert world.mai.id in listed.all()
    assert twin.merged_into_id == world.mai.id


def test_what_was_chosen_is_taken_and_what_is_missing_is_filled(world, twin):
    twin.sex, world.mai.sex = world.mai.sex, None
    database.session.commit()

    merge(world, world.mai, twin, MergePart.PHONE)

    assert (world.mai.phone, world.mai.sex) == ("0900555111", twin.sex)
    assert world.mai.workplace_id == world.tax_cell.id


def test_one_of_two_liaisons_ends_and_the_other_goes_on(world, twin):
    merge(world, world.mai, twin, MergePart.LIAISON, MergePart.HOME)

    bonds = database.session.scalars(
        select(Liaison).where(Liaison.member_id == world.mai.id, Liaison.state != LiaisonState.ENDED)
    ).all()
    assert [(one.residence_id, one.workplace_id) for one in bonds] == [(world.cell6.id, world.tax_cell.id)]
    homes = select(Residence.place_id).where(Residence.member_id == world.mai.id, Residence.ends_on.is_(None))
    assert len(database.session.scalars(homes).all()) == 1


def test_the_workplace_that_was_chosen_is_the_only_present_one(world, twin):
    merge(world, world.mai, twin, MergePart.WORKPLACE)

    posts = database.session.scalars(
        select(Workplace.organisation_id).where(
            Workplace.member_id == world.mai.id, Workplace.ends_on.is_(None)
        )
    ).all()
    assert posts == [world.finance_cell.id]
    assert world.mai.workplace_id == world.finance_cell.id


@pytest.mark.parametrize("taken", [(), tuple(MergePart)])
def test_parted_again_they_are_what_they_were(world, twin, taken):
    factories.a_meeting(world.cell6)
    before = state_of(world.mai, twin)

    merged = merge(world, world.mai, twin, *taken)
    part_members(world.actor("hanh"), merged.ref)

    database.session.expire_all()
    assert state_of(world.mai, twin) == before


def test_what_was_put_right_since_stays_when_they_are_parted(world, twin):
    merged = merge(world, world.mai, twin, MergePart.PHONE)
    correct_member(world.actor("hang"), world.mai.ref, correction(world.mai, phone="0911222333"))

    part_members(world.actor("hanh"), merged.ref)

    assert world.mai.phone == "0911222333"


def test_thirty_days_later_they_stay_one(world, twin, clock):
    merged = merge(world, world.mai, twin)
    clock.move(days=30, minutes=1)

    with pytest.raises(Refused, match="30 days"):
        part_members(world.actor("hanh"), merged.ref)


def test_they_are_parted_once(world, twin):
    merged = merge(world, world.mai, twin)
    part_members(world.actor("hanh"), merged.ref)

    with pytest.raises(Refused, match="already"):
        part_members(world.actor("hanh"), merged.ref)


def test_two_accounts_are_not_put_together(world, twin):
    factories.an_account(twin.full_name, member=twin, organisation=world.finance_cell)

    assert refused(lambda: merge(world, world.mai, twin)) == [None]
    assert twin.merged_into_id is None


def test_the_account_of_the_other_record_goes_with_it(world, twin):
    other = factories.a_member("Nguyễn Thị Mai", born="1988-02-02", workplace=world.tax_cell)
    factories.a_residence(other, world.cell5)
    factories.a_liaison(other, world.cell5)
    account = factories.an_account(other.full_name, member=other, organisation=world.tax_cell)

    merge(world, twin, other)

    assert database.session.get_one(Account, account.id).member_id == twin.id


def test_the_record_whose_account_is_in_use_is_the_one_to_keep(world, twin):
    factories.an_account(twin.full_name, member=twin, organisation=world.finance_cell)
    closed = database.session.scalars(select(Account).where(Account.member_id == world.mai.id)).one()
    closed.state = AccountState.CLOSED
    database.session.commit()

    with pytest.raises(Refused, match="keep that record instead"):
        merge(world, world.mai, twin)
    merge(world, twin, world.mai)
    assert world.mai.merged_into_id == twin.id


def test_a_record_of_somebody_who_left_is_first_put_right(world, twin):
    twin.left_on = date(2026, 1, 5)
    database.session.commit()

    with pytest.raises(Refused, match="left work"):
        merge(world, world.mai, twin)


@pytest.mark.parametrize("reason", ["", "   "])
def test_nobody_puts_records_together_without_saying_why(world, twin, reason):
    assert refused(lambda: merge(world, world.mai, twin, reason=reason)) == ["reason"]


def test_a_record_that_somebody_changed_meanwhile_is_looked_at_again(world, twin):
    with pytest.raises(Conflict):
        merge(world, world.mai, twin, versions=(world.mai.version, twin.version + 1))


@pytest.mark.parametrize("who", ["loc", "hang", "mai", "overseer"])
def test_who_has_not_the_right_puts_nothing_together(world, twin, who):
    with pytest.raises((NotAllowed, NotFound)):
        merge(world, world.mai, twin, by=who)


def test_a_workplace_reaches_its_own_records_only(world, twin):
    with pytest.raises(NotFound):
        merge(world, world.mai, twin, by="kien")


def test_the_other_record_is_out_of_everybodys_sight(world, twin):
    merge(world, world.mai, twin)

    for who in ("hanh", "kien", "long", "sau"):
        with pytest.raises(NotFound):
            members.record(world.actor(who), twin.ref)


def test_whoever_holds_a_record_hears_of_it(world, twin):
    merge(world, world.mai, twin)

    rung = database.session.scalars(
        select(Notification.organisation_id).where(Notification.event == "RecordsMerged").distinct()
    ).all()
    assert {world.cell5.id, world.cell6.id} <= set(rung)


def test_a_list_finds_the_person_under_the_spelling_of_the_other_record(world, twin):
    twin.full_name, twin.folded = "Nguyễn Thị Mây", "nguyen thi may"
    database.session.commit()
    merge(world, world.mai, twin)

    assert same_person("Nguyễn Thị Mây", twin.born, None) is not None
    assert same_person("Nguyễn Thị Mây", twin.born, None, but=world.mai.id) is None


def test_a_third_record_follows_to_the_second(world, twin):
    third = factories.a_member("Nguyễn Thị Mai", born="1988-03-03", workplace=world.tax_cell)
    factories.a_residence(third, world.cell5)
    factories.a_liaison(third, world.cell5)
    merge(world, twin, third)
    merged = merge(world, world.mai, twin)
    database.session.expire_all()
    assert third.merged_into_id == world.mai.id

    part_members(world.actor("hanh"), merged.ref)

    database.session.expire_all()
    assert (twin.merged_into_id, third.merged_into_id) == (None, twin.id)


def test_the_workplace_that_loses_the_record_hears_of_it(world, twin):
    before = world.mai.workplace_id
    merge(world, world.mai, twin, MergePart.WORKPLACE)

    told = select(Notification.organisation_id).where(Notification.event == "RecordsMerged")
    assert {before, world.finance_cell.id} <= set(database.session.scalars(told))


def test_of_two_sheets_of_one_round_none_is_left_with_the_record_that_goes(world, twin):
    factories.an_evaluation(world.mai)
    sheet = factories.an_evaluation(twin)

    with pytest.raises(Refused, match="sheet of the same round"):
        merge(world, world.mai, twin, MergePart.LIAISON)
    merge(world, twin, world.mai)

    assert sheet.member_id == twin.id


def test_the_later_of_two_merges_is_undone_first(world, twin):
    third = another(world, world.cell5)
    first = merge(world, world.mai, twin)
    second = merge(world, world.mai, third)

    with pytest.raises(Refused, match="Part those two first"):
        part_members(world.actor("hanh"), first.ref)
    part_members(world.actor("hanh"), second.ref)
    part_members(world.actor("hanh"), first.ref)

    database.session.expire_all()
    assert [one.merged_into_id for one in (twin, third)] == [None, None]


def test_parted_from_a_third_all_that_went_into_the_record_before_is_found_with_it(world, twin):
    first, second = (another(world, cell) for cell in (world.cell5, world.cell6))
    merge(world, second, first)
    merge(world, twin, second)
    last = merge(world, world.mai, twin)

    part_members(world.actor("hanh"), last.ref)

    database.session.expire_all()
    assert [one.merged_into_id for one in (first, second, twin)] == [twin.id, twin.id, None]
