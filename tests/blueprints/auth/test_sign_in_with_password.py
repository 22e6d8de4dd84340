"""Offices: name and password, the second step, recovery codes, invitation and reset (AU-01, AU-02, AU-04, AU-06)."""

import re
import unicodedata

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from access import Actor
from adapters import clock as time
from models import Account, Attempt, Credential, Device, Notification, SignIn
from models.vocabulary import AccountState, CredentialKind
from services.set_up import reset_address
from tests.support.slips import PASSWORD, a_password, a_slip, another_browser, is_in

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng"
TOO_MANY = "Đã thử quá nhiều lần"
SECRET = re.compile(r'<p class="code">([A-Z2-7 ]+)</p>')
CODE = re.compile(r"<li>([A-Z2-9]{5} [A-Z2-9]{5})</li>")


@pytest.fixture
def hanh(world):
    """Lê Thị Hạnh of the ward's office, who has a password and nothing else."""
    account = world.account("hanh")
    a_password(Actor(account_id=account.id), account)
    return account


def sign_in(browser, name="hanh", password=PASSWORD, address="/sign-in/password"):
    return browser.fill(address, sign_in_name=name, password=password)


def code_now(secret):
    return pyotp.TOTP(secret).at(time.now())


def enrolled(browser):
    """Enrol an authenticator in an open session; gives its secret and the recovery codes."""
    page = browser.get("/settings/second-factor/authenticator")
    secret = SECRET.findall(page.text)[0].replace(" ", "")
    shown = browser.fill("/settings/second-factor/authenticator", code=code_now(secret))
    assert shown.status_code == 200
    return secret, CODE.findall(shown.text)


def test_name_and_password_open_the_book(client, hanh):
    answer = sign_in(client)

    assert answer.location == "/"
    assert is_in(client)


def test_capitals_in_the_name_do_not_count(client, hanh):
    assert sign_in(client, name="Hanh").status_code == 303


def test_a_password_typed_on_another_keyboard_is_the_same_password(client, hanh):
    assert sign_in(client, password=unicodedata.normalize("NFD", PASSWORD)).status_code == 303


def test_a_wrong_password_and_a_name_nobody_has_read_alike(client, hanh):
    wrong, unknown = sign_in(client, password="gì đó khác hẳn đi"), sign_in(client, name="nobody")

    assert WRONG in wrong.text
    assert WRONG in unknown.text


def test_strangers_cannot_lock_an_office_out_of_its_own_computer(client, hanh):
    sign_in(client)
    client.fill("/settings", form="/sign-out")
    stranger = another_browser(client)
    for _ in range(7):
        sign_in(stranger, password="gì đó khác hẳn đi")

    assert TOO_MANY in sign_in(stranger).text
    assert sign_in(client).status_code == 303


def test_a_name_nobody_has_waits_like_any_other(client, hanh):
    for _ in range(5):
        sign_in(client, name="nobody")

    assert TOO_MANY in sign_in(client, name="nobody").text


def test_a_new_computer_is_told_to_the_owner_and_can_be_revoked(client, db, hanh):
    sign_in(client)

    rung = db.session.scalars(select(Notification.event).where(Notification.account_id == hanh.id)).all()
    assert rung == ["DeviceActivated"]

    client.fill("/settings/devices", form="/revoke")
    assert not is_in(client)


def test_a_known_computer_is_not_told_again(client, db, hanh):
    for _ in range(2):
        sign_in(client)
        client.fill("/settings", form="/sign-out")

    assert len(db.session.scalars(select(Device).where(Device.account_id == hanh.id)).all()) == 1
    assert len(db.session.scalars(select(Notification).where(Notification.account_id == hanh.id)).all()) == 1


def test_hashes_of_another_day_are_made_anew_at_sign_in(client, db, hanh):
    kept = db.session.scalars(select(Credential).where(Credential.account_id == hanh.id)).one()
    kept.secret = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    db.session.commit()

    sign_in(client)

    assert "m=8,t=1,p=1" in a_hash(hanh, db)


def a_hash(account, db):
    db.session.expire_all()
    found = select(Credential.secret).where(
        Credential.account_id == account.id, Credential.kind == CredentialKind.PASSWORD
    )
    return db.session.scalars(found).one()


def test_with_an_authenticator_the_password_is_half_the_way(client, clock, hanh):
    sign_in(client)
    secret, _ = enrolled(client)
    client.fill("/settings", form="/sign-out")
    clock.move(minutes=1)

    half = sign_in(client, address="/sign-in/password?next=/settings/devices")
    assert half.location == "/sign-in/code?next=/settings/devices"
    assert not is_in(client)

    whole = client.fill(half.location, code=code_now(secret))
    assert whole.location == "/settings/devices"
    assert is_in(client)


