"""What somebody can copy from a paper to have it compared, as it stands there."""

from datetime import date

from domain.papers.blocks import (
    Addressees,
    Heading,
    Letterhead,
    Paper,
    Signature,
    Signatures,
    Text,
    Ticks,
    Title,
    plain,
)

LEVELS = ("Tốt", "Khá", "Trung bình")


def a_sheet(ticked=2, **more):
    blocks = (
        Letterhead(issuer="Chi bộ 5", superior="Đảng bộ phường", number="01-BB/CB", **more),
        Title("PHIẾU NHẬN XÉT", ("Năm 2026",)),
        Addressees("Kính gửi:", ("Đảng ủy Thuế", "Chi bộ 2")),
        Text(plain("Họ và tên: Mai")),
        Heading("1. Tham gia sinh hoạt"),
        Ticks(LEVELS, ticked),
        Signatures(None, Signature(("T/M CHI ỦY", "BÍ THƯ"), "Phạm Tiến Dũng")),
    )
    return Paper("Phiếu", date(2026, 11, 20), blocks)


def test_a_line_is_there_as_the_paper_shows_it():
    lines = a_sheet().lines()

    for line in (
        "Số 01-BB/CB",
        "01-BB/CB",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Kính gửi: Đảng ủy Thuế",
        "Chi bộ 2",
        "T/M CHI ỦY",
        "Phạm Tiến Dũng",
        "Họ và tên: Mai",
    ):
        assert line in lines


def test_a_crossed_box_is_a_line_only_with_what_it_is_about():
    lines = a_sheet(ticked=2).lines()

    assert "1. Tham gia sinh hoạt: Khá" in lines
    assert "1. Tham gia sinh hoạt Khá" in lines
    assert not {*LEVELS, " ".join(LEVELS), "1. Tham gia sinh hoạt: Tốt"} & set(lines)
    assert set(a_sheet().boxes()) == {*LEVELS, " ".join(LEVELS)}


def test_measures_and_marks_of_the_house_are_no_lines():
    assert not {"True", "False", "1", "2", "left", "None"} & set(a_sheet().lines())


def test_a_row_in_which_nothing_is_crossed_says_nothing():
    assert [line for line in a_sheet(ticked=None).lines() if "Tham gia" in line] == ["1. Tham gia sinh hoạt"]
