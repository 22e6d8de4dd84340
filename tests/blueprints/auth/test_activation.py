"""From the slip to the first page, and every slip that opens nothing (AU-11)."""

import pytest
from sqlalchemy import select

from models import Device, Notification, Slip
from tests.support.pages import Page
from tests.support.slips import PIN, a_holder, a_slip, activated, another_browser, is_in


@pytest.fixture
def holder(world):
    return a_holder(world.actor("hanh"), world.cell6, office=None, phone="0912481207")


def test_from_the_address_on_the_slip_to_the_first_page_in_three_presses_and_two_fields(client, holder):
    who = client.get(holder.address, follow_redirects=True)
    assert holder.account.full_name in who.text

    choose = client.page(client.page("/activate/person").link("Đúng"))
    answer = client.send(choose, pin=PIN, pin_again=PIN)
    ready = client.get(answer.location)
    home = client.get("/", follow_redirects=True)

    assert "Vào sổ" in ready.text
    assert home.status_code == 200


def test_the_code_leaves_the_address_at_once(client, holder):
    answer = client.get(holder.address)

    assert answer.status_code == 303
    assert answer.location == "/activate/person"


def test_the_code_can_be_typed_in_small_letters_and_groups(client, holder):
    typed = f"{holder.code[:4].lower()} {holder.code[4:].lower()}"

    answer = client.fill("/activate", code=typed)

    assert answer.location == "/activate/person"


def test_a_slip_cannot_be_used_twice(client, holder):
    activated(client, holder)
    other = another_browser(client)

    answer = other.get(holder.address)

    assert answer.status_code == 422
    assert "Phiếu này đã được dùng" in answer.text
    assert other.get("/settings").status_code == 303


def test_two_who_come_at_once_share_no_slip(client, holder):
    other = another_browser(client)
    client.get(holder.address)
    other.get(holder.address)
    page = other.page("/activate/pin")
    activated(client, holder)

    answer = other.send(page, pin="602948", pin_again="602948")

    assert answer.status_code == 422
    assert "Phiếu này đã được dùng" in answer.text
    assert not other.get_cookie("device")


def test_a_second_press_of_the_same_button_gets_in_too(client, db, holder):
    press = pressed_twice(client, holder)

    again = press()

    assert again.location == "/ready"
    assert is_in(client)
    assert len(db.session.scalars(select(Device).where(Device.account_id == holder.account.id)).all()) == 1


def test_a_second_press_comes_too_late_after_two_minutes(client, clock, holder):
    press = pressed_twice(client, holder)
    clock.move(minutes=3)

    assert press().status_code == 404


def pressed_twice(client, holder):
    """A first press whose answer never arrived, and the second one, still to come from the same page."""
    client.get(holder.address)
    form = dict(client.page("/activate/pin").form().filled({"pin": PIN, "pin_again": PIN}))
    before = client.get_cookie("liaison").value
    client.post("/activate/pin", data=form)
    client.delete_cookie("device", domain="localhost")
    client.set_cookie("liaison", before, domain="localhost")
    return lambda: client.post("/activate/pin", data=form)


def test_an_expired_slip_says_so_and_whom_to_call(client, clock, holder):
    clock.move(days=60, minutes=1)

    answer = client.get(holder.address)

    assert "Mã kích hoạt đã hết hạn" in answer.text
    assert "Lê Thị Hạnh" in answer.text
    assert "tel:" in answer.text


def test_a_slip_is_good_until_its_last_day(client, clock, holder):
    clock.move(days=60, minutes=-1)

    assert client.get(holder.address).status_code == 303


def test_a_new_slip_cancels_the_old_one(client, world, holder):
    newer = a_slip(world.actor("hanh"), holder.account)

    assert "thay bằng phiếu mới" in client.get(holder.address).text
    assert client.get(f"/activate?code={newer}").status_code == 303


def test_an_unknown_code_says_so(client):
    answer = client.fill("/activate", code="ABCD2345")

    assert answer.status_code == 422
    assert "Không có phiếu nào mang mã này" in answer.text


def test_not_me_closes_the_slip_and_warns_the_office(client, db, world, holder):
    client.get(holder.address)

    answer = client.fill("/activate/person", form="/activate/refuse")

    assert "Phiếu đã được hủy" in answer.text
    assert "không phải của mình" in another_browser(client).get(holder.address).text
    rung = db.session.scalars(select(Notification).where(Notification.event == "SlipRefused")).all()
    assert [one.account_id for one in rung] == [world.account("hanh").id]


