"""Numbers as people write them beside a paper list."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.paper_numbers import objection_to_unknown, read_numbers, written


@pytest.mark.parametrize(
    "text",
    ["3, 9 14", "3 9,14", "3;9;14", "3.9.14", " 14 ,9;; 3 ", "3/9/14", "3, 9 và 14", "số 3, số 9, số 14", "3,9,14,9",
     "03 009 14", "3,\u00a09\t14"],
)  # fmt: skip
def test_numbers_are_read_however_they_are_parted(text):
    assert read_numbers(text) == {3, 9, 14}


@pytest.mark.parametrize("text", ["3-5", "3 - 5", "3–5", "5-3", "3-5, 4"])
def test_a_dash_stands_for_the_numbers_between(text):
    assert read_numbers(text) == {3, 4, 5}


def test_a_lone_nought_says_that_nobody_is_absent():
    assert read_numbers("0") == frozenset()
    assert read_numbers("0, 3") == {0, 3}  # there is no number 0 on a list, and it is told


@pytest.mark.parametrize(
    "text", ["3a", "An", "3, x, 9", "-5", "3--5", "1-2-3", "12345", "9" * 500, "３ và ٣"]
)
def test_what_is_no_number_is_shown_again(text):
    with pytest.raises(Refused) as refused:
        read_numbers(text)

    assert len(str(refused.value)) < 200


@given(st.frozensets(st.integers(1, 9999), min_size=1))
def test_numbers_come_back_as_they_were_written(numbers):
    assert read_numbers(written(numbers)) == numbers


def test_nobody_comes_back_as_nobody():
    assert read_numbers(written(())) == frozenset()


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_in_words(text):
    with suppress(Refused):
        assert all(0 <= number <= 9999 for number in read_numbers(text))


def test_a_number_that_is_not_on_the_list_is_named():
    refused = objection_to_unknown({3, 41, 57}, range(1, 41))

    assert refused is not None
    assert str(refused) == "The list has no number 41, 57: it goes from 1 to 40."
    assert objection_to_unknown({3, 40}, range(1, 41)) is None
