"""Lists as spreadsheets: what the page shows, as a file that holds values and never runs anything."""

import re
from datetime import date, datetime

import pytest
from sqlalchemy import select

from models import AccessEntry, AuditEntry
from models import db as database
from models.vocabulary import NoticeState
from tests.support import factories
from tests.support.doors import doors
from tests.support.pages import Page, words_of
from tests.support.spreadsheets import HEAD, taken
from ui import spreadsheets
from ui.guards import mark_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE = ("loc", "hanh", "kien", "hang", "admin", "overseer")
KNOWN = {
    "/accounts/", "/changes/", "/contacts/", "/contacts/silent", "/corrections/", "/evaluations/",
    "/evaluations/received", "/evaluations/rounds", "/exchange/differences", "/introduction-letters/",
    "/liaisons/", "/mandates/vacant", "/meetings/", "/members/", "/needs/", "/notices/", "/notices/sent",
    "/opinions/", "/organisations/", "/quality/", "/trail/", "/year/",
}  # fmt: skip
"""Lists that stand at an address of their own; that of a meeting and that of a round belong to one row."""


def names(page: Page) -> list[str]:
    """The first word of each row of the tables of a page: names without the year beside them."""
    heads = [words_of(one) for body in page.tree.iter("tbody") for one in body.iter("th")]
    return [re.sub(r" \(\d{4}\).*", "", one) for one in heads]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_list_with_the_link_gives_a_spreadsheet_and_no_other_address_does(sign_in_as, world, app, name):
    browser = sign_in_as(name)
    lists = [door.rule.rule for door in doors(app) if door.method == "GET" and not door.arguments]
    linked, odd = set(), []
    for address in lists:
        answer = browser.get(address)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        found = [one for words, one in Page(answer.text, address).links() if words == "Tải Excel"]
        linked |= {address} if found else set()
        odd += [address for one in found if browser.get(one).mimetype != EXCEL]

    assert odd == []
    assert linked <= KNOWN
    assert linked


def test_every_list_of_the_book_is_among_the_spreadsheets(app):
    """A list that takes a key to go on is a list: it has a spreadsheet, or belongs to the reader alone."""
    views = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule in KNOWN}

    assert len(views) == len(KNOWN)
    marks = [mark_of(app.view_functions[view]) for view in views]
    assert all(mark is not None and mark.permissions for mark in marks)


@pytest.mark.parametrize(
    ("name", "address", "heading"),
    [("loc", "/members/", "Họ và tên"), ("hanh", "/members/", "Họ và tên"),
     ("kien", "/members/?show=in_liaison", "Họ và tên"), ("hanh", "/introduction-letters/?show=arriving", "Đảng viên"),
     ("kien", "/introduction-letters/?show=sent", "Đảng viên"), ("hanh", "/liaisons/", "Đảng viên"),
     ("hanh", "/accounts/", "Họ và tên"), ("hanh", "/accounts/?show=without", "Họ và tên"),
     ("hanh", "/organisations/", "Tổ chức đảng"), ("loc", "/contacts/silent", "Họ và tên"),
     ("hanh", "/year/", "Chi bộ")],
)  # fmt: skip
def test_the_file_has_the_rows_of_the_page_in_its_order(sign_in_as, world, clock, name, address, heading):
    clock.move(days=400)
    browser = sign_in_as(name)
    page = browser.page(address)

    file = taken(browser.get(page.link("Tải Excel")).data)

    assert names(page)
    assert file.column(heading) == names(page)


def test_all_pages_of_a_long_list_are_in_the_file(sign_in_as, world):
    for number in range(230):
        member = factories.a_member(f"Nguyễn Văn Bảy {number}", workplace=world.tax_cell)
        factories.a_liaison(member, world.cell6)
    database.session.commit()
    browser = sign_in_as("hanh")
    browser.most_statements = 30  # a page of a hundred rows takes the same few statements as any other
    shown: list[str] = []
    address: str | None = "/members/"
    while address:
        page = browser.page(address)
        shown += names(page)
        address = next((link for words, link in page.links() if words == "Xem thêm"), None)

    file = taken(browser.get("/members/?as=xlsx").data)

    assert len(shown) > 230
    assert file.column("Họ và tên") == shown


def test_cells_keep_their_kind(sign_in_as, world):
    world.mai.phone = "0912345678"
    database.session.commit()

    file = taken(sign_in_as("loc").get("/members/?as=xlsx").data)
    born = dict(zip(file.column("Họ và tên"), file.column("Ngày sinh"), strict=True))
    phone = dict(zip(file.column("Họ và tên"), file.column("Số điện thoại"), strict=True))

    assert born["Nguyễn Thị Mai"] == datetime(1988, 5, 12)  # noqa: DTZ001 — a day as openpyxl gives it
    assert "1985" in file.column("Ngày sinh")
    assert phone["Nguyễn Thị Mai"] == "0912345678"


