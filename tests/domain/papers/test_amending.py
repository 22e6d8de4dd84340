"""What an office may write into papers: told all at once, and nothing that could not be printed."""

import pytest

from domain.papers.amending import MARGINS, objections_to_layout, objections_to_words
from domain.papers.blocks import Layout
from domain.papers.places import BESIDES, PAPERS, PLACES, places_of
from domain.papers.wording import LAYOUT, SYMBOLS
from queries.wording import product

PERSON = product()["letter"]["person"]


def said_against(text, key="person", part="letter", original=None):
    original = product()[part][key] if original is None else original
    return [str(one) for one in objections_to_words(part, key, text, original)]


@pytest.mark.parametrize(
    "text",
    [
        PERSON,
        "Xin giới thiệu: *{name}*[ ({sex})], sinh {born}.",
        "{name}",
        "Đảng viên {name}, 100% <b>&#$@_ \\",
    ],
)
def test_a_sound_sentence_is_taken(text):
    assert said_against(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{name} {nobody}", "This sentence knows no {nobody}; it knows {admitted}, {basis}"),
        ("{name} {họ tên}", "knows no {họ tên}"),
        ("{name} {Name}", "knows no {Name}"),
        ("{name} {}", "knows no {}"),
        ("Đồng chí này", "The paper cannot do without {name}"),
        ("{name} [x", "A bracket"),
        ("{name} x]", "A bracket"),
        ("{name", "A bracket"),
        ("name}", "A bracket"),
        ("{name} ]; {sex}[", "A bracket"),
        ("[a [b {sex}] c] {name}", "A bracket"),
        ("{name} [chữ]", "What stands in [ ] needs a place to fill"),
        ("*{name}", "Put a star"),
        ("*{name} [a* {sex}]", "Put a star"),
        ("{name}" + "x" * 600, "Shorten this to 600 characters."),
        ("{name} TUYỆT MẬT", "Classified content"),
    ],
)
def test_a_sentence_that_could_not_be_printed_is_refused_with_what_to_write(text, said):
    assert any(said in one for one in said_against(text))


def test_all_that_is_wrong_is_told_at_once():
    assert len(said_against("{nobody} [x *")) == 4


def test_the_name_of_a_file_never_tells_of_whom_it_is():
    assert "knows no {name}; it knows {number}" in " ".join(said_against("Giấy {name} {number}", "file_name"))
    assert said_against("Phiếu {code}", "file_name", "slips") == [
        "This sentence has no place to fill; take out {code}."
    ]


def test_every_original_sentence_would_be_taken_as_it_is_and_every_paper_has_a_name_and_places():
    parts = {part: words for part, words in product().items() if part not in (LAYOUT, *BESIDES)}

    assert list(parts) == list(PAPERS)
    refused = [
        (part, key, said)
        for part, words in {**product(), LAYOUT: {}}.items()
        for key, text in words.items()
        if (said := said_against(text, key, part))
    ]
    assert refused == []
    assert set().union(*(places_of(kind, "") for kind in PAPERS)) == set(PLACES)


@pytest.mark.parametrize("symbol", ["ĐU", "TU", "CB", "ĐU.K1", "BTV-TU", "CB5"])
def test_a_symbol_in_capital_letters_is_taken(symbol):
    assert said_against(symbol, "cell", SYMBOLS) == []


@pytest.mark.parametrize(
    "symbol", ["cb", "C B", "CB/ĐU", "", "5", "-CB", "CB-", "C_B", "ABCDEFGHIJK", "{cell}", "*CB*"]
)
def test_any_other_symbol_is_refused(symbol):
    assert len(said_against(symbol, "cell", SYMBOLS)) == 1


@pytest.mark.parametrize(
    ("layout", "fields"),
    [
        (Layout(), []),
        (Layout(10, 50, 10, 50, 12), []),
        (Layout(9, 51, -1, 1000, 17), ["top", "bottom", "left", "right", "size"]),
        (Layout(size=11), ["size"]),
    ],
)
def test_margins_and_size_stay_within_what_can_be_read_and_are_told_on_their_fields(layout, fields):
    assert [one.field for one in objections_to_layout(layout)] == fields


def test_between_the_widest_margins_a_line_is_still_100_mm_long():
    assert 210 - 2 * MARGINS[1] >= 100
