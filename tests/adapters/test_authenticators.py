"""Codes of an authenticator, and codes people type from paper."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from adapters import authenticators

NOW = datetime(2026, 3, 16, 2, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "is_taken"), [(0, True), (-30, True), (30, True), (-60, False), (60, False)]
)
def test_a_code_is_taken_one_step_early_or_late(seconds, is_taken):
    secret = authenticators.new_secret()
    code = pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))

    assert (authenticators.step_of(secret, code, NOW) is not None) is is_taken


def test_the_step_of_a_code_grows_with_time():
    secret = authenticators.new_secret()
    totp = pyotp.TOTP(secret)
    first = authenticators.step_of(secret, totp.at(NOW), NOW)
    later = NOW + timedelta(seconds=30)

    assert first is not None
    assert authenticators.step_of(secret, totp.at(later), later) == first + 1


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "1" * 500])
def test_what_is_no_code_has_no_step(code):
    assert authenticators.step_of(authenticators.new_secret(), code, NOW) is None


def test_printed_codes_have_no_letters_that_look_alike():
    letters = set("".join(authenticators.new_code() for _ in range(500)))

    assert not letters & set("01OIL")
    assert len(letters) == 31


def test_no_two_codes_are_alike():
    assert len({authenticators.new_code() for _ in range(5000)}) == 5000


@pytest.mark.parametrize("typed", ["abcd2345", "ABCD 2345", " abcd-2345 ", "ab cd 23 45", "ABCD\u00a02345"])
def test_a_code_may_be_typed_in_any_way(typed):
    assert authenticators.typed_code(typed) == "ABCD2345"


def test_a_code_is_printed_in_groups():
    assert authenticators.in_groups("ABCD2345") == "ABCD 2345"


def test_the_address_for_the_application_names_the_book():
    address = authenticators.address("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "Lê Thị Hạnh", "Sổ liên hệ 213")

    assert address.startswith("otpauth://totp/")
    assert "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" in address
