"""Pages of strengths and needs: what one can do, what is needed, who is asked, yes and no, certified."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from models import Contact, Match, Need, Strength, db
from models.vocabulary import Competence, MatchState, NeedState
from services.needs import CloseNeed, close_need
from tests.support import factories
from tests.support.pages import Page

INDEX, NEW, STRENGTHS, OWN = "/needs/", "/needs/new", "/needs/strengths", "/needs/own"
WIRES = "Sửa đường điện nhà văn hóa"


def the(table):
    db.session.rollback()
    return db.session.scalars(select(table)).one()


def test_a_member_says_in_what_he_can_help_and_takes_it_out_again(world, sign_in_as):
    browser = sign_in_as("mai")
    page = browser.page(browser.page("/me/").link("Tôi có thể giúp"))
    assert "Chỉ chi bộ nơi cư trú đọc được" in page.words

    said = browser.page(browser.send(page, competence="electricity", words="Sửa điện").location)
    assert "Sửa điện" in said.words
    assert "Sửa điện" in sign_in_as("loc").page(STRENGTHS).words

    browser = sign_in_as("mai")
    taken = browser.page(browser.send(browser.page(OWN), form="/take-out").location)
    assert "Đã bỏ, không lưu lại gì." in taken.words
    assert db.session.scalars(select(Strength)).all() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Đồng chí chọn lĩnh vực."),
        ({"competence": "other"}, "Đồng chí ghi rõ việc có thể giúp."),
        ({"competence": "health", "words": "ă" * 20_000}, "20000"),
        ({"competence": "points"}, "Đồng chí chọn một trong các mục có trên trang."),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(sign_in_as, typed, sentence):
    answer = sign_in_as("mai").fill(OWN, form="/own", **typed)

    page = Page(answer.text, OWN)
    assert answer.status_code == 422
    assert sentence in page.words
    if "words" in typed:
        assert ("words", typed["words"]) in page.form("/own").values


def test_taking_out_what_is_not_there_breaks_nothing(world, sign_in_as):
    factories.a_strength(world.mai)
    browser = sign_in_as("mai")
    page = browser.page(OWN)

    assert browser.send(page, form="/take-out", competence="health").status_code == 303
    assert browser.send(page, form="/take-out", competence="x", form_key="k" * 22).status_code == 422


@pytest.mark.parametrize(
    "who",
    ["thanh", "phuc", "vinh", "hanh", "kien", "thu", "luan", "hang", "tien", "que", "admin", "overseer"],
)
def test_no_commune_and_no_workplace_finds_a_door_to_it(world, sign_in_as, who):
    factories.a_strength(world.mai, words="Sửa điện trong nhà")
    browser = sign_in_as(who)

    for address in (STRENGTHS, INDEX):
        assert browser.get(address).status_code == 403
    if who not in ("admin", "overseer"):
        record = browser.page(f"/members/{world.mai.ref}")
        assert "Sửa điện trong nhà" not in record.words
    assert "Việc cần người giúp" not in browser.page("/").words


def test_another_cell_reads_nothing_of_it(world, sign_in_as):
    factories.a_strength(world.mai, words="Sửa điện trong nhà")

    assert "Sửa điện trong nhà" not in sign_in_as("sau").page(STRENGTHS).words


def test_the_whole_way_from_the_need_to_the_contact(world, sign_in_as):
    factories.a_strength(world.mai, words="Sửa điện trong nhà")
    cell = sign_in_as("loc")
    form = cell.page(cell.page(INDEX).link("Ghi việc cần người giúp"))
    posted = cell.send(form, competence="electricity", text=WIRES, on="16/3/2026", people="2")
    ask = cell.page(posted.location)
    assert "Nguyễn Thị Mai (1988) Sửa điện trong nhà" in ask.words
    assert "checked" not in ask.source, "nobody is ticked for the cell"
    shown = cell.page(cell.send(ask, members=world.mai.ref, others=world.anh85.ref).location)
    assert "nhận lời: 0 · chưa trả lời: 2" in shown.words

    member = sign_in_as("mai")
    own = member.page("/me/")
    question = member.page(own.link("Chi bộ nhờ đồng chí giúp"))
    assert WIRES in question.words
    assert {
        form.names - {"csrf_token", "form_key"} == set()
        for form in question.forms()
        if "/own/" in form.action
    }
    member.send(question, form="/accept")

    cell = sign_in_as("loc")
    come = cell.page(cell.page("/").link("Việc cần người giúp đã đến ngày"))
    come = cell.page(come.link(WIRES))
    assert "nhận lời: 1 · chưa trả lời: 1" in come.words
    certified = cell.page(cell.send(come, form="/certify").location)
    assert "Đã xác nhận, ghi vào quá trình và báo cho đồng chí đó." in certified.words
    closed = cell.fill(certified.link("Kết thúc"), outcome="met")
    assert closed.status_code == 303

    assert the(Contact).text == WIRES
    assert the(Need).state is NeedState.MET
    assert f"Lần liên hệ: giúp việc địa bàn {WIRES}" in sign_in_as("mai").page("/me/").words


def test_saying_no_asks_for_nothing_and_can_be_changed(world, sign_in_as):
    need = factories.a_need(world.cell5)
    match = factories.a_match(need, world.mai)
    browser = sign_in_as("mai")
    address = f"{OWN}/{match.ref}"

    done = browser.send(browser.page(address), form="/decline")
    page = browser.page(done.location)

    assert "Đã báo chi bộ là lần này đồng chí không tham gia được." in page.words
    assert "Tôi nhận lời" in page.words
    assert the(Match).state is MatchState.DECLINED
    assert "Nguyễn Thị Mai" not in sign_in_as("loc").page(f"{INDEX}{need.ref}").words


def test_when_it_is_over_there_is_nothing_to_answer(world, sign_in_as):
    need = factories.a_need(world.cell5)
    match = factories.a_match(need, world.mai)
    browser = sign_in_as("mai")
    page = browser.page(f"{OWN}/{match.ref}")
    close_need(world.actor("loc"), need.ref, CloseNeed(outcome=NeedState.WITHDRAWN))

    late = browser.send(page, form="/accept")

    assert late.status_code == 422
    assert "Tôi nhận lời" not in Page(late.text, page.address).words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Đồng chí ghi việc cần giúp."),
        ({"text": WIRES, "on": "15/3/2026", "competence": "law"}, "không được trước hôm nay"),
        ({"text": WIRES, "on": "20/3/2026", "competence": "law", "people": "hai"}, "số nguyên"),
        ({"text": WIRES, "on": "20/3/2026", "competence": "law", "people": "9" * 500}, "từ 1 đến 99"),
        ({"text": "ă" * 20_000, "on": "20/3/2026", "competence": "law"}, "20000"),
    ],
)
def test_a_need_that_cannot_be_is_told_in_words(sign_in_as, typed, sentence):
    answer = sign_in_as("loc").fill(NEW, **typed)

    page = Page(answer.text, NEW)
    assert answer.status_code == 422
    assert sentence in page.words
    if "text" in typed:
        assert ("text", typed["text"]) in page.form().values


def test_ticking_nobody_is_told(world, sign_in_as):
    need = factories.a_need(world.cell5)
    address = f"{INDEX}{need.ref}/ask"

    answer = sign_in_as("loc").fill(address)

    assert "Đồng chí đánh dấu người được mời." in Page(answer.text, address).words


def test_who_has_been_asked_is_not_proposed_again(world, sign_in_as):
    factories.a_strength(world.mai)
    need = factories.a_need(world.cell5)
    factories.a_match(need, world.mai, state=MatchState.DECLINED)

    page = sign_in_as("loc").page(f"{INDEX}{need.ref}/ask")

    assert "Nguyễn Thị Mai" not in page.words


def test_before_the_day_nothing_can_be_certified(world, sign_in_as):
    need = factories.a_need(world.cell5, on=clocks.today() + timedelta(days=1))
    match = factories.a_match(need, world.mai, state=MatchState.ACCEPTED)
    browser = sign_in_as("loc")
    page = browser.page(f"{INDEX}{need.ref}")
    assert "/certify" not in page.source

    early = browser.post(
        f"/needs/matches/{match.ref}/certify",
        data={
            name: value
            for name, value in browser.page(NEW).form().values
            if name in ("csrf_token", "form_key")
        },
    )

    assert early.status_code == 422
    assert "từ ngày đó" in Page(early.text, page.address).words


def test_a_committee_member_reads_and_asks_nobody(world, sign_in_as):
    need = factories.a_need(world.cell5)
    browser = sign_in_as("tam")

    assert browser.page(f"{INDEX}{need.ref}").heading == "Việc chi bộ cần người giúp"
    for address in (NEW, f"{INDEX}{need.ref}/ask", f"{INDEX}{need.ref}/close"):
        assert browser.get(address).status_code == 403


@pytest.mark.parametrize("address", [INDEX, f"{INDEX}?show=closed", STRENGTHS])
def test_an_empty_page_says_why(sign_in_as, address):
    assert sign_in_as("loc").page(address).words


def test_there_are_no_points_and_no_ranking(world, sign_in_as):
    for name in ("mai", "anh78", "anh85"):
        factories.a_strength(world.member(name))
    factories.a_strength(world.mai, competence=Competence.OTHER, words="Viết chữ đẹp")

    words = sign_in_as("loc").page(STRENGTHS).words

    assert words.index("Lê Hữu Ánh (1978)") < words.index("Nguyễn Thị Mai (1988)")
    for word in ("điểm", "hạng", "sao"):
        assert f" {word} " not in words


def test_a_list_costs_as_much_with_many_needs_as_with_one(world, sign_in_as):
    factories.a_match(factories.a_need(world.cell5), world.mai)
    browser = sign_in_as("loc")
    browser.page(INDEX)
    browser.page(INDEX)
    few = len(browser.statements)
    for _ in range(20):
        factories.a_match(factories.a_need(world.cell5), world.mai)

    browser.page(INDEX)

    assert len(browser.statements) == few


def test_the_pages_are_written_in_english_too(world, sign_in_as):
    world.account("loc").language = "en"
    need = factories.a_need(world.cell5, text="x")
    db.session.commit()
    browser = sign_in_as("loc")

    assert browser.page(INDEX).heading == "Help wanted"
    assert browser.page(f"{INDEX}{need.ref}/ask").heading == "Choose whom to ask"
