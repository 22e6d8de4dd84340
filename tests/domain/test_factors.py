"""Who must prove himself or herself twice, and how long a password must be."""

import pytest

from domain.errors import Refused
from domain.factors import check_length, must_have_factor
from models.vocabulary import Office


@pytest.mark.parametrize(
    ("offices", "strict", "demonstration", "must"),
    [
        ([Office.ADMINISTRATOR], False, False, True),
        ([Office.ADMINISTRATOR], False, True, False),
        ([Office.STAFF], False, False, False),
        ([Office.STAFF], True, False, True),
        ([Office.OVERSEER], True, False, True),
        ([Office.SECRETARY, Office.DEPUTY], True, False, False),
        ([Office.SECRETARY, Office.ADMINISTRATOR], False, False, True),
        ([], True, False, False),
        ([None], True, False, False),
    ],
)
def test_administrators_always_and_staff_under_the_strict_profile(offices, strict, demonstration, must):
    assert must_have_factor(offices, strict=strict, demonstration=demonstration) is must


@pytest.mark.parametrize(
    ("length", "alone", "beside"), [(7, False, False), (8, False, True), (14, False, True), (15, True, True)]
)
def test_fifteen_characters_alone_or_eight_beside_a_factor(length, alone, beside):
    assert is_long_enough("ă" * length, has_factor=False) is alone
    assert is_long_enough("ă" * length, has_factor=True) is beside


def is_long_enough(password, *, has_factor):
    try:
        check_length(password, has_factor=has_factor)
    except Refused:
        return False
    return True