def test_the_file_says_what_it_is_and_is_made_for_paper(sign_in_as, world):
    answer = sign_in_as("loc").get("/members/?show=in_liaison&as=xlsx")
    file = taken(answer.data)

    assert file.title == "Danh sách đảng viên"
    assert "16/3/2026" in file.about[0]
    assert "Nguyễn Văn Lộc, Bí thư, Chi bộ Tổ dân phố 5" in file.about[0]
    assert file.about[1] == "Lọc theo: Đang giữ mối liên hệ"
    assert file.sheet.freeze_panes == f"B{HEAD + 1}"
    assert file.sheet.auto_filter.ref.startswith(f"A{HEAD}:")
    assert file.sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert (file.sheet.page_setup.orientation, file.sheet.page_setup.paperSize) == ("landscape", 9)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="danh-sach-dang-vien-16-03-2026.xlsx"; '
        "filename*=UTF-8''Danh%20s%C3%A1ch%20%C4%91%E1%BA%A3ng%20vi%C3%AAn%2016-03-2026.xlsx"
    )


@pytest.mark.parametrize("start", ["=1+1", "+84", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.vn"])
def test_nothing_in_the_file_runs(sign_in_as, world, start):
    world.mai.position = f"{start} & Co"
    database.session.commit()

    file = taken(sign_in_as("loc").get("/members/?as=xlsx").data)
    cells = [cell for row in file.sheet.iter_rows() for cell in row if cell.value == f"{start} & Co"]

    assert [cell.data_type for cell in cells] == ["s"]
    assert all(cell.hyperlink is None for row in file.sheet.iter_rows() for cell in row)


def test_a_search_and_what_was_searched_for_are_in_the_file(sign_in_as, world):
    browser = sign_in_as("loc")
    browser.fill("/members/", words="mai nguyen")

    file = taken(browser.get("/members/?as=xlsx").data)

    assert file.column("Họ và tên") == ["Nguyễn Thị Mai"]
    assert file.about[1] == "Lọc theo: mai nguyen"


def test_a_sanction_is_no_more_told_in_the_file_than_on_the_page(sign_in_as, world):
    sanction = factories.a_sanction(world.mai)
    factories.a_notice(sanction, world.cell5, state=NoticeState.SENT)
    database.session.commit()

    deputy = taken(sign_in_as("binh").get("/notices/?as=xlsx").data)
    secretary = taken(sign_in_as("loc").get("/notices/?as=xlsx").data)

    assert deputy.rows == []
    assert secretary.column("Họ và tên") == ["Thông báo hạn chế người đọc"]
    assert secretary.column("Nội dung") == [None]
    assert "Nguyễn Thị Mai" not in str(secretary.rows)


def test_each_member_on_a_list_taken_away_can_read_who_took_it(sign_in_as, world):
    sign_in_as("loc").get("/members/?as=xlsx")

    marks = database.session.scalars(
        select(AccessEntry).where(AccessEntry.page == "members.index.xlsx")
    ).all()
    page = sign_in_as(world.as_member("mai")).page("/me/seen-by")

    assert len(marks) == 5
    assert {mark.account_id for mark in marks} == {world.account("loc").id}
    assert "Tải danh sách đảng viên về tệp Excel" in page.words


def test_the_log_of_the_office_tells_who_took_which_list(sign_in_as, world):
    browser = sign_in_as("hanh")
    browser.get("/organisations/?as=xlsx")

    entry = database.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()

    assert (entry.action, entry.subject) == ("take_list", "export")
    assert "Tải danh sách tổ chức đảng về tệp Excel" in browser.page("/trail/").words


def test_a_list_of_people_leaves_the_book_only_after_a_fresh_sign_in(sign_in_as, world):
    browser = sign_in_as("loc", fresh=False)

    answer = browser.get("/members/?show=exempt&as=xlsx")
    page = browser.get(answer.location)

    assert answer.status_code == 303
    assert "next=/members/?show%3Dexempt" in answer.location
    assert "bấm “Tải Excel” lần nữa" in page.text
    assert database.session.scalars(select(AccessEntry)).all() == []


def test_numbers_without_names_need_no_fresh_sign_in_telephones_of_secretaries_do(sign_in_as, world):
    browser = sign_in_as("hanh", fresh=False)

    assert browser.get("/year/?as=xlsx").mimetype == EXCEL
    assert browser.get("/organisations/?as=xlsx").status_code == 303


def test_a_right_lost_between_page_and_download_gives_no_file(sign_in_as, world, clock):
    browser = sign_in_as("loc")
    meeting = factories.a_meeting(world.cell5, on=date(2026, 3, 20))
    database.session.commit()
    address = f"/meetings/{meeting.ref}/list?as=xlsx"
    assert browser.get(address).status_code == 200
    meeting.cell_id = world.cell6.id
    database.session.commit()

    assert browser.get(address).status_code == 404


def test_a_list_that_is_too_long_says_so(sign_in_as, world, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 4)

    answer = sign_in_as("loc").get("/members/?as=xlsx")

    assert answer.status_code == 422
    assert "Danh sách có hơn 4 dòng. Đồng chí lọc bớt rồi tải lại." in answer.text


def test_any_other_form_is_the_page(sign_in_as, world):
    assert sign_in_as("loc").get("/members/?as=csv").mimetype == "text/html"
