"""Pages of letters in preparation: choosing members, the check page, drafts put right, dropped, signed."""

from datetime import date

import pytest
from sqlalchemy import select

from models import IntroductionLetter, Liaison, Place, db
from models.vocabulary import LiaisonState, Office, OrganisationKind, Sex
from services.issuing import IssueLetters, issue_letters
from tests.support import factories
from tests.support.pages import Page

NEW = "/introduction-letters/new"
CHECK = "Kiểm tra trước khi gửi"
L = LiaisonState


@pytest.fixture
def twelve(world):
    """Twelve members of one workplace cell whom nobody has introduced; all live in one residential unit."""
    members = [factories.a_member(workplace=world.finance_cell, sex=Sex.MALE) for _ in range(12)]
    for member in members:
        factories.a_residence(member, world.cell6)
    return [member.ref for member in members]


def bond_of(member):
    return db.session.scalars(select(Liaison).where(Liaison.member_id == member.id)).one()


def test_twelve_members_are_introduced_in_one_act_and_printed_on_twelve_pages(sign_in_as, twelve):
    browser = sign_in_as("long")
    check = browser.fill(NEW + "?all=1", form="/new", press=CHECK, category="full")
    sent = browser.send(check, press="Gửi Đảng ủy phường Trường Vinh và in 12 giấy giới thiệu")
    papers = browser.get(sent.location)

    assert sent.status_code == 303
    assert papers.text.count("GIẤY GIỚI THIỆU") == 12
    assert "Số 12-GGT/ĐU" in papers.text
    assert "12 giấy giới thiệu" in Page(papers.text).words


def test_the_way_from_home_leads_straight_to_the_members(sign_in_as, twelve):
    home = sign_in_as("long").page("/")

    assert ("Đảng viên chưa có chi bộ nơi cư trú", NEW) in [
        (words.split(" 12")[0], address) for words, address in home.links()
    ]


def test_a_workplace_cell_hands_its_drafts_to_the_committee(world, sign_in_as):
    browser = sign_in_as("hang")
    check = browser.fill(NEW, form="/new", press="Kiểm tra dự thảo", category="full", members=[world.huy.ref])
    done = browser.send(check, press="Chuyển 1 dự thảo đến cấp ủy")

    assert done.location.endswith("?show=drafts")
    assert bond_of(world.huy).state is L.DRAFTED
    assert (
        db.session.scalars(
            select(IntroductionLetter).where(IntroductionLetter.liaison_id == bond_of(world.huy).id)
        ).all()
        == []
    )


def test_going_back_from_the_check_page_keeps_what_was_typed(world, sign_in_as):
    browser = sign_in_as("kien")
    check = browser.fill(
        NEW, form="/new", press=CHECK, category="full", members=[world.huy.ref], unit="Khối 1"
    )
    again = browser.send(check, press="Sửa lại")

    assert ("unit", "Khối 1") in Page(again.text, NEW).form("/new").values
    assert ("members", world.huy.ref) in Page(again.text, NEW).form("/new").values


def test_a_second_click_sends_nothing_twice(sign_in_as, twelve):
    browser = sign_in_as("long")
    check = Page(browser.fill(NEW + "?all=1", form="/new", press=CHECK, category="full").text, NEW)
    first = browser.send(check)
    second = browser.send(check)

    assert first.location == second.location
    assert db.session.query(IntroductionLetter).filter_by(batch=first.location.rsplit("/")[-1]).count() == 12


def test_nothing_chosen_is_told_at_the_fields_that_miss_it(world, sign_in_as):
    answer = sign_in_as("kien").fill(NEW, form="/new", press=CHECK, commune=None)

    assert answer.status_code == 422
    assert "Đồng chí chọn diện." in Page(answer.text).words


def test_members_without_a_home_are_named_before_the_check_page(world, sign_in_as):
    member = factories.a_member("Đinh Thị Nhã", workplace=world.tax_cell)

    answer = sign_in_as("kien").fill(NEW, form="/new", press=CHECK, category="full", members=[member.ref])

    assert "Hồ sơ của đồng chí Đinh Thị Nhã chưa ghi nơi cư trú" in Page(answer.text).words


