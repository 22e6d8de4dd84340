"""The lists of both sides, one letter with its steps, the paper, taking a letter back."""

import pytest
from sqlalchemy import select

from domain.letters import content_from
from models import AccessEntry, IntroductionLetter, db
from models.vocabulary import LiaisonState
from tests.support.pages import Page

INDEX = "/introduction-letters/"


def letter_of(world, name):
    found = select(IntroductionLetter).where(IntroductionLetter.liaison_id == world.liaison(name).id)
    return db.session.scalars(found).one()


@pytest.mark.parametrize(
    ("who", "show", "sentence"),
    [
        ("kien", "drafts", "Trần Thị Nga (1991)"),
        ("kien", "returned", "Không có nhà ở đây"),
        ("kien", "sent", "Nguyễn Thị Hòa (1983)"),
        ("kien", "not_arrived", "Không có giấy giới thiệu nào chậm."),
        ("hang", "drafts", "Cấp ủy của đồng chí ký và gửi các giấy này."),
        ("luan", "sent", "Nguyễn Thị Hòa (1983)"),
        ("hanh", "", "Nguyễn Thị Hòa (1983)"),
        ("hanh", "received", "Vương Đình Sơn (1980)"),
        ("hanh", "awaiting", "Đậu Thùy Linh (1994)"),
        ("vinh", "", "Nguyễn Thị Hòa (1983)"),
        ("loc", "", "Đậu Thùy Linh (1994)"),
        ("sau", "", "Không có đảng viên nào chờ chi bộ xác nhận."),
        ("nhan", "", "Chưa có giấy giới thiệu đến."),
        ("nhan", "received", "Mọi đảng viên đã tiếp nhận đều đã được giới thiệu về chi bộ."),
        ("long", "drafts", "Không có dự thảo nào đang chờ."),
        ("long", "returned", "Không có giấy giới thiệu nào bị trả lại."),
    ],
)
def test_each_office_sees_its_letters_or_why_there_are_none(sign_in_as, who, show, sentence):
    page = sign_in_as(who).page(f"{INDEX}?show={show}" if show else INDEX)

    assert sentence in page.words


def test_a_list_nobody_knows_is_the_one_where_something_waits(sign_in_as):
    page = sign_in_as("kien").page(f"{INDEX}?show=x")

    assert "Bùi Mạnh Cường (1979)" in page.words  # a letter that came back goes before everything else


def test_the_workplace_reads_the_day_of_each_step(sign_in_as):
    page = sign_in_as("kien").page(f"{INDEX}?show=sent")

    assert "Chi bộ Tổ dân phố 5" in page.words
    assert "16/3/2026" in page.words


def test_a_letter_that_should_have_arrived_is_marked_on_both_sides(sign_in_as, clock):
    clock.move(days=31)

    for who in ("kien", "hanh"):
        page = sign_in_as(who).page(f"{INDEX}?show=not_arrived")
        assert "Quá hạn tiếp nhận, hạn 15/4/2026" in page.words


@pytest.mark.parametrize("who", ["kien", "hang", "hanh", "loc"])
def test_a_letter_is_open_to_both_sides_with_its_steps(world, sign_in_as, who):
    page = sign_in_as(who).page(f"{INDEX}{letter_of(world, 'linh').ref}")

    assert page.heading == "Giấy giới thiệu"
    assert "Đậu Thùy Linh" in page.words
    assert "Đậu Thùy Linh" not in page.title


def test_opening_a_letter_leaves_a_mark_for_the_member(world, sign_in_as):
    sign_in_as("hanh").page(f"{INDEX}{letter_of(world, 'linh').ref}")

    marks = db.session.scalars(select(AccessEntry).where(AccessEntry.member_id == world.linh.id)).all()
    assert [mark.page for mark in marks] == ["letters.show"]


@pytest.mark.parametrize(
    ("who", "name", "act"),
    [
        ("hanh", "hoa", "Tiếp nhận giấy giới thiệu"),
        ("hanh", "son", "Giới thiệu về chi bộ"),
        ("kien", "hoa", "Rút giấy giới thiệu"),
    ],
)
def test_a_letter_offers_the_next_act_to_the_office_whose_turn_it_is(world, sign_in_as, who, name, act):
    page = sign_in_as(who).page(f"{INDEX}{letter_of(world, name).ref}")

    assert act in [words for words, _address in page.links()]


