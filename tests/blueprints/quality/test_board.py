"""The board of data quality, as each office opens it."""

import pytest
from sqlalchemy import select

from models import AuditEntry, Distinction
from models import db as database
from tests.support import factories
from tests.support.factories import twins
from tests.support.spreadsheets import taken


def refs(world, *names):
    return [world.member(name).ref for name in names]


@pytest.fixture
def doubled(world):
    """A member of cell 5 who stands on the register twice, once with the year of birth alone."""
    twin = twins(world.mai, born="1988")
    factories.a_residence(twin, world.cell5)
    factories.a_liaison(twin, world.cell5)
    database.session.commit()
    return twin


@pytest.mark.parametrize("name", ["loc", "tam", "hanh", "hang", "kien"])
def test_who_reads_records_sees_what_is_to_be_put_right_out_of_how_many(sign_in_as, world, name):
    page = sign_in_as(name).page("/quality/")

    assert page.heading == "Chất lượng dữ liệu"
    assert "hồ sơ" in page.words


@pytest.mark.parametrize("name", ["admin", "overseer", "mai"])
def test_who_reads_no_records_finds_the_door_shut(sign_in_as, world, name):
    who = world.as_member("mai") if name == "mai" else name

    assert sign_in_as(who).get("/quality/").status_code == 403


def test_one_thing_opens_its_records_with_the_way_to_where_it_is_put_right(sign_in_as, world):
    world.mai.phone = None
    database.session.commit()

    workplace = sign_in_as("hang").page("/quality/?show=no_phone")
    cell = sign_in_as("loc").page("/quality/?show=no_phone")

    assert workplace.link("Sửa hồ sơ") == f"/members/{world.mai.ref}/edit"
    assert cell.link("Mở hồ sơ") == f"/members/{world.mai.ref}"
    assert "1 trên" in cell.words


def test_the_numbers_of_each_cell_have_their_base(sign_in_as, world):
    page = sign_in_as("hanh").page("/quality/")

    assert "Chi bộ Tổ dân phố 5 5" in page.words


def test_two_records_of_one_person_stand_side_by_side_with_the_reasons(sign_in_as, world, doubled):
    page = sign_in_as("hanh").page("/quality/?show=alike")

    assert page.words.count("Nguyễn Thị Mai") == 2
    assert "Giống nhau: cùng họ tên, ngày sinh khớp nhau (một bên chỉ biết một phần)" in page.words


def test_two_people_told_apart_are_not_asked_about_again_and_can_be_looked_at_again(
    sign_in_as, world, doubled
):
    browser = sign_in_as("hanh")

    browser.fill("/quality/?show=alike", form="/apart")
    quiet, kept = browser.page("/quality/?show=alike"), browser.page("/quality/?show=apart")
    said = database.session.execute(select(Distinction.first_id, Distinction.second_id)).one()
    action = database.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject == "distinction")
    ).one()
    browser.send(kept, form="/again")

    assert "Không có hai hồ sơ nào giống nhau" in quiet.words
    assert said == (world.mai.id, doubled.id)
    assert action == "tell_apart"
    assert browser.page("/quality/?show=alike").words.count("Nguyễn Thị Mai") == 2


def test_a_cell_sees_the_pair_and_leaves_the_decision_to_the_committee(sign_in_as, world, doubled):
    browser = sign_in_as("loc")
    page = browser.page("/quality/?show=alike")

    assert page.words.count("Nguyễn Thị Mai") == 2
    assert [form for form in page.forms() if form.action.endswith("/apart")] == []
    address = f"/quality/{world.mai.ref}/{doubled.ref}/apart"
    assert browser.post(address, data=browser_token(page)).status_code == 403


def test_a_record_out_of_sight_cannot_be_told_apart_from_one_in_sight(sign_in_as, world, doubled):
    browser = sign_in_as("hanh")
    form = browser.page("/quality/?show=alike").form("/apart")

    answer = browser.post(f"/quality/{world.mai.ref}/{world.khanh.ref}/apart", data=dict(form.values))

    assert answer.status_code == 404
    assert database.session.scalars(select(Distinction)).all() == []


def test_what_is_to_be_put_right_can_be_taken_to_the_desk(sign_in_as, world):
    world.mai.phone = None
    database.session.commit()

    file = taken(sign_in_as("loc").get("/quality/?show=no_phone&as=xlsx").data)

    assert file.column("Họ và tên") == ["Nguyễn Thị Mai"]
    assert "Chưa có số điện thoại" in file.column("Cần sửa")[0]


def browser_token(page):
    """What every form of a page carries."""
    return dict(page.forms()[-1].values)
