"""Old Vietnamese fonts recognised, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import encodings
from domain.encodings import TCVN3, VNI, Recognised, recognise

FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Lương Lữ Lầu Moong Xồng Vi Tô Hà"
MIDDLES = "Văn Thị Hữu Đình Quốc Ngọc Thị Thanh Thị Hồng Bá Hoài Trọng Thuý Xuân"
GIVEN_NAMES = (
    "An Ánh Ân Bích Đạt Đức Dũng Hải Hằng Hiếu Hòa Hoà Huệ Hưng Khỏe Lộc Mỹ Nghĩa Oanh Phượng Quỳnh Thủy Thuỷ "
    "Tuyết Ước Vượng Xuyến Ý Khuê Thoa Tuân Tú Hà Bá Thái Hoè Luân"
)
VIETNAMESE_NAMES = st.builds(
    lambda family, middle, given, form: unicodedata.normalize(form, f"{family} {middle} {given}"),
    st.sampled_from(FAMILIES.split()),
    st.sampled_from(MIDDLES.split()),
    st.sampled_from(GIVEN_NAMES.split()),
    st.sampled_from(["NFC", "NFD"]),
)
FOREIGN_WORDS = (
    "José María Peña Núñez Raúl Saúl João Gonçalves Leão François René Zoé Noël Loïc Haïm Naïm Chloé Agnès Hélène "
    "Müller Jürgen Schröder Großmann Bö Göran Åse Søren Bjørn Ångström Æsa Þór Guðrún Seán Siobhán Ó Éamonn Piñata "
    "Beyoncé Anaïs Moïse Öst Dvořák Łukasz Škoda Özil Gül Wang Smith Tran Anna Luz Ksor Niê H'Blơ Rơ"
)


@pytest.mark.parametrize(
    ("encoding", "written", "text"),
    [
        (TCVN3, "TrÇn H÷u §¹t", "Trần Hữu Đạt"),
        (TCVN3, "NguyÔn V¨n H¶i", "Nguyễn Văn Hải"),
        (TCVN3, "Hå ChÝ Minh", "Hồ Chí Minh"),
        (TCVN3, "L\u00ad¬ng ThÞ", "Lương Thị"),
        (TCVN3, "TRÇN H÷U §¹T", "TRẦN HỮU ĐẠT"),
        (TCVN3, "153 ®\u00adêng Lý Tù Träng", "153 đường Lý Tự Trọng"),
        (TCVN3, "UBND tØnh", "UBND tỉnh"),
        (TCVN3, "Chi bé Tæ d©n phè 5", "Chi bộ Tổ dân phố 5"),
        (VNI, "Nguyeãn Vaên Haûi", "Nguyễn Văn Hải"),
        (VNI, "Traàn Höõu Ñaït", "Trần Hữu Đạt"),
        (VNI, "Phan Thò Haèng", "Phan Thị Hằng"),
        (VNI, "NGUYEÃN VAÊN HAÛI", "NGUYỄN VĂN HẢI"),
        (VNI, "Chi boä Toå daân phoá 5", "Chi bộ Tổ dân phố 5"),
    ],
)
def test_an_old_text_is_recognised_with_certainty(encoding, written, text):
    assert recognise(written) == Recognised(encoding, text, is_certain=True)


def in_old_letters(name, table):
    """The name in an old encoding; a capital that it lacks is typed small, as people did."""
    by_letter = {read: written for written, read in table.items()}
    letters = unicodedata.normalize("NFC", name)
    return "".join(by_letter.get(char) or by_letter.get(char.lower(), char) for char in letters)


@given(VIETNAMESE_NAMES, st.sampled_from([(TCVN3, encodings._TCVN3), (VNI, encodings._VNI)]))
def test_what_is_recognised_reads_as_it_was_meant(name, encoding_and_table):
    encoding, table = encoding_and_table
    name = unicodedata.normalize("NFC", name)

    found = recognise(in_old_letters(name, table))

    assert found is None or found.encoding != encoding or found.text.casefold() == name.casefold()


@pytest.mark.parametrize("given_name", GIVEN_NAMES.split())
@pytest.mark.parametrize("table", [encodings._TCVN3, encodings._VNI])
def test_a_name_with_a_usual_middle_name_never_slips_through(given_name, table):
    for name in (f"Nguyễn Văn {given_name}", f"Trần Thị {given_name}"):
        found = recognise(in_old_letters(name, table))
        assert found is not None
        assert found.text.casefold() == name.casefold()


@given(VIETNAMESE_NAMES)
def test_correct_vietnamese_is_left_alone(name):
    assert recognise(name) is None
    assert recognise(name.upper()) is None


@given(st.lists(st.sampled_from(FOREIGN_WORDS.split()), min_size=1, max_size=4))
def test_foreign_names_are_never_taken_for_certain(words):
    found = recognise(" ".join(words))

    assert found is None or not found.is_certain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguyen Van An",
        "30 £",
        "Giá 10 £",
        "§ 5",
        "100 µ",
        "José Müller",
        "Loïc Tran",
        "Mª Luz",
        "Vũ § An",
    ],
)
def test_signs_and_single_foreign_words_prove_nothing(text):
    assert recognise(text) is None


def test_two_words_without_a_clear_trace_are_only_likely():
    assert recognise("Loïc Haïm") == Recognised(VNI, "Lọc Hạm", is_certain=False)


def test_the_table_of_tcvn3_has_its_74_letters():
    assert len(encodings._TCVN3) == 74
    assert len(set(encodings._TCVN3.values())) == 74
