"""Words typed in Telex by mistake."""

import pytest

from domain.telex import understood


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("nguyeenx", "nguyen"),
        ("nguyeexn", "nguyen"),
        ("tuaans", "tuan"),
        ("dduwowngf", "duong"),
        ("quoocs", "quoc"),
        ("xuaan", "xuan"),
        ("ddatj", "dat"),
        ("huwxu", "huu"),
        ("thanhf", "thanh"),
        ("ddwcs", "duc"),
    ],
)
def test_a_word_that_makes_sense_only_as_telex_is_understood(typed, plain):
    assert understood(typed) == (plain,)


@pytest.mark.parametrize("typed", ["nguyen", "xuan", "moong", "son", "45", "smith", ""])
def test_a_word_that_makes_sense_as_it_stands_or_not_at_all_has_no_other_reading(typed):
    assert understood(typed) == ()
