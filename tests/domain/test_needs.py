"""What a need and a strength must say."""

from datetime import date

import pytest

from domain.needs import MOST_PEOPLE, objections_to_need, objections_to_strength
from models.vocabulary import Competence

TODAY = date(2026, 3, 16)


def test_a_need_of_today_for_one_person_is_enough():
    assert list(objections_to_need("Sửa điện", TODAY, 1, TODAY)) == []


@pytest.mark.parametrize("people", [0, -1, MOST_PEOPLE + 1, 10**30])
def test_everything_wrong_is_told_at_once(people):
    found = objections_to_need("", date(2026, 3, 15), people, TODAY)

    assert [refused.field for refused in found] == ["text", "on", "people"]


def test_only_something_else_needs_words():
    assert list(objections_to_strength(Competence.HEALTH, None)) == []
    assert list(objections_to_strength(Competence.OTHER, "Viết chữ đẹp")) == []
    assert [refused.field for refused in objections_to_strength(Competence.OTHER, None)] == ["words"]


def test_a_mark_of_secrecy_is_refused():
    found = [
        *objections_to_need("Chép tài liệu MẬT", TODAY, 1, TODAY),
        *objections_to_strength(Competence.LAW, "Quản lý tài liệu TỐI MẬT"),
    ]

    assert [refused.field for refused in found] == ["text", "words"]
