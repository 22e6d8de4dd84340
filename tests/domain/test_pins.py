"""PINs that others would try first."""

import pytest

from domain.errors import Refused
from domain.pins import check_pin


@pytest.mark.parametrize("pin", ["480527", "135790", "902817", "112358", "010203"])
def test_six_ordinary_digits_are_a_pin(pin):
    check_pin(pin, born="1988-05-12", phone="0912345678")


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_a_pin_is_six_digits(pin):
    with pytest.raises(Refused, match="6 digits"):
        check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["000000", "999999", "123456", "012345", "654321", "987654", "121212", "123123"]
)
def test_repeated_digits_and_runs_are_refused(pin):
    with pytest.raises(Refused, match="easy to guess"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["120588", "880512", "051288", "121988", "198812", "051988", "198805"])
def test_the_own_birth_date_is_refused_however_it_is_written(pin):
    with pytest.raises(Refused, match="date of birth"):
        check_pin(pin, born="1988-05-12")


@pytest.mark.parametrize(
    ("born", "pin"), [("1988-05", "051988"), ("1988-05", "198805"), ("1975-3-12", "1231975")]
)
def test_of_a_date_known_in_part_the_part_is_refused(born, pin):
    with pytest.raises(Refused):
        check_pin(pin, born=born)


def test_a_year_alone_leaves_all_pins():
    check_pin("198805", born="1988")


def test_the_end_of_the_own_number_is_refused():
    with pytest.raises(Refused, match="phone number"):
        check_pin("481207", phone="0912481207")
