"""The first administrator: one address, once, and a second factor before anything else opens."""

import re
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as time
from domain.errors import Refused
from models import Account, Mandate, Organisation
from models.vocabulary import Office, OrganisationKind
from services.places import load_places
from services.reference import TWO_TIERS, rule_set, units
from services.rulesets import load_rule_set
from services.set_up import set_up_address
from tests.support.slips import another_browser

PASSWORD = "bò vàng ngủ"
WHO = {"full_name": "Vũ Minh Khôi", "sign_in_name": "khoi.vu", "province": "40"}


@pytest.fixture
def address(db):
    load_places(Actor.worker(), [one for one in units() if one.code in ("40", "16690")], TWO_TIERS)
    load_rule_set(Actor.worker(), rule_set())
    return set_up_address().removeprefix("http://localhost")


def set_up(browser, address, **typed):
    browser.get(address)
    values = {"password": PASSWORD, "password_again": PASSWORD} | WHO | typed
    return browser.fill("/set-up", **values)


def test_from_the_printed_address_to_the_first_page_with_an_authenticator(client, db, address):
    answer = set_up(client, address)
    assert answer.location == "/settings/second-factor"

    shut = client.get("/organisations/")
    enrol = client.get("/settings/second-factor/authenticator")
    secret = re.findall(r'<p class="code">([A-Z2-7 ]+)</p>', enrol.text)[0].replace(" ", "")
    client.fill("/settings/second-factor/authenticator", code=pyotp.TOTP(secret).at(time.now()))

    assert shut.location == "/settings/second-factor"
    assert client.get("/organisations/").status_code == 200
    assert "Lập đảng ủy xã, phường, đặc khu đầu tiên" in client.get("/").text, "what to do first"
    mandate = db.session.scalars(select(Mandate)).one()
    committee = db.session.get_one(Organisation, mandate.organisation_id)
    assert mandate.office is Office.ADMINISTRATOR
    assert committee.kind is OrganisationKind.PROVINCE_COMMITTEE


def test_the_way_out_and_help_stay_open_without_a_second_factor(client, address):
    set_up(client, address)

    assert client.get("/help/").status_code == 200
    assert client.get("/settings").status_code == 200
    assert client.fill("/settings", form="/sign-out").status_code == 303


def test_the_token_leaves_the_address(client, address):
    assert client.get(address).location == "/set-up"


def test_the_page_is_gone_after_the_first_administrator(client, address):
    set_up(client, address)
    other = another_browser(client)
    other.get(address)

    assert other.get("/set-up").status_code == 404
    with pytest.raises(Refused, match="administrator already"):
        set_up_address()


def test_the_address_is_good_for_half_an_hour(client, clock, address):
    clock.move(minutes=29)
    client.get(address)
    in_time = client.get("/set-up").status_code
    clock.move(minutes=2)

    assert in_time == 200
    assert client.get("/set-up").status_code == 404


def test_a_new_address_makes_the_old_one_useless(client, address):
    set_up_address()
    client.get(address)

    assert client.get("/set-up").status_code == 404


def test_without_the_token_there_is_nothing(client, address):
    assert client.get("/set-up").status_code == 404
    client.get("/set-up?token=guessed")
    assert client.get("/set-up").status_code == 404


def test_the_token_is_kept_as_a_fingerprint_for_the_owner_only(app, address):
    kept = Path(app.instance_path) / "set-up.json"

    assert address.partition("token=")[2] not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_all_that_is_missing_is_said_at_once(client, address):
    client.get(address)

    answer = client.fill("/set-up", full_name="", sign_in_name="lê", password="", province=None)

    assert answer.status_code == 422
    assert "Có 4 chỗ cần sửa" in answer.text


@pytest.mark.parametrize("weak", ["k7#Qz!m", "matkhau1", "vuminhkhoi", "khoi.vu.khoi"])
def test_the_rule_of_passwords_holds_here_too(client, db, address, weak):
    answer = set_up(client, address, password=weak, password_again=weak)

    assert answer.status_code == 422
    assert db.session.scalars(select(Account)).all() == []


def test_an_administrator_without_a_second_factor_is_stopped_at_every_page(client, app, address):
    set_up(client, address)

    for address_shut in ("/", "/accounts/", "/trail/", "/notifications/", "/mandates/vacant"):
        assert client.get(address_shut).location == "/settings/second-factor", address_shut