def test_a_commune_is_found_by_typing_without_losing_what_was_chosen(world, sign_in_as):
    member = factories.a_member(workplace=world.tax_cell)
    browser = sign_in_as("kien")
    found = browser.fill(
        NEW, form="/new", press="Tìm", category="full", members=[member.ref], find="vinh phu"
    )
    form = Page(found.text, NEW).form("/new")

    assert found.status_code == 200
    assert ("members", member.ref) in form.values
    assert ("category", "full") in form.values
    check = browser.send(found, form="/new", press=CHECK, commune=world.other_ward.ref)
    assert world.other_ward.name in Page(check.text).words


def test_a_commune_without_a_register_is_named_and_cannot_be_chosen(world, sign_in_as):
    place = db.session.scalars(select(Place).where(Place.code == "16702")).one()
    found = sign_in_as("kien").fill(NEW, form="/new", press="Tìm", members=[world.huy.ref], find=place.name)

    assert f"{place.name}, Nghệ An: đảng ủy nơi này chưa dùng sổ." in Page(found.text).words


def test_an_exempt_member_needs_reason_paper_and_day(world, sign_in_as):
    browser = sign_in_as("kien")
    wrong = browser.fill(NEW, form="/new", press=CHECK, category="exempt", members=[world.huy.ref])
    right = browser.send(
        wrong,
        form="/new",
        press=CHECK,
        exemption_reason="study",
        exemption_basis="Quyết định số 12-QĐ/TU",
        exempt_from="2/3/2026",
    )
    browser.send(right)

    assert "Đồng chí ghi văn bản làm căn cứ miễn sinh hoạt." in Page(wrong.text).words
    assert bond_of(world.huy).exempt_review_on == date(2027, 3, 2)


def test_the_words_exempt_from_introduction_are_refused_with_the_reason(world, sign_in_as):
    answer = sign_in_as("kien").fill(
        NEW,
        form="/new",
        press=CHECK,
        category="exempt",
        members=[world.huy.ref],
        exemption_basis="miễn giới thiệu",
    )

    assert "Người được miễn giới thiệu về nơi cư trú không nhập vào sổ này" in Page(answer.text).words


def test_a_member_with_a_draft_is_led_to_it(world, sign_in_as):
    answer = sign_in_as("hang").get(f"{NEW}?member={world.nga.ref}")

    assert answer.location == f"/introduction-letters/drafts/{world.liaison('nga').ref}/edit"


def test_the_page_says_when_everybody_has_been_introduced(sign_in_as):
    page = sign_in_as("long").page(NEW)

    assert "Mọi đảng viên đều đã được giới thiệu." in page.words


@pytest.mark.parametrize(("name", "who"), [("nga", "hang"), ("cuong", "kien")])
def test_a_draft_is_put_right(world, sign_in_as, name, who):
    ref = world.liaison(name).ref

    done = sign_in_as(who).fill(
        f"/introduction-letters/drafts/{ref}/edit", form="/edit", press="Lưu dự thảo", unit="Tổ dân phố 6"
    )

    assert done.status_code == 303
    assert world.liaison(name).state is L.DRAFTED


def test_the_reason_of_the_return_stands_on_the_draft(world, sign_in_as):
    page = sign_in_as("kien").page(f"/introduction-letters/drafts/{world.liaison('cuong').ref}/edit")

    assert "Giấy bị trả lại: Không có nhà ở đây" in page.words


def test_another_commune_is_found_while_a_draft_is_put_right(world, sign_in_as):
    browser = sign_in_as("hang")
    address = f"/introduction-letters/drafts/{world.liaison('nga').ref}/edit"
    found = browser.fill(address, form="/edit", press="Tìm", find="vinh phu")
    browser.send(found, form="/edit", press="Lưu dự thảo", commune=world.other_ward.ref)

    assert world.liaison("nga").commune_id == world.other_ward.id


def test_a_draft_that_somebody_else_has_changed_is_a_conflict(world, sign_in_as):
    browser = sign_in_as("hang")
    page = browser.page(f"/introduction-letters/drafts/{world.liaison('nga').ref}/edit")
    browser.send(page, form="/edit", press="Lưu dự thảo", unit="Tổ dân phố 6")

    stale = browser.send(page, form="/edit", press="Lưu dự thảo", unit="Tổ dân phố 7", form_key="k" * 22)

    assert stale.status_code == 409


