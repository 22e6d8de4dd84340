"""Pages of contacts: four taps for the cell, the member's own line, the log, who has been without contact."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from models import AccessEntry, Contact, db
from models.vocabulary import ContactKind, ContactState, LiaisonEnd, LiaisonState
from tests.support import factories
from tests.support.pages import Page

INDEX, SILENT, OWN = "/contacts/", "/contacts/silent", "/contacts/own/new"
TWENTY_THOUSAND = "ă" * 20_000


def new(world, name="mai"):
    return f"/contacts/new/{world.liaison(name).ref}"


def the_contact():
    db.session.rollback()
    return db.session.scalars(select(Contact)).one()


def test_the_way_leads_from_the_search_past_both_homonyms_to_the_form(world, sign_in_as):
    browser = sign_in_as("loc")
    for typed in ("anh", "Anhs"):
        found = browser.page(browser.fill("/members/", words=typed).location)
        assert "Lê Hữu Ánh (1978)" in found.words
        assert "Lê Hữu Ánh (1985)" in found.words
        assert "Nguyễn Thị Mai" not in found.words

    form = browser.page(new(world, "anh85"))

    assert new(world, "anh85") in {address for _, address in found.links()}
    assert "Lê Hữu Ánh (1985)" in form.words
    assert "16/3/2026" in form.source


def test_a_call_is_recorded_with_one_tick_and_can_be_taken_back(world, sign_in_as):
    browser = sign_in_as("loc")

    done = browser.fill(new(world), kind="call")
    record = browser.page(done.location)

    assert "Đã ghi lần liên hệ." in record.words
    assert "Lần liên hệ: gọi điện" in record.words
    assert (the_contact().kind, the_contact().on) == (ContactKind.CALL, clocks.today())

    back = browser.send(record, form="/withdraw")
    assert "Đã rút lại lần liên hệ." in browser.page(back.location).words
    assert the_contact().state is ContactState.WITHDRAWN


def test_another_day_and_a_duty_are_written_where_one_wants_to(world, sign_in_as):
    sign_in_as("loc").fill(new(world), kind="visit", text="Báo lịch họp", on="hôm qua", duty="4")

    assert the_contact().on == clocks.today() - timedelta(days=1)
    assert (the_contact().text, the_contact().duty) == ("Báo lịch họp", 4)


def test_an_exempt_member_is_offered_the_duties_that_remain(world, sign_in_as):
    browser = sign_in_as("loc")

    assert "4. Dự họp của nhân dân" in browser.page(new(world)).words
    assert "4. Dự họp của nhân dân" not in browser.page(new(world, "tuan")).words


def test_money_has_no_field_and_a_hint_says_why(world, sign_in_as):
    page = sign_in_as("loc").page(new(world))

    assert "Đóng góp, ủng hộ tiền không phải là lần liên hệ" in page.words
    assert page.form().names == {"csrf_token", "form_key", "kind", "text", "on", "duty"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Đồng chí chọn cách liên hệ."),
        ({"kind": "call", "on": "17/3/2026"}, "Ngày liên hệ không được sau hôm nay, 16/3/2026."),
        ({"kind": "call", "on": "1/1/2025"}, "Việc giữ mối liên hệ bắt đầu ngày"),
        ({"kind": "call", "on": "30/2/2026"}, "Tháng 2/2026 có 28 ngày"),
        ({"kind": "help"}, "Đồng chí ghi một dòng về nội dung."),
        ({"kind": "money"}, "Đồng chí chọn một trong các mục có trên trang"),
        ({"kind": "call", "duty": "7"}, "Đồng chí chọn một trong các mục có trên trang"),
        ({"kind": "call", "text": TWENTY_THOUSAND}, "20000"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(world, sign_in_as, typed, sentence):
    answer = sign_in_as("loc").fill(new(world), **typed)

    page = Page(answer.text, new(world))
    assert answer.status_code == 422
    assert sentence in page.words
    for name, value in typed.items():
        if name in ("text", "on"):
            assert (name, value) in page.form().values
    assert db.session.scalars(select(Contact)).all() == []


def test_the_same_click_twice_is_one_contact(world, sign_in_as):
    browser = sign_in_as("loc")
    page = browser.page(new(world))

    browser.send(page, kind="call")
    again = browser.send(page, kind="call")

    assert again.status_code == 303
    assert the_contact().kind is ContactKind.CALL


def test_recording_leaves_the_mark_of_a_look(world, sign_in_as):
    sign_in_as("loc").page(new(world))

    assert "Ghi lần liên hệ" in sign_in_as("mai").page("/me/").words


def test_a_committee_member_reads_and_records_nothing(world, sign_in_as):
    factories.a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    browser = sign_in_as("tam")

    assert browser.get(new(world)).status_code == 403
    for address in (INDEX, f"/members/{world.mai.ref}", SILENT, f"{INDEX}?show=waiting"):
        page = browser.page(address)
        assert not [one for one in page.forms() if one.action.startswith(INDEX)]
        assert "/contacts/new/" not in page.source


def test_the_log_stands_by_day_and_by_kind(world, sign_in_as):
    factories.a_contact(world.mai, text="Báo lịch họp")
    factories.a_contact(world.anh78, kind=ContactKind.VISIT, text="Thăm gia đình")
    browser = sign_in_as("loc")

    whole, visits = browser.page(INDEX), browser.page(f"{INDEX}?kind=visit")

    assert "Báo lịch họp" in whole.words
    assert "Thăm gia đình" in whole.words
    assert "Báo lịch họp" not in visits.words
    looks = select(AccessEntry.page).where(AccessEntry.listed_id == world.cell5.id)
    assert db.session.scalars(looks).all() == ["contacts.index"]


@pytest.mark.parametrize("who", ["loc", "tam", "hanh"])
@pytest.mark.parametrize("address", [INDEX, f"{INDEX}?show=waiting", f"{INDEX}?kind=visit", SILENT])
def test_an_empty_page_says_why(world, sign_in_as, who, address):
    assert sign_in_as(who).page(address).words


@pytest.mark.parametrize("who", ["kien", "hang", "que", "admin", "overseer", "mai"])
@pytest.mark.parametrize("address", [INDEX, SILENT])
def test_the_log_is_shut_for_the_workplace_and_others(world, sign_in_as, who, address):
    browser = sign_in_as(who)

    assert browser.get(address).status_code == 403
    assert "Sổ ghi liên hệ" not in browser.page("/me/" if who == "mai" else "/").words


@pytest.mark.parametrize("name", ["hang", "kien"])
def test_the_workplace_reads_the_record_without_any_contact(world, sign_in_as, name):
    factories.a_contact(world.mai, text="Thăm gia đình")

    assert "Thăm gia đình" not in sign_in_as(name).page(f"/members/{world.mai.ref}").words


def test_a_member_writes_it_down_and_the_cell_confirms_it_from_home(world, sign_in_as):
    browser = sign_in_as("mai")
    done = browser.fill(browser.page("/me/").link("Tôi đã liên hệ"), kind="visit", text="Ghé nhà văn hóa")
    own = browser.page(done.location)
    assert "Đã gửi chi bộ xác nhận." in own.words
    assert "Chờ chi bộ xác nhận" in own.words

    cell = sign_in_as("loc")
    waiting = cell.page(cell.page("/").link("Lần liên hệ do đảng viên ghi, chờ xác nhận"))
    assert "Ghé nhà văn hóa" in waiting.words
    confirmed = cell.send(waiting, form="/confirm")
    assert "Đã xác nhận và báo cho đồng chí đó." in cell.page(confirmed.location).words

    assert "chờ xác nhận" not in cell.page("/").words
    assert "Chờ chi bộ xác nhận" not in sign_in_as("mai").page("/me/").words


def test_a_confirmation_by_mistake_is_taken_back_at_once(world, sign_in_as):
    contact = factories.a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    browser = sign_in_as("loc")
    confirmed = browser.send(browser.page(f"{INDEX}{contact.ref}"), form="/confirm")

    undone = browser.send(browser.page(confirmed.location), form="/unconfirm")

    page = browser.page(undone.location)
    assert "Đã rút lại xác nhận và báo cho đồng chí đó." in page.words
    assert "Xác nhận lần liên hệ" in page.words
    assert "Chờ chi bộ xác nhận" in sign_in_as("mai").page("/me/").words


def test_the_cell_says_why_it_does_not_confirm_and_the_member_reads_it(world, sign_in_as):
    contact = factories.a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    browser = sign_in_as("binh")
    address = f"{INDEX}{contact.ref}/decline"

    missing = browser.fill(address, reason="")
    browser.fill(address, reason="Hôm đó chi ủy đi vắng")

    assert "Đồng chí ghi lý do chi bộ chưa xác nhận." in Page(missing.text, address).words
    assert "Chi bộ ghi: Hôm đó chi ủy đi vắng" in sign_in_as("mai").page("/me/").words


def test_who_comes_second_is_told(world, sign_in_as):
    contact = factories.a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    browser = sign_in_as("loc")
    page = browser.page(f"{INDEX}{contact.ref}")
    browser.send(page, form="/confirm")

    again = browser.send(page, form="/confirm", form_key="k" * 22)

    assert again.status_code == 422
    assert "đã được xác nhận" in Page(again.text).words


def test_a_member_takes_back_what_the_cell_has_not_answered(world, sign_in_as):
    contact = factories.a_contact(
        world.mai, state=ContactState.PROPOSED, is_by_member=True, recorded_by=world.account("mai")
    )
    browser = sign_in_as("mai")

    back = browser.fill(browser.page("/me/").link("Rút lại"), form=contact.ref)

    assert "Đã rút lại lần liên hệ." in browser.page(back.location).words
    assert the_contact().state is ContactState.WITHDRAWN


def test_the_own_form_keeps_what_was_typed(world, sign_in_as):
    browser = sign_in_as("mai")

    answer = browser.fill(OWN, kind="call", on="17/3/2026", text="Gọi cho bí thư")

    assert answer.status_code == 422
    assert ("text", "Gọi cho bí thư") in Page(answer.text, OWN).form().values


def test_a_member_of_no_cell_is_told_so(world, sign_in_as):
    account = factories.an_account(member=world.huy)
    browser = sign_in_as(account)

    assert "Chưa có chi bộ nơi cư trú nào" in browser.page(OWN).words


@pytest.fixture
def long_ago(world, clock):
    """Nine months later, nobody having been met since."""
    clock.set(clocks.today() + timedelta(days=270))
    return world


def test_who_has_been_without_contact_can_be_called_and_noted_beside_the_name(long_ago, sign_in_as):
    browser = sign_in_as("loc")
    page = browser.page(browser.page("/").link("Đảng viên lâu chưa liên hệ"))

    assert new(long_ago, "anh85") in {address for _, address in page.links()}
    assert f"tel:{long_ago.anh85.phone}" in {address for _, address in page.links()}
    assert "Hoàng Anh Tuấn" not in page.words, "an exempt member is not counted"
    assert "không phải là nhận xét" in page.words

    browser.fill(new(long_ago, "anh85"), kind="call")
    assert new(long_ago, "anh85") not in browser.page(SILENT).source


def test_the_commune_sees_its_cells_with_their_base_and_opens_the_names(long_ago, sign_in_as):
    browser = sign_in_as("hanh")
    cells = browser.page(SILENT)

    assert "Chi bộ Tổ dân phố 5" in cells.words
    names = browser.page(cells.link("3 Chi bộ Tổ dân phố 5"))
    assert "Nguyễn Thị Mai (1988)" in names.words
    assert "Phan Thị Yến" not in names.words
    assert "/contacts/new/" not in names.source


def test_a_strange_cell_in_the_address_shows_nobody(long_ago, sign_in_as):
    browser = sign_in_as("hanh")

    for cell in ("0" * 12, long_ago.other_cell.ref, "'"):
        assert "Nguyễn Duy Khánh" not in browser.page(f"{SILENT}?cell={cell}").words


def test_a_page_of_many_contacts_costs_as_much_as_one_of_few(world, sign_in_as):
    factories.a_contact(world.mai)
    browser = sign_in_as("loc")
    browser.page(INDEX)
    browser.page(INDEX)
    few = len(browser.statements)
    for _ in range(60):
        factories.a_contact(world.mai)

    browser.page(INDEX)

    assert len(browser.statements) == few


def test_the_pages_are_written_in_english_too(world, sign_in_as):
    world.account("loc").language = "en"
    factories.a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    db.session.commit()
    browser = sign_in_as("loc")

    assert browser.page(f"{INDEX}?show=waiting").heading == "Contact log"
    assert browser.page(new(world)).heading == "Record a contact"


def test_a_line_about_somebody_who_has_left_still_opens(world, sign_in_as):
    factories.a_contact(world.mai, text="Báo lịch họp")
    liaison = world.liaison("mai")
    liaison.state, liaison.ended_on = LiaisonState.ENDED, clocks.today()
    liaison.ended_because = LiaisonEnd.MOVED
    db.session.commit()
    browser = sign_in_as("loc")

    line = browser.page(browser.page(INDEX).link("Nguyễn Thị Mai (1988)"))

    assert "Báo lịch họp" in line.words
    assert f"/members/{world.mai.ref}" not in line.source
    refused = browser.fill(new(world), kind="call", text="Gọi lần nữa")
    assert "Việc giữ mối liên hệ này đã kết thúc." in Page(refused.text, new(world)).words
