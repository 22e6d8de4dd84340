"""Phone number and PIN: on an activated device only, with the same answer everywhere else (AU-12, AU-13)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from adapters.passwords import Hasher
from adapters.tools import install, tools
from models import Attempt, Credential, Device, Notification
from tests.support.slips import PIN, a_holder, a_slip, activated, another_browser, is_in

WRONG = "Số điện thoại hoặc mã PIN chưa đúng"
TOO_MANY = "Đã thử quá nhiều lần"


@pytest.fixture
def holder(world):
    return a_holder(world.actor("hanh"), world.cell6, phone="0912481207")


@pytest.fixture
def telephone(client, holder):
    """An activated telephone on which nobody is signed in at the moment."""
    activated(client, holder)
    client.fill("/settings", form="/sign-out")
    return client


def sign_in(browser, phone="0912481207", pin=PIN, address="/sign-in"):
    return browser.fill(address, form="/sign-in", phone=phone, pin=pin)


def test_an_activated_telephone_remembers_the_number_and_asks_for_the_pin(telephone):
    form = dict(telephone.page("/sign-in").form("/sign-in").values)

    assert form["phone"] == "0912 481 207"

    answer = telephone.fill("/sign-in", form="/sign-in", pin=PIN)

    assert answer.location == "/"
    assert is_in(telephone)


@pytest.mark.parametrize("typed", ["480 527", "480.527", "480-527"])
def test_gaps_in_the_pin_do_not_count(telephone, typed):
    assert sign_in(telephone, pin=typed).status_code == 303


@pytest.mark.parametrize("typed", ["0912 481 207", "+84912481207", "84 912 481 207", "0912.481.207"])
def test_the_number_may_be_written_in_any_way(telephone, typed):
    assert sign_in(telephone, phone=typed).status_code == 303


def test_from_another_device_the_right_pin_is_not_even_compared(telephone, watching):
    answer = sign_in(another_browser(telephone))

    assert answer.status_code == 422
    assert WRONG in answer.text
    assert watching == [None]  # the same work, for nothing


@pytest.fixture
def watching(app, db):
    """What was compared with a secret from now on: the hash kept, or nothing at all."""
    compared: list[str | None] = []

    class Watched(Hasher):
        def matches(self, kept: str | None, secret: str) -> bool:
            compared.append(kept)
            return super().matches(kept, secret)

    before = tools()
    install(replace(before, hasher=Watched(before.hasher.argon, before.hasher.dummy)))
    yield compared
    install(before)


def test_a_wrong_pin_a_wrong_number_and_a_strange_device_read_alike(telephone):
    answers = (
        sign_in(telephone, pin="602948"),
        sign_in(telephone, phone="0987654321"),
        sign_in(another_browser(telephone)),
    )

    said = {tuple(one.text.split('role="alert"')[1].split("</div>")[0].split()) for one in answers}
    assert len(said) == 1


def test_a_revoked_device_takes_the_right_pin_no_more(telephone, db, holder):
    device = db.session.scalars(select(Device).where(Device.account_id == holder.account.id)).one()
    device.revoked_at, device.takes_pin = device.created_at, False
    db.session.commit()

    assert WRONG in sign_in(telephone).text


def test_after_five_failures_one_waits_fifteen_minutes_then_twice_as_long(telephone, clock):
    for _ in range(4):
        assert WRONG in sign_in(telephone, pin="602948").text
    assert WRONG in sign_in(telephone, pin="602948").text

    assert TOO_MANY in sign_in(telephone).text
    clock.move(minutes=14)
    assert TOO_MANY in sign_in(telephone).text
    clock.move(minutes=2)
    assert WRONG in sign_in(telephone, pin="602948").text
    clock.move(minutes=29)
    assert TOO_MANY in sign_in(telephone).text
    clock.move(minutes=2)
    assert sign_in(telephone).status_code == 303


def test_waiting_grows_to_twelve_hours_and_no_further(telephone, clock):
    for _ in range(14):
        sign_in(telephone, pin="602948")
        clock.move(hours=12)

    sign_in(telephone, pin="602948")
    clock.move(hours=11, minutes=59)
    still = sign_in(telephone)
    clock.move(minutes=2)

    assert TOO_MANY in still.text
    assert sign_in(telephone).status_code == 303


def test_the_right_pin_forgets_the_failures_before_it(telephone, db):
    for _ in range(4):
        sign_in(telephone, pin="602948")

    sign_in(telephone)

    assert db.session.scalars(select(Attempt)).all() == []


def test_what_a_stranger_tries_does_not_stop_the_owner(telephone):
    stranger = another_browser(telephone)
    for _ in range(8):
        sign_in(stranger, pin="602948")

    assert TOO_MANY in sign_in(stranger).text
    assert sign_in(telephone).status_code == 303


def test_failures_on_one_device_do_not_count_on_another_of_the_same_person(telephone, world, holder):
    newer = another_browser(telephone)
    newer.get(f"/activate?code={a_slip(world.actor('hanh'), holder.account)}")
    newer.fill("/activate/pin", pin=PIN, pin_again=PIN)
    newer.fill("/settings", form="/sign-out")
    for _ in range(6):
        sign_in(telephone, pin="602948")

    assert sign_in(newer).status_code == 303


def test_the_counter_tells_nobody_whose_number_was_tried(telephone, db):
    sign_in(another_browser(telephone), phone="0987654321")

    assert all("0987654321" not in one.key for one in db.session.scalars(select(Attempt)).all())


def test_one_device_serves_two_people_of_a_family_each_by_the_own_slip(telephone, world, db):
    other = a_holder(world.actor("hanh"), world.cell5, office=None, phone="0912481207")
    activated(telephone, other, pin="602948")
    telephone.fill("/settings", form="/sign-out")

    page = telephone.page("/sign-in")
    assert other.account.full_name in page.words
    wrong_person = telephone.send(page, form="/sign-in", account=other.account.ref, pin=PIN)
    right = telephone.fill("/sign-in", form="/sign-in", account=other.account.ref, pin="602948")

    assert wrong_person.status_code == 422
    assert right.status_code == 303


def test_a_new_slip_on_the_same_telephone_gives_a_new_pin(telephone, world, holder, db):
    telephone.get(f"/activate?code={a_slip(world.actor('hanh'), holder.account)}")
    telephone.fill("/activate/pin", pin="602948", pin_again="602948")
    telephone.fill("/settings", form="/sign-out")

    assert WRONG in sign_in(telephone).text
    assert sign_in(telephone, pin="602948").status_code == 303
    assert len(db.session.scalars(select(Device).where(Device.account_id == holder.account.id)).all()) == 1


def test_the_pin_is_stored_as_argon2_over_a_key_kept_elsewhere(telephone, db, holder):
    kept = db.session.scalars(select(Credential).where(Credential.account_id == holder.account.id)).one()

    assert kept.secret.startswith("$argon2id$")
    assert PIN not in kept.secret


def test_a_changed_pin_ends_the_sessions_elsewhere_and_is_told(client, world, holder, db):
    first = activated(client, holder)
    second = another_browser(client)
    second.get(f"/activate?code={a_slip(world.actor('hanh'), holder.account)}")
    second.fill("/activate/pin", pin=PIN, pin_again=PIN)
    first.fill("/sign-in", form="/sign-in", pin=PIN)

    answer = first.fill("/settings/pin", pin="602948", pin_again="602948")

    assert answer.location == "/settings"
    assert is_in(first)
    assert not is_in(second)
    rung = db.session.scalars(
        select(Notification.event).where(Notification.account_id == holder.account.id)
    ).all()
    assert "CredentialChanged" in rung


def test_changing_the_pin_asks_for_the_old_one_after_ten_minutes(client, clock, holder):
    activated(client, holder)
    clock.move(minutes=11)

    asked = client.get("/settings/pin")
    assert asked.location == "/step-up?next=/settings/pin"

    wrong = client.fill(asked.location, form="/step-up", pin="602948")
    right = client.fill(asked.location, form="/step-up", pin=PIN)

    assert "Mã PIN chưa đúng" in wrong.text
    assert right.location == "/settings/pin"
    assert client.get("/settings/pin").status_code == 200


def test_the_way_back_leads_only_to_this_site(telephone):
    assert sign_in(telephone, address="/sign-in?next=https://example.org/").location == "/"
    telephone.fill("/settings", form="/sign-out")
    assert sign_in(telephone, address="/sign-in?next=//example.org").location == "/"
    telephone.fill("/settings", form="/sign-out")
    assert sign_in(telephone, address="/sign-in?next=/settings/devices").location == "/settings/devices"


def test_five_failures_show_whom_to_call(telephone):
    for _ in range(6):
        answer = sign_in(telephone, pin="602948")

    assert "Lê Thị Hạnh" in answer.text
    assert "tel:" in answer.text
