"""Sentences of papers: places to fill, parts that fall away, bold words, and what an office says instead."""

import pytest

from domain.papers.blocks import Run
from domain.papers.wording import Content, amended, filled, rewritten

VALUES = {"name": "Nguyễn Thị Mai", "sex": "Nữ", "place": ""}


def test_places_are_filled_and_words_between_stars_are_bold():
    assert filled("Giới thiệu *{name}*, {sex}.", VALUES) == (
        Run("Giới thiệu "),
        Run("Nguyễn Thị Mai", bold=True),
        Run(", Nữ."),
    )


def test_a_part_falls_away_when_the_record_says_nothing():
    assert filled("{name}[; ở {place}][; {sex}]", VALUES) == (Run("Nguyễn Thị Mai; Nữ"),)


@pytest.mark.parametrize("name", ["a*b*c", "[x]", "{sex}", "<b>&#$@*_\\", "*"])
def test_what_is_filled_in_is_never_read_as_a_sentence(name):
    assert filled("{name}", {"name": name, "sex": "Nữ"}) == (Run(name),)


def test_what_an_office_says_stands_in_place_of_the_original_and_nothing_else_changes():
    original: Content = {"letter": {"title": "A", "to": "B"}, "layout": {"top": 20}}

    said = amended(original, {"letter.title": "C", "letter.gone": "D", "layout": {"top": 25}})

    assert said == {"letter": {"title": "C", "to": "B"}, "layout": {"top": 25}}
    assert original["letter"]["title"] == "A"


@pytest.mark.parametrize("said", ["A", None])
def test_what_says_the_same_as_the_original_is_no_change(said):
    original = {"letter": {"title": "A", "to": "B"}}

    assert rewritten(original, {"letter.title": "C", "letter.to": "D"}, "letter.title", said) == {
        "letter.to": "D"
    }
