"""What all kinds of change share: decision, rule set, notices, correction; all of it or nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import AuditEntry, Change, Notice, Notification, db
from models.vocabulary import ChangeWord, NoticeEffect, NoticeState, Step
from queries import rulesets
from services.appointments import RecordAppointment, record_appointment
from services.notices import acknowledge_notice, open_notice
from tests.support.reported import appointed, decided, notice_at, rings, steps


def test_a_promotion_is_told_to_the_commune_committee_and_the_residence_cell_with_a_due_day(world):
    change = appointed(world)

    notices = db.session.scalars(select(Notice).where(Notice.change_id == change.id)).all()
    assert {notice.receiver_id for notice in notices} == {world.ward.id, world.cell5.id}
    assert {notice.due_on for notice in notices} == {date(2026, 3, 23)}
    assert {notice.asks for notice in notices} == {NoticeEffect.NONE}
    assert all(steps(notice) == [Step.SENT] for notice in notices)
    assert change.rule_set_id == rulesets.in_force(clocks.today()).id


def test_those_who_deal_with_it_hear_of_it_at_once_and_so_does_the_member(world):
    appointed(world)

    assert rings(world, "loc") == ["NoticeSent"]
    assert rings(world, "hanh") == ["NoticeSent"]
    assert rings(world, "thanh") == ["NoticeSent"]
    assert rings(world, "binh") == []
    assert rings(world, "sau") == []
    assert rings(world, "mai") == ["ChangeRecorded"]


def test_a_bell_gives_nothing_away(world):
    change = appointed(world)

    for line in db.session.scalars(select(Notification)):
        told = f"{line.event} {line.key} {line.link}"
        assert not any(word in told for word in ("Mai", "Phó", "45/QĐ", change.decided_by or ""))


def test_every_mistake_is_told_at_once_and_nothing_is_written(world):
    mistakes: dict[str, Any] = {"decision_number": "bốn mươi", "decided_on": None, "decided_by": None}

    with pytest.raises(Refused) as refused:
        appointed(world, **mistakes, effective_on=date(1926, 1, 1))

    found = [reason.field for reason in refused.value.reasons]
    assert found == ["decision_number", "decided_on", "decided_by", "effective_on"]
    assert db.session.scalar(select(func.count()).select_from(Change)) == 0
    assert db.session.scalar(select(func.count()).select_from(Notice)) == 0


def test_the_same_decision_is_not_told_twice(world):
    appointed(world)

    with pytest.raises(Refused, match="already recorded") as refused:
        appointed(world, decision_number="Số 45/QĐ-UBND")

    assert refused.value.field == "decision_number"


def test_a_member_whom_nobody_knows_yet_gives_a_change_and_no_notice(world):
    for name in ("huy", "nga", "ha"):
        change = appointed(world, name)
        assert db.session.scalars(select(Notice).where(Notice.change_id == change.id)).all() == []


def test_while_the_letter_is_on_its_way_only_the_commune_is_told(world):
    change = appointed(world, "hoa")

    notice = db.session.scalars(select(Notice).where(Notice.change_id == change.id)).one()
    assert notice.receiver_id == world.ward.id


@pytest.mark.parametrize("who", ["loc", "hanh", "overseer", "que"])
def test_only_the_workplace_records(world, who):
    with pytest.raises(NotAllowed):
        appointed(world, by=who)


def test_another_workplace_does_not_see_the_member_at_all(world):
    with pytest.raises(NotFound):
        appointed(world, by="chi")


def test_the_committee_records_for_its_cells_and_is_then_the_sender(world):
    change = appointed(world, by="thu")

    assert change.organisation_id == world.tax.id
    assert notice_at(change, world.cell5).sender_id == world.tax.id


def test_words_that_mean_exempt_from_introduction_are_not_kept_anywhere(world):
    with pytest.raises(Refused) as refused:
        appointed(world, note="đồng chí này được miễn giới thiệu")

    assert refused.value.field == "note"


def test_the_trail_says_that_something_was_recorded_but_not_what(world):
    appointed(world)

    told = " ".join(
        db.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "record_appointment"))
    )
    assert '"post":"[kept]"' in told
    assert "Phó Trưởng phòng" not in told


def test_a_correction_replaces_the_old_change_and_links_its_notices(world):
    old = appointed(world)
    open_notice(world.actor("loc"), notice_at(old, world.cell5).ref)

    new = appointed(world, post="Trưởng phòng", supersedes=old.ref)

    before, after = notice_at(old, world.cell5), notice_at(new, world.cell5)
    assert before.state is NoticeState.WITHDRAWN
    assert before.replaced_by_id == after.id
    assert after.state is NoticeState.SENT
    assert steps(before) == [Step.SENT, Step.OPENED, Step.WITHDRAWN]
    assert db.session.get_one(Change, old.id).superseded_at is not None
    assert world.mai.position == "Trưởng phòng"
    assert rings(world, "loc") == ["NoticeSent", "NoticeSent", "NoticeWithdrawn"]
    assert rings(world, "hanh") == ["NoticeSent", "NoticeSent"]


def test_an_acknowledged_notice_is_replaced_too(world):
    old = appointed(world)
    acknowledge_notice(world.actor("loc"), notice_at(old, world.cell5).ref)

    appointed(world, post="Trưởng phòng", supersedes=old.ref)

    assert notice_at(old, world.cell5).state is NoticeState.WITHDRAWN


def test_what_was_corrected_once_is_not_corrected_again(world):
    old = appointed(world)
    appointed(world, post="Trưởng phòng", supersedes=old.ref)

    with pytest.raises(Refused, match="already been corrected"):
        appointed(world, post="Giám đốc", supersedes=old.ref)


def test_a_correction_keeps_the_kind(world):
    old = appointed(world)

    given = RecordAppointment(member=world.mai.ref, **decided(post="Trưởng phòng"))
    laid_down = record_appointment(world.actor("hang"), ChangeWord.LEAVING_OFFICE, given, supersedes=old.ref)

    assert laid_down.word is ChangeWord.LEAVING_OFFICE
    assert db.session.get_one(Change, old.id).superseded_at is not None


def test_a_change_ahead_takes_effect_on_its_day_and_is_told_today(world):
    change = appointed(world, effective_on=clocks.today() + timedelta(days=30))

    assert change.applied_at is None
    assert world.mai.position == "Chuyên viên"
    assert notice_at(change, world.cell5).sent_on == clocks.today()
