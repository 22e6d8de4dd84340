"""What a list probably means is proposed and taken by a person; who may be one is decided one by one."""

import shutil
from itertools import product

import pytest
from sqlalchemy import func, select

from models import ImportBatch, Liaison, Member, Organisation, db
from models.vocabulary import Sex
from services.imports import writing
from services.imports.kept import folder
from tests.blueprints.imports.test_imports import FIVE, NEW, SIX, a_file, a_line
from tests.support.lists import HEADINGS, TODAY
from tests.support.workbooks import a_workbook

GIVEN = ("An", "Bình", "Châu", "Dũng", "Hải", "Khoa", "Long", "Minh")


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def uploaded(office, *rows):
    return office.page(office.upload(NEW, a_file(*rows)).location)


def names():
    db.session.rollback()
    return set(db.session.scalars(select(Member.full_name)))


@pytest.mark.parametrize(
    ("told", "kind", "stands", "proposed"),
    [
        ({"name": "TrÇn H÷u §¹t"}, "Chữ theo phông cũ", "TrÇn H÷u §¹t", "Trần Hữu Đạt"),
        ({"name": "Leâ Thò Höông"}, "Chữ theo phông cũ", "Leâ Thò Höông", "Lê Thị Hương"),
        ({"name": "Lê  Văn   Mới"}, "Dấu cách", "Lê  Văn   Mới", "Lê Văn Mới"),
        ({"PHONE": "01621234567"}, "Số điện thoại", "01621234567", "0321 234 567"),
        ({"PHONE": 912345678}, "Số điện thoại", "912345678", "0912 345 678"),
        ({"born": "31.12.70"}, "Năm ghi hai chữ số", "31.12.70", "31/12/1970"),
        ({"born": "12/31/1970"}, "Tháng ghi trước ngày", "12/31/1970", "31/12/1970"),
        ({"CATEGORY": "TD"}, "Chữ viết tắt", "TD", "Thuộc diện"),
        ({"born": 25933}, "Con số Excel hiện thay cho ngày", "25933", "31/12/1970"),
    ],
)
def test_what_is_probably_meant_waits_for_a_persons_word(office, told, kind, stands, proposed):
    page = uploaded(office, a_line(**told), a_line("Phan Thị Chín"))

    assert "1 dòng đúng, 0 dòng cần sửa, 1 dòng chờ đồng chí trả lời" in page.words
    assert kind in page.words
    assert " ".join(stands.split()) in page.words
    assert f"“{proposed}”" in page.words

    form = page.form("/proposals")
    picked = next(one.get("value") for one in form.element.iter("input") if one.get("name") == "picked")
    after = office.page(office.send(page, form="/proposals", picked=picked).location)

    assert "2 dòng đúng, 0 dòng cần sửa, 0 dòng chờ đồng chí trả lời" in after.words


def test_proposals_of_a_kind_are_taken_at_once_and_written_as_taken(office):
    page = uploaded(office, a_line("Lê Văn  Một"), a_line("Lê  Văn Hai"), a_line("Lê Văn Ba"))
    before = names()

    after = office.page(office.send(page, form="/proposals", press="Nhận tất cả 2").location)
    office.send(after, form="/write")

    assert names() - before == {"Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba"}


@pytest.mark.parametrize(("heading", "sex"), [("Ngày sinh nam", Sex.MALE), ("Ngày sinh nữ", Sex.FEMALE)])
def test_a_day_taken_in_one_of_two_columns_of_birth_is_asked_about_no_more(office, heading, sex):
    two = [*HEADINGS, "Ngày sinh nam", "Ngày sinh nữ"]
    two[HEADINGS.index("Ngày sinh")] = "Năm vào ngành"
    line = [*a_line(born=None, SEX=None), None, None]
    line[two.index(heading)] = "31.12.70"
    page = office.page(office.upload(NEW, a_workbook([two, line])).location)
    assert "1 dòng chờ đồng chí trả lời" in page.words
    form = page.form("/proposals")
    picked = next(one.get("value") for one in form.element.iter("input") if one.get("name") == "picked")

    after = office.page(office.send(page, form="/proposals", picked=picked).location)

    assert "1 dòng đúng, 0 dòng cần sửa, 0 dòng chờ đồng chí trả lời" in after.words
    office.send(after, form="/write")
    written = select(Member.born, Member.sex).where(Member.full_name == "Lê Văn Mới")
    assert db.session.execute(written).one() == ("1970-12-31", sex)


def test_what_waits_for_an_answer_is_not_written(office):
    page = uploaded(office, a_line("Lê Văn  Một"), a_line("Lê Văn Ba"))
    before = names()

    office.send(page, form="/write")

    assert names() - before == {"Lê Văn Ba"}
    assert db.session.scalars(select(ImportBatch.left_out)).all() == [1]


def test_to_take_nothing_is_asked_about(office):
    answer = office.send(uploaded(office, a_line("Lê Văn  Một")), form="/proposals", picked=[])

    assert answer.status_code == 422
    assert "Đồng chí chọn ít nhất một đề xuất." in answer.text


def test_an_answer_given_meanwhile_makes_the_open_check_page_old(office):
    page = uploaded(office, a_line("Lê Văn  Một"), a_line("Lê Văn Ba"))
    office.send(page, form="/proposals", press="Nhận các dòng đã chọn", picked="2.B.0")

    answer = office.send(page, form="/write")

    assert answer.status_code == 409
    assert "Lê Văn Ba" not in names()


