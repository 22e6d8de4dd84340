"""The office and its accounts: given, printed, revoked, closed."""

import re

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from blueprints.accounts import forms
from models import Account, Credential, Device, SignIn, Slip
from models.vocabulary import AccountState, CredentialKind, Office
from queries.mandates import offices_of
from tests.support.pages import Page
from tests.support.papers import needs_zbar, read_codes, words_of_pdf
from tests.support.reported import departed
from tests.support.slips import PIN, a_holder, activated, another_browser, is_in

_CODE = re.compile(r"[A-HJKMNP-Z2-9]{4} [A-HJKMNP-Z2-9]{4}")


def codes_on(answer):
    return [code.replace(" ", "") for code in _CODE.findall(answer.text)]


def test_a_retired_secretary_who_is_no_member_gets_an_account_an_office_and_a_slip(
    sign_in_as, db, clock, world
):
    office = sign_in_as("hanh")
    made = office.fill(
        "/accounts/new", full_name="Trần Văn Nghĩa", phone="0912 345 678", organisation=world.cell6.ref
    )
    person = office.get(made.location)
    give = Page(person.text, made.location).link("Giao chức trách tại")
    office.fill(give, office="deputy", starts_on="1/3/2026", press="Giao chức trách")
    printed = office.send(Page(person.text, made.location), form="/accounts/slips")

    account = db.session.scalars(select(Account).where(Account.full_name == "Trần Văn Nghĩa")).one()
    assert account.member_id is None
    assert offices_of(account.id, clock.today) == {Office.DEPUTY}
    (code,) = codes_on(printed)
    assert activated_by(office, code)
    assert "…678" in printed.text
    assert "0912 345 678" not in printed.text
    assert "Không đưa phiếu này cho người khác" in printed.text


def activated_by(browser, code):
    other = another_browser(browser)
    return other.get(f"/activate?code={code}").location == "/activate/person"


def test_many_slips_are_printed_at_once_and_cancel_those_before(sign_in_as, db, world):
    holders = [a_holder(world.actor("hanh"), world.cell6, office=None) for _ in range(9)]
    office = sign_in_as("hanh")

    printed = office.fill(
        "/accounts/?show=active", form="/accounts/slips", accounts=[one.account.ref for one in holders]
    )

    codes = codes_on(printed)
    assert len(codes) == len(set(codes)) == 9
    assert printed.text.count('class="slip"') == 9
    assert all(activated_by(office, code) for code in codes)
    assert not any(activated_by(office, one.code) for one in holders)


def test_members_without_an_account_get_one_each_with_their_slips(sign_in_as, db, world):
    office = sign_in_as("hanh")
    chosen = [world.member("anh78").ref, world.member("yen").ref]

    printed = office.fill("/accounts/?show=without", form="/accounts/give", members=chosen)

    assert len(codes_on(printed)) == 2
    account = db.session.scalars(select(Account).where(Account.member_id == world.member("anh78").id)).one()
    assert account.organisation_id == world.cell5.id


def test_a_member_without_an_account_is_found_by_name_and_year_of_birth(sign_in_as, world):
    office = sign_in_as("hanh")
    office.fill("/accounts/", words="anh 1985")

    page = office.page("/accounts/?show=without")

    assert "Lê Hữu Ánh (1985)" in page.words
    assert "Lê Hữu Ánh (1978)" not in page.words


def test_a_member_with_an_account_is_not_offered_one(sign_in_as, world):
    page = sign_in_as("hanh").page("/accounts/?show=without")

    assert "Nguyễn Thị Mai" not in page.words
    assert "Lê Hữu Ánh" in page.words


def test_the_filters_show_who_never_signed_in(sign_in_as, world):
    a_holder(
        world.actor("hanh"), world.cell6, office=None, full_name="Trần Văn Nghĩa", state=AccountState.INVITED
    )
    office = sign_in_as("hanh")

    assert "Trần Văn Nghĩa" in office.page("/accounts/?show=invited").words
    assert "Trần Văn Nghĩa" in office.page("/accounts/?show=unused").words
    assert "Trần Văn Nghĩa" not in office.page("/accounts/?show=active").words


def test_a_search_stands_in_no_address_and_needs_no_marks(sign_in_as, world):
    office = sign_in_as("hanh")

    answer = office.fill("/accounts/", form="/accounts/", words="loc nguyen")

    assert answer.location == "/accounts/"
    found = office.page("/accounts/")
    assert "Nguyễn Văn Lộc" in found.words
    assert "Trần Văn Bình" not in found.words


def test_the_list_needs_as_many_statements_for_many_as_for_few(sign_in_as, world):
    office = sign_in_as("hanh")
    office.get("/accounts/")  # the first page of a session writes the token of its forms
    office.get("/accounts/")
    few = len(office.statements)
    for _ in range(60):
        a_holder(world.actor("hanh"), world.cell6, office=Office.COMMITTEE_MEMBER)

    office.get("/accounts/")

    assert len(office.statements) == few


def test_an_account_of_another_ward_is_out_of_sight(sign_in_as, world):
    office = sign_in_as("hanh")
    stranger = world.account("quy")

    assert office.get(f"/accounts/{stranger.ref}").status_code == 404
    assert office.post("/accounts/slips", data=tokens(office) | {"accounts": stranger.ref}).status_code == 404


def tokens(browser):
    form = browser.page("/accounts/new").form("/accounts/new")
    return {name: value for name, value in form.values if name in ("csrf_token", "form_key")}


