"""Sign-in names and e-mail addresses."""

import pytest

from domain.accounts import email, sign_in_name
from domain.errors import Refused


@pytest.mark.parametrize("typed", ["le.hanh", "LE.HANH", "  le.hanh ", "h2o", "a" * 60, "van-phong_2"])
def test_a_name_that_every_keyboard_can_type(typed):
    assert sign_in_name(typed) == typed.strip().lower()


@pytest.mark.parametrize(
    "typed", ["", "ab", "lê hạnh", ".hanh", "hanh.", "a@b.vn", "a" * 61, "hạnh", "a b c"]
)
def test_other_names_are_refused_with_an_example(typed):
    with pytest.raises(Refused) as refused:
        sign_in_name(typed)

    assert sign_in_name(str(refused.value.params["example"]))


def test_the_example_is_made_of_what_was_typed():
    with pytest.raises(Refused) as refused:
        sign_in_name("Lê Thị Hạnh")

    assert refused.value.params["example"] == "le.thi.hanh"


def test_an_address_is_kept_as_typed():
    assert email(" Hanh.Le@example.vn ") == "Hanh.Le@example.vn"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hanh",
        "hanh@",
        "@example.vn",
        "hanh@example",
        "a@b.vn\nBcc: c@d.vn",
        "a@b.vn,c@d.vn",
        "lê@example.vn",
    ],
)
def test_anything_but_one_address_is_refused(typed):
    with pytest.raises(Refused):
        email(typed)
