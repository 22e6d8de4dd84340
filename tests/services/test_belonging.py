"""What hangs on where a member works and lives: offices end with it, and the account changes its keeper (T20)."""

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import NotFound
from models import IntroductionLetter, db
from models.vocabulary import LiaisonEnd, NoticeEffect, Office
from queries.sessions import own_offices
from services.changes import WithdrawChange, withdraw_change
from services.liaisons import EndLiaison, end_liaison
from services.notices import ProcessNotice, acknowledge_notice, process_notice
from services.receptions import ReturnLetters, return_letters
from services.slips import renew_slips
from tests.support.factories import a_mandate, an_account
from tests.support.reported import moved, notice_at, retired, rings, transferred

FINANCE = "Chi bộ Văn phòng Sở, Đảng ủy Sở Tài chính"


def offices(account):
    return {(one.office, one.name) for one in own_offices(account.id, clocks.today())}


def keeps(actor, account):
    """Whether an office may print a slip for the account, and so open it."""
    try:
        return bool(renew_slips(actor, [account.ref]))
    except NotFound:
        return False


# --- offices ---


@pytest.mark.parametrize("to", [FINANCE, "Ngân hàng Nông nghiệp"])
def test_who_is_transferred_holds_no_office_at_the_old_workplace(world, to):
    transferred(world, to, name="dung", by="kien")

    assert offices(world.account("dung")) == set()
    assert rings(world, "dung").count("MandateEnded") == 2


def test_inside_the_committee_the_office_at_the_committee_stays(world):
    transferred(world, "Chi bộ Phòng Nghiệp vụ", name="dung", by="kien")

    assert offices(world.account("dung")) == {(Office.DEPUTY, "Đảng ủy Thuế tỉnh")}


def test_an_office_at_the_residence_has_nothing_to_do_with_the_work(world):
    a_mandate(world.account("dung"), Office.DEPUTY, world.cell6)

    transferred(world, FINANCE, name="dung", by="kien")
    assert offices(world.account("dung")) == {(Office.DEPUTY, "Chi bộ Tổ dân phố 6")}

    retired(world, name="dung", by="chi")
    assert offices(world.account("dung")) == {(Office.DEPUTY, "Chi bộ Tổ dân phố 6")}


def test_who_retires_holds_no_office_at_the_workplace(world):
    retired(world, name="dung", by="kien")

    assert offices(world.account("dung")) == set()


def test_a_transfer_to_come_ends_nothing_yet(world):
    transferred(world, FINANCE, name="dung", by="kien", effective_on=clocks.today().replace(month=5))

    assert len(offices(world.account("dung"))) == 2


def test_a_page_that_is_open_during_the_transfer_acts_in_the_old_office_no_more(world, sign_in_as):
    browser = sign_in_as(world.actor("dung", "tax"))
    assert browser.get("/introduction-letters/").status_code == 200

    transferred(world, FINANCE, name="dung", by="kien")

    assert browser.get("/introduction-letters/").status_code == 403


# --- the account ---


def test_after_a_transfer_the_new_workplace_keeps_the_account_and_the_old_one_opens_it_no_more(world):
    account = an_account(member=world.huy, organisation=world.tax_cell)
    assert keeps(world.actor("kien"), account)

    transferred(world, FINANCE, name="huy")

    assert not keeps(world.actor("kien"), account)
    assert keeps(world.actor("long"), account)


def test_a_transfer_taken_back_brings_the_account_back(world):
    account = an_account(member=world.huy, organisation=world.tax_cell)
    change = transferred(world, FINANCE, name="huy")

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Quyết định bị hủy"))

    assert keeps(world.actor("kien"), account)
    assert not keeps(world.actor("long"), account)


def test_after_a_move_the_old_ward_opens_the_account_no_more(world):
    account = world.account("mai")
    assert keeps(world.actor("hanh"), account)
    notice = notice_at(moved(world, "Phường Vinh Lộc"), world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)

    process_notice(world.actor("loc"), notice.ref, ProcessNotice(effect=NoticeEffect.MOVED))

    assert not keeps(world.actor("hanh"), account)
    assert keeps(world.actor("kien"), account)


def test_after_a_letter_came_back_the_ward_opens_the_account_no_more(world):
    account = an_account(member=world.hoa, organisation=world.ward)
    letter = db.session.scalars(
        select(IntroductionLetter.ref).where(IntroductionLetter.liaison_id == world.liaison("hoa").id)
    ).one()

    return_letters(world.actor("hanh"), ReturnLetters(letters=(letter,), reason="Không cư trú tại đây"))

    assert not keeps(world.actor("hanh"), account)
    assert keeps(world.actor("kien"), account)


def test_who_holds_an_office_at_the_old_residence_is_still_looked_after_there(world):
    a_mandate(world.account("mai"), Office.DEPUTY, world.cell5)

    end_liaison(
        world.actor("hanh"),
        world.liaison("mai").ref,
        EndLiaison(because=LiaisonEnd.WITHDRAWN, ended_on=clocks.today()),
    )

    assert keeps(world.actor("hanh"), world.account("mai"))


def test_a_retired_member_is_looked_after_where_he_lives(world):
    retired(world)

    end_liaison(
        world.actor("hanh"),
        world.liaison("mai").ref,
        EndLiaison(because=LiaisonEnd.RETIRED, ended_on=clocks.today()),
    )

    assert keeps(world.actor("hanh"), world.account("mai"))
