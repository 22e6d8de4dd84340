"""Pages of letters that arrive: received, assigned, returned, one or many at once."""

import pytest
from sqlalchemy import select

from models import IntroductionLetter, Liaison, db
from models.vocabulary import LiaisonState
from tests.support import factories
from tests.support.pages import Page

INDEX = "/introduction-letters/"
BOTH = "Tiếp nhận và giới thiệu về chi bộ"
L = LiaisonState


def ref_of(world, name):
    found = select(IntroductionLetter.ref).where(IntroductionLetter.liaison_id == world.liaison(name).id)
    return db.session.scalars(found).one()


def page_for(act, *refs):
    return f"{INDEX}{act}?" + "&".join(f"letter={ref}" for ref in refs)


def ticked(page):
    return [value for form in page.forms() for name, value in form.values if name == "letter"]


def test_twelve_letters_are_ticked_received_and_assigned_at_once(world, sign_in_as):
    for _ in range(12):
        factories.a_liaison(cell=world.cell6, state=L.ISSUED)
    browser = sign_in_as("hanh")
    refs = ticked(browser.page(f"{INDEX}?all=1"))

    done = browser.fill(page_for("receive", *refs), form="/receive", press=BOTH)

    assert (len(refs), done.status_code) == (13, 303)
    assigned = select(Liaison).where(Liaison.state == L.ASSIGNED)
    assert len(db.session.scalars(assigned).all()) == 14  # with the one that waited before


def test_nothing_is_ticked_before_somebody_ticks_it(sign_in_as):
    assert ticked(sign_in_as("hanh").page(INDEX)) == []


def test_another_cell_is_chosen_by_its_number(world, sign_in_as):
    sign_in_as("hanh").fill(page_for("receive", ref_of(world, "hoa")), form="/receive", press=BOTH, cells="6")

    assert world.liaison("hoa").residence_id == world.cell6.id


@pytest.mark.parametrize("typed", ["99", "Chi bộ Khối Tân Lộc", "<b>5</b>"])
def test_a_cell_that_is_not_of_the_ward_is_refused_and_what_was_typed_stays(world, sign_in_as, typed):
    answer = sign_in_as("hanh").fill(
        page_for("receive", ref_of(world, "hoa")), form="/receive", press=BOTH, cells=typed
    )

    assert answer.status_code == 422
    assert "Chi bộ chọn cho đồng chí Nguyễn Thị Hòa không thuộc đảng ủy" in Page(answer.text).words
    assert ("cells", typed) in Page(answer.text).form("/receive").values


def test_letters_can_be_received_first_and_assigned_later(world, sign_in_as):
    browser = sign_in_as("hanh")
    browser.fill(
        page_for("receive", ref_of(world, "hoa")),
        form="/receive",
        press="Chỉ tiếp nhận, chọn chi bộ sau",
        cells="99",
    )
    assert world.liaison("hoa").state is L.RECEIVED

    browser.fill(page_for("assign", ref_of(world, "hoa")), form="/assign", press="Giới thiệu về chi bộ")
    assert world.liaison("hoa").state is L.ASSIGNED


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/2026", "Tháng 2/2026 có 28 ngày"),
        ("17/3/2026", "Ngày tiếp nhận không được sau hôm nay, 16/3/2026."),
        ("15/3/2026", "ghi ngày 16/3/2026: đồng chí ghi ngày đó hoặc ngày sau đó."),
        ("", "Đồng chí ghi ngày tiếp nhận"),
    ],
)
def test_a_day_that_cannot_be_is_told_with_what_to_write(world, sign_in_as, typed, sentence):
    answer = sign_in_as("hanh").fill(
        page_for("receive", ref_of(world, "hoa")), form="/receive", press=BOTH, received_on=typed
    )

    assert answer.status_code == 422
    assert sentence in Page(answer.text).words


def test_a_day_and_a_cell_that_cannot_be_are_told_together(world, sign_in_as):
    answer = sign_in_as("hanh").fill(
        page_for("receive", ref_of(world, "hoa")),
        form="/receive",
        press=BOTH,
        received_on="31/2/2026",
        cells="99",
    )

    said = Page(answer.text).words
    assert "Có 2 chỗ cần sửa" in said
    assert "Tháng 2/2026 có 28 ngày" in said
    assert "Chi bộ chọn cho đồng chí Nguyễn Thị Hòa không thuộc đảng ủy của đồng chí" in said


def test_two_colleagues_with_the_same_page_get_one_result_and_a_clear_sentence(world, sign_in_as):
    browser = sign_in_as("hanh")
    opened = browser.page(page_for("receive", ref_of(world, "hoa")))
    sign_in_as("thanh").fill(page_for("receive", ref_of(world, "hoa")), form="/receive", press=BOTH)

    late = sign_in_as("hanh").send(opened, form="/receive", press=BOTH, csrf_token=token(browser, opened))

    assert late.status_code == 422
    assert "Đồng chí Nguyễn Thị Hòa đã được giới thiệu về chi bộ rồi." in Page(late.text).words


def token(browser, page):
    """The token of the session at hand: the page was opened in an earlier one."""
    fresh = browser.page(page.address + "?letter=" + dict(page.form("/receive").values)["letters"])
    return dict(fresh.form("/receive").values)["csrf_token"]


def test_a_return_needs_a_reason(world, sign_in_as):
    answer = sign_in_as("hanh").fill(page_for("return", ref_of(world, "hoa")), form="/return")

    assert answer.status_code == 422
    assert "Đồng chí ghi lý do trả lại." in Page(answer.text).words


def test_a_returned_letter_is_seen_at_the_workplace_with_its_reason(world, sign_in_as):
    sign_in_as("hanh").fill(
        page_for("return", ref_of(world, "hoa")), form="/return", reason="Không cư trú tại đây"
    )

    page = sign_in_as("kien").page(f"{INDEX}?show=returned")

    assert "Nguyễn Thị Hòa (1983)" in page.words
    assert "Không cư trú tại đây" in page.words


@pytest.mark.parametrize("act", ["receive", "assign", "return"])
def test_without_a_choice_the_page_leads_back_to_the_list(sign_in_as, act):
    page = sign_in_as("hanh").page(f"{INDEX}{act}")

    assert "Đồng chí chưa chọn giấy giới thiệu nào." in page.words


@pytest.mark.parametrize("act", ["receive", "assign", "return"])
def test_letters_of_another_ward_are_not_shown(world, sign_in_as, act):
    page = sign_in_as("nhan").page(page_for(act, ref_of(world, "hoa")))

    assert "Nguyễn Thị Hòa" not in page.words


@pytest.mark.parametrize("who", ["vinh", "loc", "kien"])
def test_only_those_who_receive_letters_open_the_pages(sign_in_as, who):
    assert sign_in_as(who).get(f"{INDEX}receive").status_code == 403