@pytest.mark.parametrize(("act", "press"), [("/edit", "Lưu dự thảo"), ("/drop", "Bỏ dự thảo này")])
def test_a_draft_that_was_sent_meanwhile_is_told_in_words(world, sign_in_as, act, press):
    browser = sign_in_as("hang")
    page = browser.page(f"/introduction-letters/drafts/{world.liaison('nga').ref}{act}")
    issue_letters(world.actor("kien"), IssueLetters(drafts=(world.liaison("nga").ref,)))

    late = browser.send(page, form=act, press=press)

    assert late.status_code == 422
    assert "Giấy giới thiệu đã gửi; đảng ủy nơi cư trú chưa tiếp nhận." in Page(late.text).words


def test_what_is_no_draft_any_more_leads_to_its_liaison(world, sign_in_as):
    ref = world.liaison("mai").ref

    answer = sign_in_as("hang").get(f"/introduction-letters/drafts/{ref}/edit")

    assert answer.location == f"/liaisons/{ref}"


def test_a_draft_is_dropped_after_a_question(world, sign_in_as):
    done = sign_in_as("hang").fill(
        f"/introduction-letters/drafts/{world.liaison('nga').ref}/drop", form="/drop", press="Bỏ dự thảo này"
    )

    assert done.status_code == 303
    assert world.liaison("nga").state is L.ENDED


def test_drafts_are_signed_and_sent_from_the_list(world, sign_in_as):
    browser = sign_in_as("kien")
    listed = browser.page("/introduction-letters/?show=drafts&all=1")
    [ref] = [value for form in listed.forms() for name, value in form.values if name == "draft"]
    sent = browser.fill(
        f"/introduction-letters/issue?draft={ref}", form="/issue", press="Gửi và in 1 giấy giới thiệu"
    )

    assert "GIẤY GIỚI THIỆU" in browser.get(sent.location).text
    assert world.liaison("nga").state is L.ISSUED


def test_signing_what_a_colleague_has_signed_says_so(world, sign_in_as):
    browser = sign_in_as("kien")
    address = f"/introduction-letters/issue?draft={world.liaison('nga').ref}"
    page = browser.page(address)
    browser.send(page, form="/issue")

    again = browser.send(page, form="/issue", form_key="k" * 22)

    assert again.status_code == 422
    assert "Trần Thị Nga đã gửi, chưa được tiếp nhận" in Page(again.text).words


def test_signing_without_a_choice_leads_back_to_the_list(sign_in_as):
    page = sign_in_as("kien").page("/introduction-letters/issue")

    assert "Đồng chí chưa chọn dự thảo nào." in page.words


@pytest.mark.parametrize("who", ["que", "loc", "hanh", "luan"])
def test_only_those_who_draft_open_the_pages(sign_in_as, who):
    assert sign_in_as(who).get(NEW).status_code == 403


def test_the_draft_of_another_workplace_is_a_page_that_never_was(world, sign_in_as):
    address = f"/introduction-letters/drafts/{world.liaison('nga').ref}/edit"

    assert sign_in_as("chi").get(address).status_code == 404


def test_a_grassroots_cell_introduces_and_prints_under_its_own_head(world, sign_in_as):
    cell = factories.an_organisation("Chi bộ Báo Nghệ An", OrganisationKind.WORKPLACE_CELL, world.province)
    secretary = factories.an_account("Đinh Thị Hoài", organisation=cell)
    factories.a_mandate(secretary, Office.SECRETARY, cell)
    member = factories.a_member("Cao Xuân Hải", workplace=cell)
    factories.a_residence(member, world.cell6)
    browser = sign_in_as(secretary)

    check = browser.fill(NEW + "?all=1", form="/new", press=CHECK, category="full")
    done = browser.send(check, press="Gửi Đảng ủy phường Trường Vinh và in 1 giấy giới thiệu")

    paper = browser.page(done.location).words
    for words in (
        "ĐẢNG BỘ TỈNH NGHỆ AN CHI BỘ BÁO NGHỆ AN * Số 01-GGT/CB",
        "Đang sinh hoạt đảng tại: Chi bộ Báo Nghệ An, Đảng bộ tỉnh Nghệ An",
        "T/M CHI ỦY BÍ THƯ Đinh Thị Hoài",
    ):
        assert words in paper