def test_a_code_is_good_once_and_for_one_step_either_way(client, clock, hanh):
    sign_in(client)
    secret, _ = enrolled(client)
    enrolment = code_now(secret)
    client.fill("/settings", form="/sign-out")
    sign_in(client)

    replayed = client.fill("/sign-in/code", code=enrolment)
    clock.move(minutes=1)
    old = pyotp.TOTP(secret).at(time.now(), counter_offset=-2)
    too_old = client.fill("/sign-in/code", code=old)
    late = client.fill("/sign-in/code", code=pyotp.TOTP(secret).at(time.now(), counter_offset=-1))

    assert "Mã chưa đúng" in replayed.text
    assert "Mã chưa đúng" in too_old.text
    assert late.status_code == 303


def test_codes_are_not_guessed_for_long(client, clock, hanh):
    sign_in(client)
    secret, _ = enrolled(client)
    client.fill("/settings", form="/sign-out")
    clock.move(minutes=1)
    sign_in(client)
    right = code_now(secret)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(5):
        client.fill("/sign-in/code", code=wrong)

    assert TOO_MANY in client.fill("/sign-in/code", code=right).text


def test_the_half_way_is_kept_for_five_minutes(client, clock, hanh):
    sign_in(client)
    enrolled(client)
    client.fill("/settings", form="/sign-out")
    sign_in(client)
    clock.move(minutes=6)

    assert client.get("/sign-in/code").location == "/sign-in/password"


def test_ten_recovery_codes_open_the_book_once_each(client, clock, hanh, db):
    sign_in(client)
    _, codes = enrolled(client)
    assert len(set(codes)) == 10
    client.fill("/settings", form="/sign-out")
    sign_in(client)

    first = client.fill("/sign-in/code", code=codes[0].lower())
    client.fill("/settings", form="/sign-out")
    sign_in(client)
    second = client.fill("/sign-in/code", code=codes[0])

    assert first.status_code == 303
    assert "Mã chưa đúng" in second.text
    kept = db.session.scalars(
        select(Credential.secret).where(
            Credential.kind == CredentialKind.RECOVERY, Credential.account_id == hanh.id
        )
    ).all()
    assert len(kept) == 9
    assert not any(code.replace(" ", "") in secret for code in codes for secret in kept)


def test_new_recovery_codes_void_the_old_ones(client, clock, hanh):
    sign_in(client)
    _, codes = enrolled(client)
    client.fill("/settings/second-factor", form="/recovery-codes")
    client.fill("/settings", form="/sign-out")
    sign_in(client)

    assert "Mã chưa đúng" in client.fill("/sign-in/code", code=codes[0]).text


def test_the_secret_of_the_authenticator_is_encrypted(client, db, hanh):
    sign_in(client)
    secret, _ = enrolled(client)

    kept = db.session.scalars(
        select(Credential.secret).where(
            Credential.kind == CredentialKind.TOTP, Credential.account_id == hanh.id
        )
    ).one()
    pages = db.session.scalars(select(SignIn.pages)).all()

    assert secret not in kept
    assert not any(secret in page for page in pages)


def test_a_wrong_first_code_enrols_nothing(client, db, hanh):
    sign_in(client)
    client.get("/settings/second-factor/authenticator")

    answer = client.fill("/settings/second-factor/authenticator", code="000000")

    assert answer.status_code == 422
    assert not db.session.scalars(
        select(Credential).where(Credential.kind == CredentialKind.TOTP, Credential.account_id == hanh.id)
    ).all()


def test_the_only_second_factor_is_not_removed(client, hanh):
    sign_in(client)
    enrolled(client)

    answer = client.fill("/settings/second-factor", form="/authenticator/remove")

    assert "duy nhất" in answer.text


PASSWORDS = [
    # typed, alone, beside a second factor
    ("con trâu trắng ăn mây tím", True, True),
    ("mười lăm ký tự đây mà", True, True),
    ("bò vàng ngủ", False, True),
    ("k7#Qz!mW", False, True),
    ("k7#Qz!m", False, False),
    ("matkhau1", False, False),
    ("matkhaumatkhau123", False, False),
    ("chibochibochibo5", False, False),
    ("Chi bộ Chi bộ Chi bộ", False, False),
    ("danguydanguydanguy", False, False),
    ("nghean nghean nghean", False, False),
    ("Lê Thị Hạnh Lê Thị Hạnh", False, False),
    ("lethihanhlethihanh", False, False),
    ("aaaaaaaaaaaaaaaaaaaa", False, False),
    ("12345678901234567890", False, False),
    ("qwertyuiopasdfghjkl", False, False),
    ("passwordpassword123", False, False),
    ("🐃🌾🎋🚲🍜🏮🎏🌸🐉🥁🪷🛶🏝🧧🎐", True, True),
    ("x" * 129, False, False),
]


