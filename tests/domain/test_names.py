"""Vietnamese names: kept, found, sorted, compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.names import (
    LONGEST_KEY,
    LONGEST_NAME,
    clean,
    fold,
    full_name,
    given_name,
    same_name,
    search_words,
    sort_key,
    title_key,
)

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ", min_size=1
)
NAMES = st.lists(VIETNAMESE, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn  Quang  Tiến", "Nguyễn Quang Tiến"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Kim Oanh"), "Nguyễn Thị Kim Oanh"),
        ("Trần\u00a0Thị\u200b Mai\ufeff", "Trần Thị Mai"),
        ("Ðặng Văn Ða", "Đặng Văn Đa"),
        ("Lê\tVăn\r\nAn\x00", "Lê Văn An"),
        ("Hoà", "Hoà"),
        ("\u200b \u00ad", ""),
    ],
)
def test_a_text_is_kept_as_typed_without_what_cannot_be_seen(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_and_folding_twice_change_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_is_never_longer_than_the_text(text):
    assert len(fold(clean(text))) <= len(clean(text))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Trần Hữu Đạt", "tran huu dat"),
        ("ĐẢNG ỦY", "dang uy"),
        ("Chi bộ Phòng Giá – Công sản", "chi bo phong gia cong san"),
        ("Thuỷ", "thuy"),
        ("Thủy", "thuy"),
        ("H'Hen Niê", "h hen nie"),
        ("45/QĐ-UBND", "45 qd ubnd"),
        ("L\u00adương", "luong"),
    ],
)
def test_a_folded_name_has_no_marks_and_no_punctuation(name, folded):
    assert fold(name) == folded


@given(NAMES)
def test_normal_form_and_case_do_not_matter_when_folded(name):
    assert fold(unicodedata.normalize("NFD", name.upper())) == fold(name)


@pytest.mark.parametrize(("old", "new"), [("Hoà", "Hòa"), ("thuỷ", "Thủy"), ("KHOẺ", "khỏe")])
def test_old_and_new_tone_places_are_the_same_name(old, new):
    assert same_name(f"Nguyễn Văn {old}", unicodedata.normalize("NFD", f"nguyễn văn {new}"))


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoa"), ("Hòa", "Hóa"), ("An", "Ân"), ("Da", "Đa")])
def test_marks_tell_names_apart(one, other):
    assert not same_name(f"Lê Văn {one}", f"Lê Văn {other}")


def test_lists_are_in_vietnamese_order_of_given_family_and_middle_name():
    in_order = [
        "Bùi Văn An",
        "Trần Thị An",
        "Lê Văn Ánh",
        "Lê Thị Ân",
        "Vũ Thị Bình",
        "Lê Văn Dũng",
        "Cao Văn Đạt",
        "Hoàng Văn Em",
        "Đỗ Thị Hoa",
        "Bùi Thị Hòa",
        "Đỗ Thị Hoà",
        "Nguyễn Thị Lan",
        "Nguyễn Thị Hồng Lan",
        "Nguyễn Văn Lan",
        "Phạm Thị Lan",
        "Phạm Văn Minh",
        "Lê Văn Ngà",
        "Lê Văn Ơn",
        "Lê Văn Phong",
        "Lê Văn Tuấn",
        "Lê Văn Tùng",
        "Lê Văn Tụng",
        "Lê Văn Tư",
        "Lê Văn Ý",
    ]

    assert sorted(set(in_order), key=sort_key) == in_order


@pytest.mark.parametrize(
    "in_order",
    [
        "a an ang ă ăn â ân b d dy đ đa e en ê êm o oa ô ôn ơ p u uy ư ưng v x y",
        "la là lả lã lá lạ lan làn lản",
    ],
)
def test_letters_come_before_tones(in_order):
    words = in_order.split()

    assert sorted(set(words), key=sort_key) == words


@given(st.text(max_size=200))
def test_a_sort_key_is_ascii_and_fits_its_column(text):
    assert sort_key(text).isascii()
    assert len(sort_key(text)) <= LONGEST_KEY
    assert title_key(text).isascii()
    assert len(title_key(text)) <= LONGEST_KEY


@given(NAMES)
def test_a_sort_key_does_not_depend_on_normal_form_or_case(name):
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name.upper())


def test_cells_are_listed_by_their_number():
    cells = ["Chi bộ Tổ dân phố 10", "Chi bộ Tổ dân phố 2", "Chi bộ Tổ dân phố 1", "Chi bộ Khối 3"]

    assert sorted(cells, key=title_key) == [cells[3], cells[2], cells[1], cells[0]]


@pytest.mark.parametrize(("name", "given"), [("Nguyễn Văn An ", "An"), ("Mai", "Mai"), ("", "")])
def test_the_given_name_is_the_last_word(name, given):
    assert given_name(name) == given


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Đạt  TRẦN", [("dat",), ("tran",)]),
        ("nguyeenx", [("nguyeenx", "nguyen")]),
        ("an An", [("an",)]),
        ("  ", []),
    ],
)
def test_a_search_looks_for_every_word_in_any_order(query, words):
    assert search_words(query) == words


@pytest.mark.parametrize("name", ["H'Hen Niê", "Nguyễn Văn An (B)", "Y-Khoa Mlô", "Lê Thị Ngọc-Anh"])
def test_a_name_is_taken_as_people_write_it(name):
    assert full_name(f" {name} ") == name


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the full name, for example Nguyễn Văn An."),
        (" -. ", "Write the full name, for example Nguyễn Văn An."),
        ("<b>An</b>", "A name has letters only: leave out <>/"),
        ("=1+2 An", "A name has letters only: leave out =1+2"),
        ("A" * (LONGEST_NAME + 1), "Shorten this to 120 characters."),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_what_to_write(typed, sentence):
    with pytest.raises(Refused) as refused:
        full_name(typed, field="full_name")

    assert refused.value.field == "full_name"
    assert str(refused.value) == sentence