def test_a_lost_telephone_is_revoked_in_one_press(sign_in_as, client, db, world):
    holder = a_holder(world.actor("hanh"), world.cell6)
    telephone = activated(another_browser(client), holder)
    office = sign_in_as("hanh")

    answer = office.fill(f"/accounts/{holder.account.ref}", form="/revoke")

    assert answer.status_code == 303
    assert not is_in(telephone)
    signing_in = telephone.fill("/sign-in", form="/sign-in", phone=holder.account.phone, pin=PIN)
    assert "Số điện thoại hoặc mã PIN chưa đúng" in signing_in.text


def test_the_office_signs_somebody_out_everywhere(sign_in_as, client, world):
    holder = a_holder(world.actor("hanh"), world.cell6)
    telephone = activated(another_browser(client), holder)

    sign_in_as("hanh").fill(f"/accounts/{holder.account.ref}", form="/sessions/end")

    assert not is_in(telephone)


def test_closing_an_account_ends_everything_and_opening_it_asks_for_a_slip(
    sign_in_as, client, db, clock, world
):
    holder = a_holder(world.actor("hanh"), world.cell6)
    telephone = activated(another_browser(client), holder)
    office = sign_in_as("hanh")

    office.fill(f"/accounts/{holder.account.ref}/close")

    account = db.session.get_one(Account, holder.account.id)
    assert account.state is AccountState.CLOSED
    assert not offices_of(account.id, clock.today)
    assert not is_in(telephone)
    assert not db.session.scalars(select(Credential).where(Credential.account_id == account.id)).all()
    assert not db.session.scalars(select(SignIn).where(SignIn.account_id == account.id)).all()
    devices = db.session.scalars(select(Device).where(Device.account_id == account.id)).all()
    assert all(device.revoked_at for device in devices)

    office.fill(f"/accounts/{holder.account.ref}", form="/reopen")
    assert account_state(db, account) is AccountState.INVITED


def account_state(db, account):
    db.session.expire_all()
    return db.session.get_one(Account, account.id).state


def test_an_account_of_somebody_who_died_is_not_opened_again_and_the_page_says_why(sign_in_as, db, world):
    departed(world)
    account = world.account("mai")

    answer = sign_in_as("hanh").fill(f"/accounts/{account.ref}", form="/reopen")

    assert answer.status_code == 422
    assert "từ trần hoặc ra khỏi Đảng" in answer.text
    assert account_state(db, account) is AccountState.CLOSED


def test_nobody_closes_the_own_account(sign_in_as, world):
    answer = sign_in_as("hanh").fill(f"/accounts/{world.account('hanh').ref}/close")

    assert answer.status_code == 422
    assert "Không ai tự đóng" in answer.text


def test_a_sign_in_name_ends_the_pin_and_asks_for_a_password(sign_in_as, client, db, world):
    holder = a_holder(world.actor("hanh"), world.cell6)
    telephone = activated(another_browser(client), holder)
    office = sign_in_as("hanh")

    answer = office.fill(f"/accounts/{holder.account.ref}/sign-in-name", sign_in_name="Nghia.Tran")

    assert answer.status_code == 303
    assert not is_in(telephone)
    assert db.session.get_one(Account, holder.account.id).sign_in_name == "nghia.tran"
    kinds = db.session.scalars(
        select(Credential.kind).where(Credential.account_id == holder.account.id)
    ).all()
    assert CredentialKind.PIN not in kinds


def test_a_sign_in_name_belongs_to_one_account(sign_in_as, world):
    holder = a_holder(world.actor("hanh"), world.cell6)

    answer = sign_in_as("hanh").fill(f"/accounts/{holder.account.ref}/sign-in-name", sign_in_name="loc")

    assert answer.status_code == 422


@pytest.mark.parametrize("typed", ["", "ab", "lê hạnh", "a@b", "x" * 80])
def test_a_sign_in_name_can_be_typed_on_every_keyboard(sign_in_as, world, typed):
    holder = a_holder(world.actor("hanh"), world.cell6)

    answer = sign_in_as("hanh").fill(f"/accounts/{holder.account.ref}/sign-in-name", sign_in_name=typed)

    assert answer.status_code == 422


def test_no_address_takes_a_secret_for_somebody_else(app):
    """AU-07: what an office posts about another person never holds a PIN or a password."""
    secrets = [
        name
        for form in vars(forms).values()
        if isinstance(form, type) and hasattr(form, "_unbound_fields")
        for name in dir(form)
        if name in ("pin", "password", "code")
    ]

    assert not secrets


def test_a_slip_of_office_staff_is_good_for_two_days(sign_in_as, db, clock, world):
    office = sign_in_as("thanh")
    hanh = world.account("hanh")

    office.fill(f"/accounts/{hanh.ref}", form="/accounts/slips")

    slip = db.session.scalars(select(Slip).where(Slip.account_id == hanh.id)).one()
    assert (slip.expires_at - clock.now()).total_seconds() == 48 * 3600


@needs_zbar
def test_slips_are_taken_away_as_one_pdf_whose_squares_open_the_book(sign_in_as, db, world, tmp_path):
    office = sign_in_as("hanh")
    holders = [a_holder(world.actor("hanh"), world.cell5) for _ in range(3)]
    page = Page(office.get("/accounts/?show=active").text)
    chosen = page.form("/accounts/slips").filled({"accounts": [one.account.ref for one in holders]})
    made = office.post("/accounts/slips.pdf", data=MultiDict(chosen)).data

    words, codes = words_of_pdf(made), read_codes(made, tmp_path)
    assert len(set(codes)) == 3
    assert "Không đưa phiếu này cho người khác." in words
    for code in codes:
        assert "/activate?code=" in code
        assert code not in [one.address for one in holders]
