"""Retirement, death, leaving the Party: no longer a working member; the residence is asked to end the liaison."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from domain.errors import Refused
from models import Account, AuditEntry, Change, Credential, Device, Mandate, SignIn, Slip, db
from models.vocabulary import AccountState, ChangeWord, LiaisonState, NoticeEffect, Office
from queries import sessions as sessions_queries
from services.accounts import close_account, reopen_account
from services.changes import WithdrawChange, apply_due_changes, withdraw_change
from services.departures import record_departure
from services.recording import RecordChange
from services.sessions import begin_session
from services.slips import renew_slips
from tests.support.factories import a_device, a_factor, a_mandate
from tests.support.reported import appointed, departed, notice_at, retired, transferred

MISTAKEN = WithdrawChange(reason="Nhầm người cùng tên")


@pytest.mark.parametrize("word", [ChangeWord.DEATH, ChangeWord.LEAVING_PARTY])
def test_the_member_leaves_the_working_life_and_the_liaison_waits_for_the_residence(world, word):
    change = departed(world, word, effective_on=date(2026, 3, 10))

    assert world.mai.left_on == date(2026, 3, 10)
    assert world.liaison("mai").state is LiaisonState.ACTIVE
    assert notice_at(change, world.cell5).asks is NoticeEffect.ENDED


def test_a_retirement_starts_two_counters_in_working_days(world):
    change = retired(world, effective_on=date(2026, 4, 1))

    assert change.review_on == date(2026, 5, 18)
    assert change.until_on == date(2026, 6, 29)


def test_a_death_after_a_retirement_is_still_recorded_while_the_liaison_lasts(world):
    retired(world, effective_on=date(2026, 3, 2))

    change = departed(world, effective_on=date(2026, 3, 12))

    assert world.mai.left_on == date(2026, 3, 12)
    assert notice_at(change, world.cell5).asks is NoticeEffect.ENDED


def test_a_letter_in_preparation_is_given_up_at_once(world):
    departed(world, name="nga")

    assert world.liaison("nga").state is LiaisonState.ENDED


def test_a_departure_recorded_by_mistake_leaves_the_member_where_he_was(world):
    change = departed(world)

    withdraw_change(world.actor("hang"), change.ref, MISTAKEN)

    assert world.mai.left_on is None


def test_a_death_recorded_by_mistake_after_a_retirement_leaves_the_member_retired(world):
    retired(world, effective_on=date(2026, 3, 2))
    change = departed(world, effective_on=date(2026, 3, 12))

    withdraw_change(world.actor("hang"), change.ref, MISTAKEN)

    assert world.mai.left_on == date(2026, 3, 2)


def test_a_death_after_leaving_for_another_register_leaves_the_member_gone_when_taken_back(world):
    transferred(world, "Sở Nội vụ", effective_on=date(2026, 3, 2))
    change = departed(world, effective_on=date(2026, 3, 12))

    withdraw_change(world.actor("hang"), change.ref, MISTAKEN)

    assert world.mai.left_on == date(2026, 3, 2)


@pytest.mark.parametrize("day", [date(2026, 3, 10), date(2026, 3, 12)])
def test_two_colleagues_who_report_one_death_report_it_once(world, day):
    departed(world, effective_on=date(2026, 3, 10))

    with pytest.raises(Refused):
        departed(world, by="tien", effective_on=day)

    assert len(db.session.scalars(select(Change).where(Change.member_id == world.mai.id)).all()) == 1


def test_leaving_the_party_on_a_day_to_come_is_reported_once(world):
    ahead = clocks.today() + timedelta(days=20)
    departed(world, ChangeWord.LEAVING_PARTY, effective_on=ahead)

    with pytest.raises(Refused) as refused:
        departed(world, ChangeWord.LEAVING_PARTY, by="tien", effective_on=ahead)

    assert refused.value.field == "effective_on"


def test_who_died_is_appointed_to_nothing_later(world, clock):
    appointed(world, effective_on=clocks.today() + timedelta(days=5))
    transferred(world, "Chi bộ Văn phòng Sở", effective_on=clocks.today() + timedelta(days=6))
    departed(world)
    clock.move(days=10)

    assert apply_due_changes(Actor.worker(), clocks.today()) == 0
    assert (world.mai.workplace_id, world.mai.position) == (world.tax_cell.id, "Chuyên viên")


# --- the account ---


@pytest.fixture
def secretary(world):
    """Phạm Tiến Dũng, a member with two offices, who is signed in on a device and holds an open slip."""
    account = world.account("dung")
    a_device(account)
    a_factor(account)
    renew_slips(world.actor("kien"), [account.ref])
    begin_session(Actor(account_id=account.id), account.id, None, "pytest")
    return account


def of(table, account):
    """The rows of an account."""
    return db.session.scalars(select(table).where(table.account_id == account.id)).all()


def state_of(account):
    return db.session.get_one(Account, account.id, populate_existing=True).state


@pytest.mark.parametrize("word", [ChangeWord.DEATH, ChangeWord.LEAVING_PARTY])
def test_the_account_of_who_departed_opens_nothing_any_more(world, secretary, word):
    departed(world, word, name="dung", by="kien")

    assert state_of(secretary) is AccountState.CLOSED
    assert of(SignIn, secretary) == of(Credential, secretary) == []
    assert all(device.revoked_at for device in of(Device, secretary))
    assert all(slip.closed_at for slip in of(Slip, secretary))
    assert sessions_queries.own_offices(secretary.id, clocks.today()) == []


def test_the_page_that_was_open_is_shut_at_the_next_request(world, sign_in_as):
    browser = sign_in_as("mai")
    assert browser.get("/me/").status_code == 200

    departed(world)

    assert browser.get("/me/").status_code == 303


def test_offices_that_were_to_begin_later_never_begin(world, secretary):
    later = clocks.today() + timedelta(days=30)
    a_mandate(secretary, Office.SECRETARY, world.cell6, starts_on=later)

    departed(world, name="dung", by="kien")

    assert sessions_queries.own_offices(secretary.id, later) == []


def test_the_account_closes_on_the_day_and_not_when_it_was_reported(world, secretary, clock):
    departed(
        world,
        ChangeWord.LEAVING_PARTY,
        name="dung",
        by="kien",
        effective_on=clocks.today() + timedelta(days=10),
    )
    assert state_of(secretary) is AccountState.ACTIVE
    clock.move(days=10)

    apply_due_changes(Actor.worker(), clocks.today())

    assert state_of(secretary) is AccountState.CLOSED


def test_who_retires_keeps_the_account(world, secretary):
    retired(world, name="dung", by="kien")

    assert state_of(secretary) is AccountState.ACTIVE


def test_the_trail_tells_it_at_the_workplace_and_where_the_account_is_kept(world):
    departed(world)

    kept = world.account("mai").organisation_id
    found = db.session.scalars(
        select(AuditEntry).where(AuditEntry.subject == "account", AuditEntry.action == "record_departure")
    ).all()
    assert {entry.organisation_id for entry in found} == {world.tax_cell.id, kept}
    ended = select(AuditEntry.id).where(AuditEntry.subject == "mandate")
    assert db.session.scalars(ended).all() == []


def test_every_office_that_ends_with_it_is_in_the_trail(world, secretary):
    departed(world, name="dung", by="kien")

    ended = select(AuditEntry.subject_id).where(
        AuditEntry.subject == "mandate", AuditEntry.action == "record_departure"
    )
    assert set(db.session.scalars(ended)) == {mandate.id for mandate in of(Mandate, secretary)}


def test_taken_back_the_account_opens_again_and_the_offices_wait_for_who_may_give_them(world, secretary):
    change = departed(world, name="dung", by="kien")

    withdraw_change(world.actor("kien"), change.ref, MISTAKEN)

    assert state_of(secretary) is AccountState.INVITED
    assert sessions_queries.own_offices(secretary.id, clocks.today()) == []
    assert renew_slips(world.actor("kien"), [secretary.ref])


def test_a_correction_of_the_day_leaves_the_account_closed(world, secretary):
    change = departed(world, name="dung", by="kien", effective_on=date(2026, 3, 10))
    given = RecordChange(effective_on=date(2026, 3, 9))

    newer = record_departure(world.actor("kien"), ChangeWord.DEATH, given, supersedes=change.ref)

    assert state_of(secretary) is AccountState.CLOSED
    withdraw_change(world.actor("kien"), newer.ref, MISTAKEN)
    assert state_of(secretary) is AccountState.INVITED


def test_a_correction_to_a_day_to_come_opens_the_account_until_then(world, secretary, clock):
    change = departed(world, ChangeWord.LEAVING_PARTY, name="dung", by="kien")
    given = RecordChange(effective_on=clocks.today() + timedelta(days=5))

    record_departure(world.actor("kien"), ChangeWord.LEAVING_PARTY, given, supersedes=change.ref)

    assert state_of(secretary) is AccountState.INVITED
    clock.move(days=5)
    apply_due_changes(Actor.worker(), clocks.today())
    assert state_of(secretary) is AccountState.CLOSED


def test_an_account_that_the_office_had_closed_before_stays_closed(world, secretary, clock):
    close_account(world.actor("kien"), secretary.ref)
    clock.move(days=1)
    change = departed(world, name="dung", by="kien")

    withdraw_change(world.actor("kien"), change.ref, MISTAKEN)

    assert state_of(secretary) is AccountState.CLOSED


def test_the_office_opens_no_account_of_somebody_who_departed(world, secretary):
    departed(world, name="dung", by="kien")

    with pytest.raises(Refused, match="died or left the Party"):
        reopen_account(world.actor("kien"), secretary.ref)

    assert state_of(secretary) is AccountState.CLOSED
