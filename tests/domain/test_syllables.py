"""What a Vietnamese syllable can look like."""

import unicodedata

import pytest

from domain.syllables import is_plain_syllable, is_syllable, with_either_tone_place

WORDS = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Vi Lương Lữ Lầu Moong Xồng Quách Giáp Giang Gìn "
    "Quỳnh Quyết Quý Quốc Khuê Khuyến Thuở Uyên Yên Ý Oanh Nghĩa Nghiêm Hoà Hòa Thuỷ Thủy Khỏe Khoẻ Ngoạn Kiều "
    "Tuyết Nguyệt Thục Ước Hậu Bích Mạch Hợp Đạt Phượng Hựu"
)


@pytest.mark.parametrize("word", WORDS.split())
def test_words_of_vietnamese_names_are_syllables(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word.upper()))


@pytest.mark.parametrize(
    "word", ["NguyÔn", "TrÇn", "Höõu", "Ñaït", "José", "Müller", "Göt", "Gửt", "strong", "", "ắá", "b"]
)
def test_other_words_are_not(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "is_one"), [("nguyen", True), ("duong", True), ("nguyeenx", False), ("hans", False)]
)
def test_a_syllable_typed_without_marks_is_known_as_one(word, is_one):
    assert is_plain_syllable(word) is is_one


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("hòa", {"hòa", "hoà"}),
        ("hoà", {"hòa", "hoà"}),
        ("Hoè", {"Hòe", "Hoè"}),
        ("Thúy", {"Thúy", "Thuý"}),
        ("thuỷ", {"thủy", "thuỷ"}),
        ("quý", {"quý"}),
        ("Quỳ", {"Quỳ"}),
        ("hoa", {"hoa"}),
        ("toàn", {"toàn"}),
        ("Nguyễn", {"Nguyễn"}),
        ("mười", {"mười"}),
        ("", {""}),
    ],
)
def test_a_tone_may_stand_on_either_vowel_where_two_habits_exist(word, spellings):
    assert set(with_either_tone_place(word)) == spellings
