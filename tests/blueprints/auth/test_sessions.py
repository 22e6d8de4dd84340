"""Sessions on the server: how they begin, end, and give back what was typed."""

import pytest
from sqlalchemy import select

from models import Draft, LiaisonStep, SignIn
from models.vocabulary import Office
from services.sessions import AT_ONCE
from tests.support.slips import PASSWORD, PIN, a_holder, a_password, activated, another_browser, is_in


@pytest.fixture
def holder(world):
    return a_holder(world.actor("hanh"), world.cell6, phone="0912481207")


def cookie(browser):
    return browser.get_cookie("liaison").value


def carry(browser, value):
    other = another_browser(browser)
    other.set_cookie("liaison", value, domain="localhost")
    return other


def test_a_copied_cookie_dies_at_sign_out(client, holder):
    activated(client, holder)
    thief = carry(client, cookie(client))
    assert is_in(thief)

    client.fill("/settings", form="/sign-out")

    assert not is_in(client)
    assert not is_in(thief)


def test_the_cookie_says_nothing_and_the_table_holds_no_cookie(client, db, holder):
    activated(client, holder)

    token = cookie(client).removeprefix("s.")
    row = db.session.scalars(select(SignIn)).one()

    assert len(token) >= 43
    assert token not in row.token_hash
    assert holder.account.ref not in token


def test_an_id_offered_by_the_browser_is_never_adopted(client, holder):
    client.set_cookie("liaison", "s.chosen-by-somebody-else", domain="localhost")

    activated(client, holder)

    assert cookie(client) != "s.chosen-by-somebody-else"


def test_a_new_id_at_every_sign_in_and_step_up(client, clock, holder):
    activated(client, holder)
    first = cookie(client)
    clock.move(minutes=11)
    client.fill(client.get("/settings/pin").location, form="/step-up", pin=PIN)
    second = cookie(client)

    assert first != second
    assert not is_in(carry(client, first))
    assert is_in(client)


@pytest.mark.parametrize(
    ("who", "quiet", "is_still_in"),
    [("hanh", 29, True), ("hanh", 31, False), ("admin", 14, True), ("admin", 16, False)],
)
def test_a_session_ends_after_its_quiet_time(sign_in_as, clock, who, quiet, is_still_in):
    browser = sign_in_as(who)
    clock.move(minutes=quiet)

    assert is_in(browser) is is_still_in


def test_a_session_ends_after_twelve_hours_however_busy(sign_in_as, clock):
    browser = sign_in_as("hanh")
    for _ in range(35):
        clock.move(minutes=20)
        assert is_in(browser)
    clock.move(minutes=21)

    assert not is_in(browser)


def test_what_machines_ask_for_by_themselves_keeps_no_session_alive(sign_in_as, clock):
    browser = sign_in_as("hanh")
    browser.get("/settings")
    browser.examines = False  # what machines are answered is no page
    for _ in range(40):
        clock.move(minutes=1)
        browser.get("/healthz")
        browser.post("/content-policy-reports", json={"csp-report": {"violated-directive": "img-src"}})

    assert not is_in(browser)


def test_the_fourth_session_ends_the_oldest_and_says_so(sign_in_as, client, world):
    browsers = [another_browser(client) for _ in range(AT_ONCE)]
    for browser in browsers:
        browser.set_cookie("liaison", session_of(sign_in_as, client), domain="localhost")
        browser.get("/settings")
    newest = sign_in_as("hanh")

    said = newest.get("/settings").text

    assert "lần đăng nhập cũ nhất đã kết thúc" in said
    assert "lần đăng nhập cũ nhất" not in newest.get("/settings").text
    assert [is_in(browser) for browser in browsers] == [False, True, True]


def session_of(sign_in_as, client):
    return cookie(sign_in_as("hanh"))


def test_own_sessions_are_listed_and_ended(sign_in_as, client):
    elsewhere = another_browser(client)
    elsewhere.set_cookie("liaison", session_of(sign_in_as, client), domain="localhost")
    here = sign_in_as("hanh")

    page = here.page("/settings/devices")
    here.send(page, form="/end")

    assert "(lần này)" in page.words
    assert is_in(here)
    assert not is_in(elsewhere)


def test_signing_out_everywhere_ends_this_session_too(sign_in_as, client):
    elsewhere = another_browser(client)
    elsewhere.set_cookie("liaison", session_of(sign_in_as, client), domain="localhost")
    here = sign_in_as("hanh")

    here.fill("/settings", form="/sessions/end")

    assert not is_in(here)
    assert not is_in(elsewhere)


def test_a_session_of_somebody_else_cannot_be_ended(sign_in_as, client, db, world):
    other = another_browser(client)
    other.set_cookie("liaison", cookie(sign_in_as("loc")), domain="localhost")
    theirs = db.session.scalars(select(SignIn).where(SignIn.account_id == world.account("loc").id)).one()
    here = sign_in_as("hanh")
    values = dict(here.page("/settings").form("/sessions/end").values)

    here.post(f"/settings/sessions/{theirs.ref}/end", data=values)

    assert is_in(other)


TYPED = "Không đúng tổ: nhà số 5 & 6 ngõ 12 <nay thuộc tổ 7>"


