"""Sentences of papers: places to fill, parts that fall away, bold words, and what may not be written."""

import pytest

from adapters import reference
from domain.papers.blocks import Run
from domain.papers.letter import values_of
from domain.papers.wording import filled, objection_to, read_wording
from tests.support.letters import a_content

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


@pytest.mark.parametrize("sentence", ["{nobody}", "{name", "name}", "[x", "x]", "a * b", "[a [b] c]"])
def test_a_sentence_that_could_not_be_filled_is_refused(sentence):
    assert objection_to(sentence, frozenset(VALUES), field="text") is not None


def test_a_sound_sentence_is_taken():
    assert objection_to("Đồng chí *{name}*[; {sex}].", frozenset(VALUES), field="text") is None


def test_the_sentences_of_the_letter_name_only_what_a_letter_knows():
    known = frozenset(values_of(a_content()))
    sentences = read_wording(reference.document("papers.toml")).of("letter")

    assert [key for key, one in sentences.items() if objection_to(one, known, field=key)] == []