@pytest.mark.parametrize("who", ["nhan", "long", "sau"])
def test_a_letter_out_of_sight_is_a_page_that_never_was(world, sign_in_as, who):
    letter = letter_of(world, "linh")
    browser = sign_in_as(who)

    for address in (letter.ref, f"{letter.ref}/print", f"batches/{letter.batch}"):
        assert browser.get(INDEX + address).status_code == 404


def test_the_paper_says_what_form_1_213_asks(world, sign_in_as):
    letter = letter_of(world, "hoa")
    page = sign_in_as("kien").page(f"{INDEX}{letter.ref}/print")
    content = content_from(letter.content)

    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ TỈNH NGHỆ AN",
        "ĐẢNG ỦY THUẾ TỈNH",
        f"Số {content.number}",
        "Nghệ An, ngày 16 tháng 3 năm 2026",
        "GIẤY GIỚI THIỆU",
        "Kính gửi:",
        "Giới thiệu đồng chí: Nguyễn Thị Hòa",
        "Sinh ngày 01 tháng 12 năm 1983.",
        "Đang sinh hoạt đảng tại: Chi bộ Phòng Nghiệp vụ",
        "T/M ĐẢNG ỦY",
        "ĐẢNG ỦY (CHI ỦY) NƠI CƯ TRÚ",
    ):
        assert words in page.words


def test_the_paper_names_the_exemption_and_days_known_in_part(world, sign_in_as):
    letter = letter_of(world, "hoa")
    letter.content = letter.content | {
        "category": "exempt",
        "born": "1983",
        "admitted": "2010-02",
        "official": None,
    }
    db.session.commit()

    page = sign_in_as("hanh").page(f"{INDEX}{letter.ref}/print")

    assert "Sinh năm 1983." in page.words
    assert "Vào Đảng tháng 02 năm 2010; công nhận đảng viên chính thức ngày" in page.words
    assert "miễn sinh hoạt nơi cư trú (Hướng dẫn số 33-HD/BTCTW" in page.words


def test_the_paper_is_vietnamese_on_an_english_page(world, sign_in_as):
    browser = sign_in_as("kien")
    browser.set_cookie("language", "en", domain="localhost")
    answer = browser.get(f"{INDEX}{letter_of(world, 'hoa').ref}/print")

    assert 'lang="vi"' in answer.text
    assert "GIẤY GIỚI THIỆU" in answer.text


def test_markup_in_a_name_is_text_on_the_paper(world, sign_in_as):
    letter = letter_of(world, "hoa")
    letter.content = letter.content | {"name": "<script>alert(1)</script>"}
    db.session.commit()

    answer = sign_in_as("kien").get(f"{INDEX}{letter.ref}/print")

    assert "&lt;script&gt;" in answer.text


def test_a_letter_is_taken_back_with_a_reason(world, sign_in_as):
    browser = sign_in_as("kien")
    address = f"{INDEX}{letter_of(world, 'hoa').ref}/withdraw"
    missing = browser.fill(address, form="/withdraw")
    done = browser.fill(address, form="/withdraw", reason="Nhầm phường")

    assert "Đồng chí ghi lý do." in Page(missing.text).words
    assert done.status_code == 303
    assert world.liaison("hoa").state is LiaisonState.ENDED


def test_a_letter_received_meanwhile_is_not_taken_back(world, sign_in_as):
    answer = sign_in_as("kien").fill(
        f"{INDEX}{letter_of(world, 'son').ref}/withdraw", form="/withdraw", reason="Nhầm phường"
    )

    assert answer.status_code == 422
    assert "Giấy giới thiệu đã được tiếp nhận" in Page(answer.text).words


@pytest.mark.parametrize("address", ["", "x", "000000000000", "000000000000/print", "batches/000000000000"])
def test_addresses_that_lead_nowhere_are_not_found(sign_in_as, address):
    answer = sign_in_as("kien").get(INDEX + address)

    assert answer.status_code == (200 if address == "" else 404)


@pytest.mark.parametrize("who", ["que", "luan"])
def test_who_may_not_read_addresses_reads_the_letter_and_prints_none(world, sign_in_as, who):
    browser, letter = sign_in_as(who), letter_of(world, "hoa")

    page = browser.page(f"{INDEX}{letter.ref}")

    assert content_from(letter.content).residence not in page.words
    assert not [address for _words, address in page.links() if address.endswith("/print")]
    for address in (f"{letter.ref}/print", f"batches/{letter.batch}"):
        assert browser.get(INDEX + address).status_code == 403