@pytest.fixture
def deputy(client, world):
    """A deputy of the fifth cell, signed in, with a reason half written on a page of the cell."""
    activated(client, a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY))
    return client


@pytest.fixture
def address(world):
    return f"/liaisons/{world.liaison('linh').ref}/send-back"


def test_what_was_typed_when_the_session_ended_is_there_again_after_sign_in(deputy, clock, db, address):
    page = deputy.page(address)
    clock.move(minutes=31)

    asked = deputy.send(page, reason=TYPED)
    lapsed = deputy.get(asked.location)
    back = deputy.fill(asked.location, form="/sign-in", pin=PIN)
    shown = deputy.page(back.location)

    assert asked.location == f"/sign-in?next={address}"
    assert "Đã quá thời gian chờ" in lapsed.text
    assert back.location == address
    assert ("reason", TYPED) in shown.form().values
    assert "Nội dung đồng chí vừa nhập vẫn được giữ" in shown.words
    assert db.session.scalars(select(Draft)).all() == []


def test_what_was_typed_can_then_be_sent(deputy, clock, db, world, address):
    page = deputy.page(address)
    clock.move(minutes=31)
    asked = deputy.send(page, reason=TYPED)
    deputy.fill(asked.location, form="/sign-in", pin=PIN)

    sent = deputy.fill(address)

    assert sent.status_code == 303
    last = select(LiaisonStep.reason).where(LiaisonStep.liaison_id == world.liaison("linh").id)
    assert TYPED in db.session.scalars(last).all()


@pytest.mark.parametrize("ended", ["lost cookie", "signed out in another tab"])
def test_what_was_typed_after_the_session_was_gone_comes_back_on_the_own_device(deputy, address, ended):
    page = deputy.page(address)
    if ended == "lost cookie":
        deputy.delete_cookie("liaison", domain="localhost")
    else:
        deputy.fill("/settings", form="/sign-out")

    asked = deputy.send(page, reason=TYPED)
    told = deputy.page(asked.location).words
    back = deputy.fill(asked.location, form="/sign-in", pin=PIN)

    assert "Nội dung vừa nhập vẫn được giữ" in told
    assert ("reason", TYPED) in deputy.page(back.location).form().values


def test_where_nobody_is_known_what_was_typed_is_lost_and_the_page_says_so(sign_in_as, db, world, address):
    browser = sign_in_as("loc")
    page = browser.page(address)
    browser.delete_cookie("liaison", domain="localhost")

    asked = browser.send(page, reason=TYPED)
    told = browser.page(asked.location).words

    assert "chưa giữ được" in told
    assert "vẫn được giữ" not in told
    assert db.session.scalars(select(Draft)).all() == []


def test_on_a_device_that_a_family_shares_nothing_is_kept_for_a_guess(deputy, db, world, address):
    activated(deputy, a_holder(world.actor("hanh"), world.cell6, phone="0912481207"))
    page = deputy.page("/notifications/preferences")
    deputy.delete_cookie("liaison", domain="localhost")

    deputy.send(page, email="a@vidu.vn")

    assert db.session.scalars(select(Draft)).all() == []


def test_what_was_typed_is_kept_for_its_owner_only(deputy, clock, world, sign_in_as, address):
    page = deputy.page(address)
    clock.move(minutes=31)
    deputy.send(page, reason=TYPED)

    shown = sign_in_as("binh").page(address)

    assert TYPED not in shown.source
    assert "ngõ 12" not in shown.source


def test_secrets_are_never_kept(client, clock, db, world):
    activated(client, a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY))
    page = client.page("/settings/pin")
    clock.move(minutes=31)

    client.send(page, pin="602948", pin_again="602948")

    assert all("602948" not in draft.body for draft in db.session.scalars(select(Draft)).all())


def test_a_button_without_a_page_leads_back_to_the_page_it_stood_on(deputy, clock, db):
    page = deputy.page("/settings/devices")
    form = page.form("/revoke")
    clock.move(minutes=31)

    asked = deputy.post(
        form.action, data=dict(form.values), headers={"Referer": "http://localhost/settings/devices"}
    )

    assert asked.location == "/sign-in?next=/settings/devices"
    assert db.session.scalars(select(Draft)).all() == []


def test_ordinary_pages_ask_nothing_about_what_was_typed(deputy, address):
    deputy.page(address)
    deputy.page(address)

    assert not [one for one in deputy.statements if "draft" in one.lower()]


def test_a_page_that_asks_for_a_fresh_proof_keeps_what_was_typed(sign_in_as, world, clock, db):
    office = sign_in_as("hanh")
    a_password(world.actor("hanh"), world.account("hanh"))
    page = office.page(f"/mandates/at/{world.cell6.ref}/new")
    clock.move(minutes=11)

    asked = office.send(page, office="deputy", starts_on="20/3/2026", press="Giao chức trách")
    back = office.fill(asked.location, form="/step-up", password=PASSWORD)
    shown = office.page(back.location)

    assert asked.location == f"/step-up?next=/mandates/at/{world.cell6.ref}/new"
    assert ("starts_on", "20/3/2026") in shown.form().values
    assert ("office", "deputy") in shown.form().values
