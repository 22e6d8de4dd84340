"""The code of a paper: a slip of the pen is told from a code that is none of ours."""

import random

import pytest

from domain.errors import Refused
from domain.papers.codes import LENGTH, SIGNS, line_as_compared, read_code, shown, with_check

DICE = random.Random(213)
CODES = ["".join(DICE.choice(SIGNS) for _ in range(LENGTH - 1)) for _ in range(20)]


def test_a_code_is_read_in_any_hand():
    code = with_check("ABCDE2345")

    for typed in (
        code,
        shown(code),
        code.lower(),
        f" {code[:3]}-{code[3:]} ",
        "".join(chr(ord(one) + 0xFEE0) for one in code),
    ):
        assert read_code(typed) == code


@pytest.mark.parametrize("body", CODES)
def test_every_single_slip_is_noticed(body):
    code = with_check(body)
    for at in range(LENGTH):
        for sign in set(SIGNS) - {code[at]}:
            with pytest.raises(Refused):
                read_code(code[:at] + sign + code[at + 1 :])


@pytest.mark.parametrize("body", CODES)
def test_every_exchange_of_neighbours_is_noticed(body):
    code = with_check(body)
    for at in range(LENGTH - 1):
        slip = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if slip != code:
            with pytest.raises(Refused):
                read_code(slip)


@pytest.mark.parametrize("typed", ["", "ABC", "A" * 11, "ABCDE2345O", "١٢٣٤٥٦٧٨٩٠", "ABCDE 2345\x00"])
def test_what_is_no_code_is_refused_in_words(typed):
    with pytest.raises(Refused):
        read_code(typed)


def test_a_line_is_compared_without_capitals_gaps_and_composition():
    assert line_as_compared("  Nguyê\u0303n  Thị MAI; ") == line_as_compared("nguyễn thị mai")
    assert line_as_compared("Nguyễn Thị Mai") != line_as_compared("Nguyễn Thị Mại")