@pytest.mark.parametrize(
    ("press", "added"), [("Cùng một người, không nhập thêm", 1), ("Người khác, nhập", 2)]
)
def test_two_rows_of_one_name_and_birth_are_decided_by_a_person(office, press, added):
    page = uploaded(office, a_line(), a_line())
    before = len(db.session.scalars(select(Member.id)).all())
    assert "Có thể là một người: 1" in page.words

    after = office.page(decided(office, page, press).location)
    assert "Có thể là một người" not in after.words
    office.send(after, form="/write")

    assert db.session.scalar(select(func.count()).select_from(Member)) == before + added


def decided(office, page, press):
    """Press one of the two buttons of the first question."""
    verdict = "same" if press.startswith("Cùng") else "other"
    forms = [one for one in page.forms() if one.action.endswith("/doubles")]
    chosen = next(one for one in forms if ("verdict", verdict) in one.values)
    return office.post(chosen.action, data=dict(chosen.filled({})))


def members():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Member))


def told_apart(office, *rows):
    """Write rows of one name and birth after a person has told two of them apart."""
    page = office.page(decided(office, uploaded(office, *rows), "Người khác").location)
    assert "2 dòng đúng, 0 dòng cần sửa, 0 dòng chờ đồng chí trả lời" in page.words
    return office.page(office.send(page, form="/write").location)


@pytest.mark.parametrize("chunk", [1, 1000])
def test_two_told_apart_are_entered_both_and_only_once(office, monkeypatch, chunk):
    monkeypatch.setattr(writing, "CHUNK", chunk)
    before = members()

    told_apart(office, a_line(), a_line(home=SIX))
    assert members() == before + 2

    again = told_apart(office, a_line(home=SIX), a_line())
    assert members() == before + 2
    assert "Mọi đảng viên trong danh sách đã có trong sổ: không thêm gì." in again.words


@pytest.mark.parametrize("chunk", [1, 1000])
def test_one_of_two_told_apart_who_is_in_the_register_does_not_swallow_the_other(office, monkeypatch, chunk):
    monkeypatch.setattr(writing, "CHUNK", chunk)
    office.send(uploaded(office, a_line(home=SIX)), form="/write")
    before = members()

    told_apart(office, a_line(), a_line(home=SIX))

    assert members() == before + 1
    homes = db.session.scalars(
        select(Organisation.name)
        .join(Liaison, Liaison.residence_id == Organisation.id)
        .join(Member, Member.id == Liaison.member_id)
        .where(Member.full_name == "Lê Văn Mới")
    )
    assert sorted(homes) == [FIVE, SIX]


def test_whoever_was_told_apart_waits_for_the_namesake_whose_row_is_still_asked_about(office):
    """Written alone, the one would be taken for the other where a workplace has entered that one."""
    page = uploaded(office, a_line(PHONE="01621234567"), a_line(home=SIX))
    page = office.page(decided(office, page, "Người khác").location)
    assert "0 dòng đúng, 0 dòng cần sửa, 2 dòng chờ đồng chí trả lời" in page.words

    picked = next(
        one.get("value")
        for one in page.form("/proposals").element.iter("input")
        if one.get("name") == "picked"
    )
    page = office.page(office.send(page, form="/proposals", picked=picked).location)

    assert "2 dòng đúng, 0 dòng cần sửa, 0 dòng chờ đồng chí trả lời" in page.words


@pytest.mark.parametrize(("press", "added"), [("Cùng một người", 0), ("Người khác", 1)])
def test_a_member_in_sight_with_the_same_card_and_another_birthday_is_asked_about(
    world, office, press, added
):
    world.mai.card_number, world.mai.card_digits = "77.123456", "77123456"
    db.session.commit()
    page = uploaded(office, a_line("Nguyễn Thị Mai", "16/07/1989", CARD="77.123456"), a_line("Lê Văn Ba"))
    before = db.session.scalar(select(func.count()).select_from(Member))
    assert "Trong sổ: Nguyễn Thị Mai" in page.words

    office.send(office.page(decided(office, page, press).location), form="/write")

    assert db.session.scalar(select(func.count()).select_from(Member)) == before + added + 1


@pytest.mark.parametrize(("sharing", "asked"), [(20, True), (21, False)])
def test_a_telephone_that_a_whole_office_shares_asks_nothing(world, office, sharing, asked):
    world.mai.phone = "0912345678"
    db.session.commit()
    names = [" ".join(words) for words in product(("Lê Văn", "Hồ Đức", "Vũ Công"), GIVEN)]
    others = [a_line(name, PHONE="0912345678") for name in names[: sharing - 1]]

    page = uploaded(office, a_line("Nguyễn Thị Mái", "16/07/1989", PHONE="0912345678"), *others)

    assert ("Trong sổ: Nguyễn Thị Mai" in page.words) is asked


def test_one_of_the_same_name_and_year_is_asked_about_among_many_namesakes(world, office):
    year = world.mai.born[:4]
    namesakes = [a_line("Nguyễn Thị Mai", f"1/1/{1940 + number}") for number in range(30)]

    page = uploaded(office, a_line("Nguyễn Thị Mai", year), *namesakes)

    assert "Trong sổ: Nguyễn Thị Mai" in page.words


def test_nobody_out_of_sight_is_told_to_be_in_the_register(world, office):
    stranger = world.khanh
    stranger.card_number, stranger.card_digits = "77.123456", "77123456"
    db.session.commit()

    page = uploaded(office, a_line(stranger.full_name, "16/07/1989", CARD="77.123456"))

    assert "Có thể là một người" not in page.words
    assert "Trong sổ" not in page.words


def test_a_strange_answer_is_refused_in_words(office):
    page = uploaded(office, a_line(), a_line())
    form = next(one for one in page.forms() if one.action.endswith("/doubles"))

    answer = office.post(form.action, data=dict(form.filled({"other": "99"})))

    assert answer.status_code == 422
    assert "Câu hỏi này đã được trả lời." in answer.text