def test_the_slip_is_kept_only_as_a_fingerprint(db, holder):
    slip = db.session.scalars(select(Slip).where(Slip.account_id == holder.account.id)).one()

    assert holder.code not in slip.code_hash
    assert len(slip.code_hash) == 64


def test_guessing_codes_from_one_address_has_to_wait_and_others_need_not(client, clock, holder):
    for number in range(10):
        client.fill("/activate", code=f"ABCD23{number:02}".replace("0", "X").replace("1", "Y"))

    waiting = client.fill("/activate", code="ABCD9999")
    right_one = client.get(holder.address)
    elsewhere = another_browser(client).get(holder.address, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    clock.move(minutes=16)
    later = client.get(holder.address)

    assert "thử quá nhiều lần" in waiting.text
    assert "thử quá nhiều lần" in right_one.text
    assert elsewhere.status_code == 303
    assert later.status_code == 303


def test_another_address_of_the_same_ipv6_network_has_to_wait_too(client, holder):
    for number in range(2, 10):
        client.get(f"/activate?code=ABCD232{number}", environ_base={"REMOTE_ADDR": f"2001:db8::{number}"})
    for number in range(2, 4):
        client.get(f"/activate?code=ABCD233{number}", environ_base={"REMOTE_ADDR": f"2001:db8::{number}"})

    near, far = (
        another_browser(client).get(holder.address, environ_base={"REMOTE_ADDR": address})
        for address in ("2001:db8::ffff", "2001:db8:0:1::1")
    )

    assert "thử quá nhiều lần" in near.text
    assert far.status_code == 303


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [
        ("", "", "mã PIN"),
        ("12345", "12345", "6 chữ số"),
        ("480527", "480528", "chưa giống nhau"),
        ("111111", "111111", "dễ đoán"),
        ("123456", "123456", "dễ đoán"),
        ("987654", "987654", "dễ đoán"),
        ("121212", "121212", "dễ đoán"),
        ("345678", "345678", "dễ đoán"),
    ],
)
def test_a_pin_that_others_would_guess_is_refused(client, holder, pin, again, said):
    client.get(holder.address)

    answer = client.fill("/activate/pin", pin=pin, pin_again=again)

    assert answer.status_code == 422
    assert said in answer.text
    assert client.get("/settings").status_code == 303


def test_the_end_of_the_own_number_is_no_pin(client, holder):
    client.get(holder.address)

    answer = client.fill("/activate/pin", pin="481207", pin_again="481207")

    assert "phần cuối số điện thoại" in answer.text


def test_the_own_birthday_is_no_pin(client, world):
    mai = world.account("mai")
    mai.sign_in_name = None
    client.get(f"/activate?code={a_slip(world.actor('hanh'), mai)}")

    answer = client.fill("/activate/pin", pin="120588", pin_again="120588")

    assert "ngày sinh của đồng chí" in answer.text


def test_the_owner_is_told_of_the_new_device(client, db, holder):
    activated(client, holder)

    rung = db.session.scalars(select(Notification).where(Notification.account_id == holder.account.id)).all()

    assert [one.event for one in rung] == ["DeviceActivated"]


def test_the_device_cookie_is_hidden_from_scripts_and_lives_400_days(client, holder):
    client.get(holder.address)

    answer = client.fill("/activate/pin", pin=PIN, pin_again=PIN)

    given = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("device="))
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert f"Max-Age={400 * 24 * 3600}" in given


def test_under_tls_both_cookies_are_bound_to_the_host(make_app, world):
    holder = a_holder(world.actor("hanh"), world.cell6, office=None)
    secure = make_app(public_url="https://localhost").test_client()

    def over_tls(address):
        return Page(secure.get(address, base_url="https://localhost").text, address)

    secure.get(holder.address, base_url="https://localhost")
    form = over_tls("/activate/pin").form().filled({"pin": PIN, "pin_again": PIN})
    answer = secure.post(
        "/activate/pin",
        data=dict(form),
        base_url="https://localhost",
        headers={"Referer": "https://localhost/activate/pin"},
    )

    given = [one for one in answer.headers.getlist("Set-Cookie") if "Secure" in one and "Path=/" in one]
    assert {one.partition("=")[0] for one in given} == {"__Host-liaison", "__Host-device"}
    assert not [one for one in given if "Domain" in one]


def test_a_token_that_a_browser_made_up_is_never_adopted(client, holder):
    client.set_cookie("device", "made-up", domain="localhost")

    activated(client, holder)

    assert client.get_cookie("device").value != "made-up"
