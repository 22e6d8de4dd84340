"""Paths of organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.paths import below_range, child_path, covers, moved

PATHS = st.lists(st.integers(1, 2000), min_size=1, max_size=6).map(lambda ids: "".join(f"{i}." for i in ids))


def test_a_child_hangs_below_its_parent():
    assert child_path("", 1) == "1."
    assert child_path("1.7.", 23) == "1.7.23."


@pytest.mark.parametrize(
    ("path", "other", "is_covered"),
    [
        ("1.7.", "1.7.", True),
        ("1.7.", "1.7.23.", True),
        ("1.7.", "1.", False),
        ("1.2.", "1.20.", False),
        ("", "1.7.", False),
    ],
)
def test_a_branch_covers_itself_and_what_is_below(path, other, is_covered):
    assert covers(path, other) is is_covered


def test_the_range_below_ends_where_the_next_sibling_may_begin():
    assert below_range("1.7.") == ("1.7.", "1.7/")


@given(PATHS, PATHS)
def test_the_range_holds_exactly_the_covered_paths(path, other):
    low, high = below_range(path)

    assert (low <= other < high) is covers(path, other)


def test_a_branch_moves_with_all_below_it():
    assert moved("1.7.23.", "1.7.", "1.9.7.") == "1.9.7.23."


@pytest.mark.parametrize("call", [lambda: below_range("1.7"), lambda: moved("1.70.", "1.7.", "1.9.")])
def test_what_is_no_branch_is_a_mistake_of_the_program(call):
    with pytest.raises(ValueError, match=r"dot|branch"):
        call()
