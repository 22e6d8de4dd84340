"""Two records beside each other, as an office compares them, puts them together and parts them again."""

import pytest

from models import Member, Merge
from models import db as database
from tests.support import factories
from tests.support.pages import Page


@pytest.fixture
def twin(world):
    member = factories.a_member(
        "Nguyễn Thị Mai", born=world.mai.born, workplace=world.finance_cell, phone="0900555111"
    )
    factories.a_residence(member, world.cell6)
    factories.a_liaison(member, world.cell6)
    return member


def compare(browser, world, twin):
    return browser.page(f"/members/{world.mai.ref}/merge/{twin.ref}")


def test_the_record_leads_to_those_that_look_like_it(world, twin, sign_in_as):
    browser = sign_in_as("hanh")

    record = browser.page(f"/members/{world.mai.ref}")
    found = browser.page(f"/members/{world.mai.ref}/merge")

    assert "Trùng với hồ sơ khác?" in record.words
    assert "Chi bộ Văn phòng Sở" in found.words
    assert f'href="/members/{world.mai.ref}/merge/{twin.ref}"' in found.source


def test_where_nobody_looks_like_it_the_page_says_what_was_compared(world, sign_in_as):
    page = sign_in_as("hanh").page(f"/members/{world.mai.ref}/merge")

    assert "Không thấy hồ sơ nào khác có thể là người này." in page.words


def test_only_what_differs_is_asked_and_nothing_is_chosen_beforehand(world, twin, sign_in_as):
    form = compare(sign_in_as("hanh"), world, twin).form()

    asked = {name for name, _value in form.values}
    assert "full_name" not in asked
    page = compare(sign_in_as("hanh"), world, twin)
    assert "Bên nào ghi đúng?" in page.words
    assert " checked" not in page.source


def test_every_question_that_was_left_open_is_named_at_once(world, twin, sign_in_as):
    browser = sign_in_as("hanh")

    answer = browser.send(compare(browser, world, twin))

    page = Page(answer.text, "/x")
    assert answer.status_code == 422
    assert page.words.count("Chọn bên nào ghi đúng.") >= 4
    assert "Ghi rõ vì sao biết đây là cùng một người." in page.words


def test_put_together_told_and_parted_again(world, twin, sign_in_as):
    browser = sign_in_as("hanh")
    answers = {"phone": "other", "workplace": "kept", "home": "kept", "liaison": "kept"}

    sent = browser.send(compare(browser, world, twin), **answers, reason="Cùng số thẻ, đã hỏi đồng chí Mai")
    merged = browser.page(sent.location)

    assert sent.status_code == 303
    assert "Cùng số thẻ, đã hỏi đồng chí Mai" in merged.words
    assert browser.page(f"/members/{world.mai.ref}").words.count("0900 555 111") >= 1
    assert browser.get(f"/members/{twin.ref}").status_code == 404

    parted = browser.send(merged, form="/part")
    assert "Đã tách lại" in browser.page(parted.location).words
    assert browser.get(f"/members/{twin.ref}").status_code == 200


def test_the_other_units_read_what_was_put_together_and_cannot_part_it(world, twin, sign_in_as):
    browser = sign_in_as("hanh")
    answers = {"phone": "other", "workplace": "kept", "home": "kept", "liaison": "kept"}
    sent = browser.send(compare(browser, world, twin), **answers, reason="Cùng một người")

    page = sign_in_as("loc").page(sent.location)

    assert "Cùng một người" in page.words
    assert "Tách lại hai hồ sơ" not in page.words
    assert sign_in_as("sau").get(sent.location).status_code == 404


def test_a_record_out_of_reach_is_not_there_to_be_compared(world, twin, sign_in_as):
    assert sign_in_as("kien").get(f"/members/{world.mai.ref}/merge/{twin.ref}").status_code == 404
    assert sign_in_as("loc").get(f"/members/{world.mai.ref}/merge").status_code == 403


def test_a_record_changed_meanwhile_is_shown_again_with_all_that_was_typed(world, twin, sign_in_as):
    browser = sign_in_as("hanh")
    page = compare(browser, world, twin)
    database.session.get_one(Member, twin.id).phone = "0900555222"
    database.session.commit()
    answers = {"phone": "other", "workplace": "kept", "home": "kept", "liaison": "kept"}

    answer = browser.send(page, **answers, reason="Cùng một người")

    shown = Page(answer.text, page.address)
    assert answer.status_code == 409
    assert "Cùng một người" in shown.source
    assert database.session.query(Merge).count() == 0