@pytest.mark.parametrize(("typed", "alone", "beside"), PASSWORDS, ids=[one[0][:12] for one in PASSWORDS])
def test_the_rule_of_passwords_at_the_door_of_change(client, hanh, db, clock, typed, alone, beside):
    """AU-01; the same rule stands behind the slip and the reset, and behind the set-up page."""
    sign_in(client)
    change = client.fill("/settings/password", password=typed, password_again=typed)
    assert (change.status_code == 303) is alone

    enrolled(client)
    change = client.fill("/settings/password", password=typed, password_again=typed)
    assert (change.status_code == 303) is beside


@pytest.mark.parametrize(("typed", "alone", "beside"), PASSWORDS, ids=[one[0][:12] for one in PASSWORDS])
def test_the_rule_of_passwords_at_the_door_of_the_slip(client, world, typed, alone, beside):
    account = world.account("hanh")
    client.get(f"/activate?code={a_slip(world.actor('thanh'), account)}")

    answer = client.fill("/activate/password", password=typed, password_again=typed)

    assert (answer.status_code == 303) is alone


def test_two_passwords_alike_in_their_first_hundred_characters_are_two(client, hanh):
    long = ("con trâu trắng ăn mây tím; " * 5)[:100]
    sign_in(client)
    client.fill("/settings/password", password=long + "một", password_again=long + "một")
    client.fill("/settings", form="/sign-out")

    assert WRONG in sign_in(client, password=long + "hai").text
    assert sign_in(client, password=long + "một").status_code == 303


def test_an_invited_colleague_chooses_the_password_and_signs_in_with_it(client, world, db):
    account = world.account("hanh")
    account.state = AccountState.INVITED
    code = a_slip(world.actor("thanh"), account)
    client.get(f"/activate?code={code}")
    choose = client.page("/activate/person").link("Đúng")

    chosen = client.fill(choose, password=PASSWORD, password_again=PASSWORD)

    assert choose == "/activate/password"
    assert chosen.location == "/sign-in/password"
    assert not is_in(client)
    assert sign_in(client).status_code == 303
    assert db.session.get_one(Account, account.id).state is AccountState.ACTIVE


def test_a_reset_is_good_for_fifteen_minutes_once_and_skips_no_second_factor(client, clock, hanh, db):
    sign_in(client)
    secret, _ = enrolled(client)
    elsewhere = another_browser(client)
    address = reset_address(Actor.worker(), "hanh").removeprefix("http://localhost")
    new = "mèo đen ngồi bên chum nước"

    elsewhere.get(address)
    set_anew = elsewhere.fill("/activate/password", password=new, password_again=new)
    again = another_browser(client).get(address)
    clock.move(minutes=1)
    half = sign_in(elsewhere, password=new)

    assert len(address) > 40
    assert set_anew.location == "/sign-in/password"
    assert not is_in(client)  # every session ended
    assert again.status_code == 422
    assert half.location.startswith("/sign-in/code")
    assert elsewhere.fill("/sign-in/code", code=code_now(secret)).status_code == 303


def test_a_reset_comes_too_late_after_fifteen_minutes(client, clock, hanh):
    address = reset_address(Actor.worker(), "hanh").removeprefix("http://localhost")
    clock.move(minutes=15)

    assert "hết hạn" in client.get(address).text


def test_stepping_up_takes_the_password_and_the_code(client, clock, hanh):
    sign_in(client)
    secret, _ = enrolled(client)
    clock.move(minutes=11)
    asked = client.get("/settings/password").location

    half = client.fill(asked, password=PASSWORD, code="000000")
    clock.move(minutes=1)
    whole = client.fill(asked, password=PASSWORD, code=code_now(secret))

    assert "Mã chưa đúng" in half.text
    assert whole.location == "/settings/password"


def test_a_right_password_leaves_no_counter_behind(client, hanh, db):
    sign_in(client, password="gì đó khác hẳn đi")
    sign_in(client)

    assert db.session.scalars(select(Attempt)).all() == []


def test_a_pin_opens_nothing_for_an_account_of_an_office(client, hanh):
    sign_in(client)
    client.fill("/settings", form="/sign-out")

    answer = client.fill("/sign-in", form="/sign-in", phone=hanh.phone, pin="480527")

    assert "Số điện thoại hoặc mã PIN chưa đúng" in answer.text
