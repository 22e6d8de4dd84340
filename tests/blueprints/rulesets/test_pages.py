"""Pages of the versions of the regulation: read by everybody, completed, drafted, compared, put in force by few."""

from datetime import date

import pytest

from models import RuleSet, db
from tests.support import factories
from tests.support.pages import Page

INDEX = "/rule-sets/"
FIRST = "213-QĐ/TW"


@pytest.fixture
def first(world):
    return db.session.query(RuleSet).filter_by(code=FIRST).one()


def draft():
    db.session.rollback()
    return db.session.query(RuleSet).filter_by(code="99-QĐ/TW").one()


@pytest.mark.parametrize("who", ["mai", "loc", "hanh", "thu", "overseer"])
def test_everybody_reads_the_law_and_nobody_finds_a_draft_or_a_button(world, first, sign_in_as, who):
    hidden = factories.a_draft_of_rules()
    browser = sign_in_as(who)

    page = browser.page(INDEX)
    shown = browser.page(page.link(FIRST))

    assert "Đang áp dụng từ 2/1/2020" in page.words
    assert hidden.code not in page.words
    assert "Cần bổ sung từ văn bản chính thức" in shown.words
    assert "Điều 2, khoản 6" in shown.words
    assert "Bổ sung:" not in shown.words
    assert browser.get(f"{INDEX}{hidden.ref}").status_code == 404
    for page in ("new", f"{first.ref}/provision", f"{first.ref}/check"):
        assert browser.get(f"{INDEX}{page}").status_code == 403


def test_a_missing_wording_is_completed_and_then_settled(world, first, sign_in_as):
    browser = sign_in_as("admin")
    form = browser.page(browser.page(browser.page(INDEX).link(FIRST)).link("Bổ sung: Nhiệm vụ 6"))

    saved = browser.send(
        form,
        name="Phong trào ở nơi cư trú",
        text="Tham gia các phong trào ở nơi cư trú.",
        source="Điều 2, khoản 6",
        standing="settled",
    )
    page = browser.page(saved.location)

    assert "Tham gia các phong trào ở nơi cư trú." in page.words
    assert "Còn 14 mục cần bổ sung" in page.words
    again = browser.page(f"{INDEX}{first.ref}/provision?of=duties.6")
    assert "Mục này đã rõ. Muốn thay đổi, đồng chí soạn bộ quy tắc mới." in again.words
    assert "Bổ sung, sửa một mục của bộ quy tắc" in sign_in_as("admin").page("/trail/").words


@pytest.mark.parametrize(
    ("of", "typed", "sentences"),
    [
        (
            "duties.6",
            {"standing": "settled", "source": ""},
            ["Đồng chí ghi căn cứ, ví dụ: Điều 2, khoản 6."],
        ),
        ("duties.6", {"standing": "settled", "source": "Điều 2"}, ["Mục này còn chỗ trống"]),
        ("duties.6", {"standing": "missing", "source": "…", "name": "Giấy MẬT"}, ["căn cứ", "nội dung mật"]),
        ("terms.notice_days", {"value": "vài ngày"}, ["Đồng chí nhập một số nguyên, ví dụ 12."]),
        ("terms.ladder_ring", {"value": "1"}, ["Ở ngày thứ 1, sớm hơn bước trước nó ở ngày thứ 8."]),
        ("calendar.cells_by", {"value": "31/11"}, ["Đồng chí nhập ngày và tháng, ví dụ 20/11."]),
        ("full_sheet.2", {"levels": "Một\nHai"}, ["giữ nguyên số mức"]),
        ("full_sheet.2", {"levels": "Một\nMột\nHai"}, ["Có hai mức trùng lời."]),
    ],
)
def test_what_is_wrong_is_told_at_once_and_nothing_typed_is_lost(first, sign_in_as, of, typed, sentences):
    answer = sign_in_as("admin").fill(f"{INDEX}{first.ref}/provision?of={of}", **typed)

    page = Page(answer.text, INDEX)
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in page.words
    for name, value in typed.items():
        assert name == "standing" or value in answer.text.replace("\r", "")


def test_a_page_overtaken_by_a_colleague_shows_both_and_a_second_press_decides(first, sign_in_as):
    address = f"{INDEX}{first.ref}/provision?of=terms.notice_days"
    browser = sign_in_as("admin")
    stale = browser.page(address)
    browser.fill(address, value="7", source="Kế hoạch của tỉnh", standing="proposed")

    late = browser.send(stale, value="6", source="Kế hoạch của tỉnh", standing="proposed")
    page = Page(late.text, address)

    assert late.status_code == 409
    assert "Hiện đang ghi: 7" in page.words or "7" in page.words
    assert browser.send(page, value="6").status_code == 303
    db.session.rollback()
    assert db.session.get_one(RuleSet, first.id).rules["terms"]["notice_days"]["value"] == 6


