"""Offices given and ended: by whom, to whom, after which proof, and what follows at the next request (AU-10, AC-08)."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import Refused
from models import Mandate, Notification
from models.vocabulary import Office
from services.mandates import GiveMandate, give_mandate
from tests.support.factories import a_mandate, an_account
from tests.support.slips import a_holder, activated, another_browser

GIVE = "Giao chức trách"


def give(browser, organisation, account, office="deputy", **typed):
    address = f"/mandates/at/{organisation.ref}/new?account={account.ref}"
    return browser.fill(address, office=office, press=GIVE, **({"starts_on": "16/3/2026"} | typed))


@pytest.fixture
def newcomer(world, db):
    account = an_account("Trần Văn Nghĩa", organisation=world.cell6)
    db.session.commit()
    return account


def held_by(db, account):
    return [
        (one.office, one.organisation_id, one.starts_on, one.ends_on)
        for one in db.session.scalars(select(Mandate).where(Mandate.account_id == account.id))
    ]


def test_the_office_of_the_ward_gives_an_office_in_a_cell(sign_in_as, db, clock, world, newcomer):
    answer = give(sign_in_as("hanh"), world.cell6, newcomer)

    assert answer.location == f"/organisations/{world.cell6.ref}"
    assert held_by(db, newcomer) == [(Office.DEPUTY, world.cell6.id, clock.today, None)]


def test_begun_on_the_page_of_an_account_it_leads_back_there_where_the_slip_is_printed(
    sign_in_as, world, newcomer
):
    office = sign_in_as("hanh")
    address = f"/mandates/at/{world.cell6.ref}/new?account={newcomer.ref}"
    filled = office.page(address).form().filled({"office": "deputy", "starts_on": "16/3/2026"}, GIVE)

    answer = office.post(address, data=dict(filled))

    assert answer.location == f"/accounts/{newcomer.ref}"


def test_the_person_hears_of_the_office(sign_in_as, db, world, newcomer):
    give(sign_in_as("hanh"), world.cell6, newcomer)

    rung = db.session.scalars(select(Notification).where(Notification.account_id == newcomer.id)).all()
    assert [one.event for one in rung] == ["MandateGiven"]


def test_giving_asks_for_a_fresh_proof_and_comes_back(sign_in_as, world, newcomer):
    answer = sign_in_as("hanh", fresh=False).get(f"/mandates/at/{world.cell6.ref}/new?account={newcomer.ref}")

    assert answer.status_code == 303
    assert answer.location.startswith("/step-up?next=/mandates/at/")


def test_a_person_is_found_by_name(sign_in_as, world, newcomer):
    office = sign_in_as("hanh")

    found = office.fill(f"/mandates/at/{world.cell5.ref}/new", find="nghia tran", step="find")

    assert "Trần Văn Nghĩa" in found.text
    assert "Nguyễn Văn Lộc" not in found.text.split("<main")[1]


def test_a_year_of_birth_tells_members_of_one_name_apart(sign_in_as, world):
    office, dung = sign_in_as("hanh"), f"/mandates/at/{world.cell5.ref}/new"

    of_the_year = office.fill(dung, find="dũng 1985", step="find")
    of_another = office.fill(dung, find="dũng 1986", step="find")

    assert "Phạm Tiến Dũng" in of_the_year.text
    assert "Phạm Tiến Dũng" not in of_another.text


def test_nobody_gives_an_office_to_himself_or_herself(sign_in_as, db, world):
    office = sign_in_as("hanh")
    hanh = world.account("hanh")
    page = office.page(f"/mandates/at/{world.ward.ref}/new")

    answer = office.send(page, account=hanh.ref, office="secretary", starts_on="16/3/2026", press=GIVE)

    assert answer.status_code == 422
    assert len(held_by(db, hanh)) == 1


def test_nobody_gives_an_office_above_or_beside_the_own_tree(sign_in_as, world, newcomer):
    office = sign_in_as("hanh")

    for elsewhere in (world.province, world.other_ward, world.other_cell, world.tax):
        assert office.get(f"/mandates/at/{elsewhere.ref}/new").status_code == 404


def test_office_staff_makes_nobody_secretary_or_deputy_of_the_own_committee(sign_in_as, db, world):
    office, vinh = sign_in_as("hanh"), world.account("vinh")
    page = office.page(f"/mandates/at/{world.ward.ref}/new?account={vinh.ref}")

    answer = office.send(page, account=vinh.ref, office="secretary", starts_on="16/3/2026", press=GIVE)

    assert answer.status_code == 422
    assert "Bí thư" not in page.words.partition("Chức trách")[2].partition("Cấp ủy viên")[0]
    assert "cấp trên ghi" in page.words
    assert [one[0] for one in held_by(db, vinh)] == [Office.COMMITTEE_MEMBER]


@pytest.mark.parametrize(("giver", "office"), [("hanh", "deputy"), ("phuc", "secretary")])
def test_an_office_above_the_own_is_refused_however_it_is_asked_for(db, world, newcomer, giver, office):
    wanted = GiveMandate(account=newcomer.ref, office=Office(office), starts_on=date(2026, 3, 16))

    with pytest.raises(Refused, match="above your own"):
        give_mandate(world.actor(giver), world.ward.ref, wanted)

    assert not held_by(db, newcomer)


def test_office_staff_ends_no_office_above_the_own_and_is_shown_no_way_to(sign_in_as, db, world):
    office, thanh = sign_in_as("hanh"), mandate_of(db, world.account("thanh"))
    page = office.page(f"/organisations/{world.ward.ref}")

    answer = office.fill(f"/mandates/{thanh.ref}/end", ends_on="16/3/2026")

    assert answer.status_code == 422
    assert "cấp trên ghi" in answer.text
    assert f"/mandates/{thanh.ref}/end" not in [href for _words, href in page.links()]
    assert f"/mandates/{mandate_of(db, world.account('vinh')).ref}/end" in [
        href for _words, href in page.links()
    ]
    db.session.expire_all()
    assert mandate_of(db, world.account("thanh")).ends_on is None


@pytest.mark.parametrize(("giver", "office"), [("thanh", "deputy"), ("admin", "secretary")])
def test_who_leads_or_stands_above_gives_it(sign_in_as, db, world, newcomer, giver, office):
    ended = mandate_of(db, world.account("thanh"))
    if office == "secretary":
        ended.ends_on = date(2026, 3, 16)
        db.session.commit()

    answer = give(sign_in_as(giver), world.ward, newcomer, office=office)

    assert answer.status_code == 303
    assert held_by(db, newcomer)[0][0] == Office(office)


def test_a_committee_without_a_secretary_is_told_who_enters_one(sign_in_as, db, world):
    mandate_of(db, world.account("thanh")).ends_on = date(2026, 3, 16)
    db.session.commit()

    page = sign_in_as("hanh").page("/mandates/vacant")

    assert f"{world.ward.name} bí thư của tổ chức này do cấp trên ghi" in page.words
    assert f"/mandates/at/{world.ward.ref}/new" not in [href for _words, href in page.links()]


def test_a_stranger_cannot_be_given_an_office(sign_in_as, db, world):
    office = sign_in_as("hanh")
    stranger = world.account("quy")
    page = office.page(f"/mandates/at/{world.cell6.ref}/new")

    answer = office.send(page, account=stranger.ref, office="deputy", starts_on="16/3/2026", press=GIVE)

    assert answer.status_code == 422
    assert len(held_by(db, stranger)) == 1


def test_a_member_in_sight_can_be_given_an_office_wherever_the_account_is_kept(sign_in_as, db, world):
    dung = world.account("dung")  # kept at the tax office, living in the sixth group
    office = sign_in_as("hanh")

    answer = give(office, world.cell6, dung)

    assert answer.status_code == 303
    assert (Office.DEPUTY, world.cell6.id) in [one[:2] for one in held_by(db, dung)]


def test_office_staff_needs_a_sign_in_name(sign_in_as, db, world, newcomer):
    answer = give(sign_in_as("hanh"), world.ward, newcomer, office="staff")

    assert answer.status_code == 422
    assert "tên đăng nhập" in answer.text
    assert not held_by(db, newcomer)


def test_a_cell_has_one_secretary_at_a_time(sign_in_as, db, world, newcomer):
    office = sign_in_as("hanh")

    refused = give(office, world.cell6, newcomer, office="secretary")
    office.fill(f"/mandates/{mandate_of(db, world.account('sau')).ref}/end", ends_on="16/3/2026")
    taken = give(office, world.cell6, newcomer, office="secretary")

    assert "Phan Văn Sáu giữ chức trách này" in refused.text
    assert taken.status_code == 303


def mandate_of(db, account):
    return db.session.scalars(select(Mandate).where(Mandate.account_id == account.id)).one()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        ("", "", "ngày bắt đầu"),
        ("31/2/2026", "", "28 ngày"),
        ("16/3/2026", "16/3/2026", "sau ngày bắt đầu"),
        ("16/3/2026", "1/3/2026", "sau ngày bắt đầu"),
        ("1/1/1990", "", "mười năm"),
    ],
)
def test_the_days_of_an_office_make_sense(sign_in_as, db, world, newcomer, starts_on, ends_on, said):
    answer = give(sign_in_as("hanh"), world.cell6, newcomer, starts_on=starts_on, ends_on=ends_on)

    assert answer.status_code == 422
    assert said in answer.text
    assert not held_by(db, newcomer)


def test_rights_follow_the_mandate_at_the_next_request(sign_in_as, client, db, clock, world):
    holder = a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY)
    telephone = activated(another_browser(client), holder)
    before = telephone.get("/members/").status_code
    sign_in_as("hanh").fill(f"/mandates/{mandate_of(db, holder.account).ref}/end", ends_on="16/3/2026")

    assert before == 200
    assert telephone.get("/members/").status_code == 403


def test_an_office_that_begins_tomorrow_opens_tomorrow(sign_in_as, client, clock, world, db):
    account = an_account(organisation=world.cell6, sign_in_name="nghia")
    db.session.commit()
    give(sign_in_as("hanh"), world.cell6, account, starts_on="17/3/2026")
    browser = sign_in_as(account)

    today = browser.get("/members/").status_code
    clock.move(days=1)
    tomorrow = sign_in_as(account).get("/members/").status_code

    assert (today, tomorrow) == (403, 200)


def test_the_last_administrator_keeps_the_office(sign_in_as, db, world):
    admin = world.account("admin")

    answer = sign_in_as("admin").fill(f"/mandates/{mandate_of(db, admin).ref}/end", ends_on="16/3/2026")

    assert answer.status_code == 422
    assert "quản trị viên duy nhất" in answer.text


def test_an_office_that_has_ended_is_not_ended_again(sign_in_as, db, clock, world, newcomer):
    mandate = a_mandate(newcomer, Office.DEPUTY, world.cell6, ends_on=clock.today)
    db.session.commit()

    answer = sign_in_as("hanh").fill(f"/mandates/{mandate.ref}/end", ends_on="20/3/2026")

    assert "đã kết thúc" in answer.text


def test_organisations_without_a_secretary_are_listed_with_the_way_to_give_one(sign_in_as, db, world):
    office = sign_in_as("hanh")
    office.fill(f"/mandates/{mandate_of(db, world.account('sau')).ref}/end", ends_on="16/3/2026")

    page = office.page("/mandates/vacant")

    assert page.link("Chi bộ Tổ dân phố 6") == f"/mandates/at/{world.cell6.ref}/new"
    assert "Chi bộ Tổ dân phố 5" not in page.words
