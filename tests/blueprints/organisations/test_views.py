"""Pages of organisations."""

from sqlalchemy import select

from models import Organisation
from models.vocabulary import OrganisationKind
from tests.support import factories
from tests.support.pages import Page


def test_the_office_of_a_ward_reads_its_cells_with_secretary_and_telephone(world, sign_in_as):
    page = sign_in_as("hanh").page("/organisations/")

    assert page.heading == "Tổ chức đảng"
    assert "Chi bộ Tổ dân phố 5" in page.words
    assert "Nguyễn Văn Lộc" in page.words
    assert page.link("Thêm chi bộ nơi cư trú") == f"/organisations/{world.ward.ref}/new"


def test_a_cell_is_added_and_then_stands_in_the_tree(world, db, sign_in_as):
    browser = sign_in_as("hanh")

    done = browser.fill(
        f"/organisations/{world.ward.ref}/new",
        form="/new",
        name="Chi bộ Tổ dân phố 7",
        founded_on="1/1/2026",
        has_committee="y",
    )

    founded = db.session.scalars(select(Organisation).where(Organisation.name == "Chi bộ Tổ dân phố 7")).one()
    assert done.location == f"/organisations/{founded.ref}"
    assert "Đã thêm tổ chức đảng." in browser.page(done.location).words
    assert "Chi bộ Tổ dân phố 7" in browser.page("/organisations/").words


def test_every_mistake_of_a_new_cell_is_told_at_once_and_nothing_typed_is_lost(world, sign_in_as):
    browser = sign_in_as("hanh")

    refused = browser.fill(
        "/organisations/new", form="/new", name="", founded_on="31/2/2026", phone="123", decision="9-QĐ/ĐU"
    )

    page = Page(refused.text, "/organisations/new")
    assert refused.status_code == 422
    assert "Đồng chí ghi tên tổ chức" in page.words
    assert "28 ngày" in page.words
    assert ("decision", "9-QĐ/ĐU") in page.form("/new").values
    assert ("founded_on", "31/2/2026") in page.form("/new").values


def test_a_name_that_exists_is_told_at_its_field(world, sign_in_as):
    refused = sign_in_as("hanh").fill(
        "/organisations/new", form="/new", name="chi bộ tổ dân phố 5", founded_on="1/1/2026"
    )

    assert refused.status_code == 422
    assert 'id="name-error"' in refused.text


def test_an_administrator_adds_the_committee_of_a_ward_from_the_list(world, db, sign_in_as):
    browser = sign_in_as("admin")
    page = browser.page("/organisations/")

    done = browser.fill(page.link("Thêm đảng ủy xã"), form="/new", unit_code="16702")

    assert "Đảng ủy phường Vinh Phú" in browser.page(done.location).words


def test_an_administrator_adds_a_workplace_committee_and_a_cell_below_it(world, db, sign_in_as):
    browser = sign_in_as("admin")
    address = browser.page("/organisations/").link("Thêm đảng ủy nơi công tác")

    done = browser.fill(address, form="/new", name="Đảng ủy Sở Y tế", founded_on="1/7/2025")
    committee = browser.page(done.location)
    browser.fill(
        committee.link("Thêm chi bộ nơi công tác"),
        form="/new",
        name="Chi bộ Văn phòng",
        founded_on="1/7/2025",
    )

    cell = db.session.scalars(select(Organisation).where(Organisation.name == "Chi bộ Văn phòng")).one()
    assert cell.kind is OrganisationKind.WORKPLACE_CELL
    assert "Chi bộ Văn phòng" in browser.page(done.location).words


def test_a_renamed_cell_keeps_its_old_name_and_is_found_by_it(world, sign_in_as):
    browser = sign_in_as("hanh")

    done = browser.fill(
        f"/organisations/{world.cell5.ref}/rename",
        form="/rename",
        name="Chi bộ Khối Bắc",
        valid_from="1/3/2026",
        decision="5-QĐ/ĐU",
    )

    page = browser.page(done.location)
    assert page.heading == "Chi bộ Khối Bắc"
    assert "Chi bộ Tổ dân phố 5 từ 1/7/2025 đến 28/2/2026" in page.words
    assert "quyết định 5-QĐ/ĐU" in page.words
    assert "tên cũ: Chi bộ Tổ dân phố 5" in browser.page("/organisations/?words=dan+pho+5").words


def test_telephone_symbol_and_term_are_kept_up_to_date(world, sign_in_as):
    browser = sign_in_as("hanh")

    done = browser.fill(
        f"/organisations/{world.cell5.ref}/edit", form="/edit", phone="0912 345 678", term="2025-2030"
    )

    assert done.status_code == 303
    assert "0912 345 678" in browser.page(done.location).words


def test_offices_held_are_told_with_their_days(world, sign_in_as):
    page = sign_in_as("hanh").page(f"/organisations/{world.cell5.ref}")

    assert "Bí thư: Nguyễn Văn Lộc từ 1/7/2025" in page.words


def test_an_overseer_sees_the_province_and_may_add_nothing(world, sign_in_as):
    page = sign_in_as("overseer").page("/organisations/")

    assert "Đảng ủy phường Trường Vinh" in page.words
    assert not [address for _words, address in page.links() if address.endswith("/new")]


def test_a_cell_secretary_sees_the_own_cell_and_no_other(world, sign_in_as):
    browser = sign_in_as("loc")

    assert "Chi bộ Tổ dân phố 6" not in browser.page("/organisations/").words
    assert browser.get(f"/organisations/{world.cell6.ref}").status_code == 404
    assert browser.get(f"/organisations/{world.cell5.ref}/rename").status_code == 403


def test_a_search_that_finds_nothing_says_what_to_do(world, sign_in_as):
    page = sign_in_as("hanh").page("/organisations/?words=khong+co")

    assert "Không có tổ chức đảng nào mang tên này" in page.words


def test_a_hundred_and_more_cells_are_shown_page_by_page_with_the_same_statements(world, sign_in_as):
    browser = sign_in_as("hanh")
    browser.page("/organisations/")  # the first page of a session also notes that somebody is there
    for _visit in range(2):  # the first page of a session also keeps its form token
        browser.page("/organisations/")
    few = len(browser.statements)
    for number in range(100, 230):
        factories.an_organisation(f"Chi bộ Tổ dân phố {number}", parent=world.ward)

    page = browser.page("/organisations/")

    assert len(browser.statements) == few
    rest = browser.page(page.link("Xem thêm"))
    assert "Chi bộ Tổ dân phố 229" in rest.words


def test_in_english_every_word_is_english(world, sign_in_as):
    browser = sign_in_as("hanh")
    browser.set_cookie("language", "en", domain="localhost")

    page = browser.page(f"/organisations/{world.cell5.ref}")

    assert "Names through time" in page.words