def test_the_whole_way_of_a_new_version(first, sign_in_as, clock):
    browser = sign_in_as("admin")
    form = browser.page(browser.page(INDEX).link("Soạn bộ quy tắc mới"))
    begun = browser.send(form, code="99-QĐ/TW", title="Quy định thay thế Quy định 213 (ví dụ)")
    page = browser.page(begun.location)
    assert "Đã lập dự thảo." in page.words

    page = browser.page(page.link("Phiếu nhận xét: tiêu chí và mức"))
    browser.fill(
        page.link("Sửa lại: Tiêu chí 3"),
        name="Tham gia sinh hoạt nơi cư trú",
        levels="Đầy đủ\nKhông đầy đủ",
        source="Điều 9",
        standing="settled",
    )
    page = browser.page(page.address)
    added = browser.send(page, form="/add", part="full_sheet")
    browser.fill(
        added.location, name="Ý thức cộng đồng", levels="Tốt\nKhá", source="Điều 9", standing="settled"
    )
    page = browser.page(page.address)
    compared = browser.page(page.link(f"So sánh với {FIRST}"))
    assert "Tiêu chí 3 Phiếu nhận xét: tiêu chí và mức" in compared.words
    assert "có thêm trong bộ này" in compared.words
    assert "Tham gia chưa đầy đủ" in compared.words

    checked = browser.page(page.link("Kiểm tra và đưa vào áp dụng"))
    assert "Không có gì mâu thuẫn" in checked.words
    settled = browser.fill(checked.link("Đưa vào áp dụng"), valid_from="1/7/2026")
    page = browser.page(settled.location)
    assert "Sắp áp dụng từ 1/7/2026" in page.words

    listed = sign_in_as("mai").page(INDEX)
    assert "Đang áp dụng từ 2/1/2020 đến 30/6/2026" in listed.words
    assert "Sắp áp dụng từ 1/7/2026" in listed.words


def test_a_draft_that_contradicts_itself_is_told_everything_and_is_not_put_in_force(first, sign_in_as):
    browser = sign_in_as("admin")
    made = factories.a_draft_of_rules()
    at = f"{INDEX}{made.ref}"
    browser.fill(f"{at}/provision?of=terms.ladder_ring", value="1", source="Điều 9", standing="settled")
    browser.fill(f"{at}/provision?of=categories.exempt", value="1, 2, 12", standing="proposed")

    checked = browser.page(f"{at}/check")
    assert "2 chỗ cần sửa trước khi đưa vào áp dụng" in checked.words
    assert "Nêu những nhiệm vụ không có trong bộ quy tắc này: 12." in checked.words
    answer = browser.fill(f"{at}/put-in-force", valid_from="1/7/2026")
    assert answer.status_code == 422
    assert "Nêu những nhiệm vụ không có trong bộ quy tắc này: 12." in Page(answer.text, at).words
    assert draft().is_draft


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("1/3/2026", "Đồng chí nhập hôm nay"),
        ("", "Đồng chí ghi ngày"),
        ("32/3/2026", "Tháng 3/2026 có 31 ngày"),
    ],
)
def test_the_day_of_a_version_is_a_day_to_come(first, sign_in_as, day, sentence):
    made = factories.a_draft_of_rules()

    answer = sign_in_as("admin").fill(f"{INDEX}{made.ref}/put-in-force", valid_from=day)

    assert answer.status_code == 422
    assert sentence in Page(answer.text, INDEX).words


def test_a_day_that_has_not_come_is_taken_back(first, sign_in_as):
    made = factories.a_draft_of_rules()
    browser = sign_in_as("admin")
    browser.fill(f"{INDEX}{made.ref}/put-in-force", valid_from="1/7/2026")

    page = browser.page(f"{INDEX}{made.ref}")
    back = browser.page(browser.send(page, form="/take-day-back").location)

    assert "Dự thảo chưa định ngày áp dụng" in back.words
    db.session.rollback()
    assert db.session.get_one(RuleSet, first.id).valid_to is None


def test_a_draft_is_renamed_and_deleted(first, sign_in_as):
    made = factories.a_draft_of_rules()
    browser, at = sign_in_as("admin"), f"{INDEX}{made.ref}"

    taken = browser.fill(f"{at}/name", code=FIRST)
    assert taken.status_code == 422
    assert "Đã có bộ quy tắc khác mang số này." in Page(taken.text, at).words
    assert browser.fill(f"{at}/name", code="100-QĐ/TW", title="Quy định khác").status_code == 303
    page = browser.page(at)
    out = browser.send(browser.page(f"{at}/provision?of=duties.7"), form="/take-out")
    assert "Nhiệm vụ 6" in browser.page(out.location).words
    assert "Nhiệm vụ 7" not in browser.page(out.location).words
    browser.send(browser.page(page.link("Xóa dự thảo này")))
    assert browser.get(at).status_code == 404


def test_a_version_in_force_is_neither_renamed_nor_deleted_nor_shortened(first, sign_in_as):
    browser, at = sign_in_as("admin"), f"{INDEX}{first.ref}"

    for page in ("name", "discard", "put-in-force"):
        assert "đã được định ngày áp dụng nên giữ nguyên" in browser.page(f"{at}/{page}").words
    assert "Bỏ mục này" not in browser.page(f"{at}/provision?of=duties.6").words
    assert date(2020, 1, 2) == first.valid_from
