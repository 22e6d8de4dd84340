"""The register: who stands on whose list, in which order, found in which spelling, and what a record shows."""

import unicodedata

import pytest

from domain.errors import NotFound
from models import Liaison, Residence
from models import db as database
from models.vocabulary import LiaisonState
from queries import members
from queries.members import EXEMPT, IN_LIAISON, NO_RESIDENCE, Criteria
from queries.paging import PAGE
from tests.support import crowd, factories
from tests.support import world as worlds

EVERYBODY = Criteria()


def names(lines) -> list[str]:
    return [line.full_name for line in lines.rows]


def found(actor, words: str) -> list[str]:
    return [
        f"{line.full_name} {line.birth_year}" for line in members.listed(actor, Criteria(words=words)).rows
    ]


# --- Who stands on a list ---------------------------------------------------------------------------------


def test_a_cell_lists_those_it_holds_in_the_order_of_given_names(world):
    listed = members.listed(world.actor("loc"), EVERYBODY)

    assert [f"{line.full_name} {line.birth_year}" for line in listed.rows] == [
        "Lê Hữu Ánh 1978", "Lê Hữu Ánh 1985", "Đậu Thùy Linh 1994", "Nguyễn Thị Mai 1988", "Hoàng Anh Tuấn 1992",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["binh", "tam"])
def test_the_whole_committee_of_a_cell_sees_the_same_list(world, name):
    assert names(members.listed(world.actor(name), EVERYBODY)) == names(
        members.listed(world.actor("loc"), EVERYBODY)
    )


@pytest.mark.parametrize("name", ["thanh", "phuc", "vinh", "hanh"])
def test_a_commune_lists_the_members_of_all_its_cells_and_of_no_other(world, name):
    listed = names(members.listed(world.actor(name), EVERYBODY))

    assert {"Nguyễn Thị Mai", "Phan Thị Yến"} <= set(listed)
    assert "Nguyễn Duy Khánh" not in listed
    assert "Nguyễn Thị Hòa" not in listed, "introduced, and held by no cell yet"


def test_a_workplace_cell_lists_its_own_members_wherever_they_live(world):
    listed = members.listed(world.actor("hang"), EVERYBODY)

    by_name = {line.full_name: line for line in listed.rows}
    assert by_name["Nguyễn Thị Mai"].residence == "Chi bộ Tổ dân phố 5"
    assert by_name["Nguyễn Quang Huy"].residence is None
    assert by_name["Nguyễn Thị Hòa"].state is LiaisonState.ISSUED
    assert "Phạm Tiến Dũng" not in by_name


def test_a_workplace_committee_lists_the_members_of_its_cells(world):
    listed = names(members.listed(world.actor("kien"), EVERYBODY))

    assert {"Nguyễn Thị Mai", "Phạm Tiến Dũng"} <= set(listed)
    assert "Phan Thị Yến" not in listed


@pytest.mark.parametrize("name", ["admin", "overseer"])
def test_the_province_lists_nobody(world, name):
    assert members.listed(world.actor(name), EVERYBODY).rows == []


def test_who_has_left_work_is_on_no_list_of_the_workplace(world, clock):
    world.mai.left_on = clock.today
    database.session.commit()

    assert "Nguyễn Thị Mai" not in names(members.listed(world.actor("hang"), EVERYBODY))


def test_who_lives_in_two_places_stands_on_the_list_once(world):
    factories.a_residence(world.mai, world.cell6, unit="Tổ dân phố 6")

    lines = [line for line in members.listed(world.actor("loc"), EVERYBODY).rows if line.ref == world.mai.ref]

    assert [line.unit for line in lines] == ["Tổ dân phố 6"]


@pytest.mark.parametrize(
    ("name", "only", "listed"),
    [
        ("loc", EXEMPT, ["Hoàng Anh Tuấn"]),
        ("loc", IN_LIAISON, ["Lê Hữu Ánh", "Lê Hữu Ánh", "Nguyễn Thị Mai"]),
        ("hang", NO_RESIDENCE, ["Lê Thu Hà", "Nguyễn Quang Huy", "Trần Thị Nga"]),
        ("kien", NO_RESIDENCE, ["Bùi Mạnh Cường", "Lê Thu Hà", "Nguyễn Quang Huy", "Trần Thị Nga"]),
    ],
)
def test_a_list_can_be_narrowed(world, name, only, listed):
    assert names(members.listed(world.actor(name), Criteria(only=only))) == listed


# --- Search -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "mai", "MAI", "Mai", "nguyen thi mai", "Nguyễn Thị Mai", "mai nguyen", "mai thị", "ng mai", "nguyeenx mai",
        unicodedata.normalize("NFD", "Nguyễn Thị Mai"), "  mai  ", "mai.", "nguyễn\u00a0mai",
    ],
)  # fmt: skip
def test_a_member_is_found_in_many_spellings(world, typed):
    assert found(world.actor("loc"), typed) == ["Nguyễn Thị Mai 1988"]


@pytest.mark.parametrize("typed", ["Hòa", "hoà", "hoa", "HOÀ", "hoaf"])
def test_either_place_of_the_tone_finds_the_name(world, typed):
    assert found(world.actor("hang"), typed)[0] == "Nguyễn Thị Hòa 1983"


@pytest.mark.parametrize(
    "typed", ["ai", "maii", "mai tuan", "Yến", "x%", "m_i", "m%i", "'; DROP TABLE member; --"]
)
def test_what_fits_nobody_finds_nobody(world, typed):
    assert found(world.actor("loc"), typed) == []


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("ánh 1985", ["Lê Hữu Ánh 1985"]),
        ("1985 anh", ["Lê Hữu Ánh 1985"]),
        ("Lê Hữu Ánh (1978)", ["Lê Hữu Ánh 1978"]),
        ("1988", ["Nguyễn Thị Mai 1988"]),
        ("mai 1985", []),
        ("ánh 1978 1985", []),
        ("ánh 198", []),
        ("ánh 2985", []),
    ],
)
def test_a_year_among_the_words_is_the_year_of_birth(world, typed, who):
    assert found(world.actor("loc"), typed) == who


def test_the_year_finds_a_day_of_birth_that_is_known_in_part_and_no_neighbour(world):
    for born in ("1966", "1966-12-31", "1967-01-01", "1965-12"):
        factories.a_liaison(factories.a_member("Trần Văn Bảo", born=born), world.cell5)

    lines = members.listed(world.actor("loc"), Criteria(words="bảo 1966")).rows

    assert sorted(line.born for line in lines) == ["1966", "1966-12-31"]


@pytest.mark.parametrize("typed", [None, "", "   ", "---", "%"])
def test_nothing_typed_is_no_search(world, typed):
    assert len(members.listed(world.actor("loc"), Criteria(words=typed)).rows) == 5


def test_homonyms_are_told_apart_by_year_and_workplace(world):
    lines = members.listed(world.actor("loc"), Criteria(words="lê hữu ánh")).rows

    assert [(line.birth_year, line.workplace) for line in lines] == [
        ("1978", "Chi bộ Phòng Nghiệp vụ"),
        ("1985", "Chi bộ Văn phòng Sở"),
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Hoà", ["Lê Thị Hòa", "Lê Văn Hoà", "Lê Thị Hoa", "Lê Thị Hóa"]),
        ("hòa", ["Lê Thị Hòa", "Lê Văn Hoà", "Lê Thị Hoa", "Lê Thị Hóa"]),
        ("hóa lê", ["Lê Thị Hóa", "Lê Thị Hoa", "Lê Thị Hòa", "Lê Văn Hoà"]),
        ("hoa", ["Lê Thị Hoa", "Lê Thị Hòa", "Lê Văn Hoà", "Lê Thị Hóa"]),
        ("đặng", ["Đặng Thị Lan", "Nguyễn Văn Đăng"]),
    ],
)
def test_names_with_the_very_marks_that_were_typed_come_first(world, typed, first):
    for name in ("Lê Thị Hóa", "Lê Văn Hoà", "Lê Thị Hoa", "Lê Thị Hòa", "Nguyễn Văn Đăng", "Đặng Thị Lan"):
        factories.a_liaison(factories.a_member(name, workplace=world.finance_cell), world.other_cell)

    assert [line.rpartition(" ")[0] for line in found(world.actor("quy"), typed)] == first


# --- More than a page -------------------------------------------------------------------------------------


@pytest.fixture
def crowded_ward(world):
    """A ward with 250 members more, of a handful of names; not the `ward` that is kept between tests."""
    crowd.settle(250, [world.cell5, world.cell6], [world.tax_cell, world.tax_cell2])
    return world.actor("hanh")


def walked(actor, criteria) -> list[list[str]]:
    pages, after = [], None
    while True:
        lines = members.listed(actor, criteria, after)
        pages.append([line.ref for line in lines.rows])
        after = lines.after
        if after is None:
            return pages


@pytest.mark.parametrize("typed", [None, "an", "nguyen", "Nguyễn"])
def test_a_commune_is_walked_page_by_page_without_a_gap_or_a_double(crowded_ward, typed):
    pages = walked(crowded_ward, Criteria(words=typed))

    everybody = [ref for page in pages for ref in page]
    assert len(everybody) == len(set(everybody))
    assert [len(page) for page in pages[:-1]] == [PAGE] * (len(pages) - 1)
    if typed is None:
        assert len(everybody) == 250 + 7


def test_exact_names_come_first_and_the_pages_after_them_miss_nobody(world):
    crowd.settle(600, [world.cell5], [world.tax_cell])
    for year in ("1970", "1971", "1972"):
        factories.a_liaison(factories.a_member("Trần Thị Vân", born=year), world.cell6)

    pages = walked(world.actor("hanh"), Criteria(words="Vân"))

    everybody = [ref for page in pages for ref in page]
    exact = members.listed(world.actor("hanh"), Criteria(words="Vân")).rows[:4]
    assert [line.full_name for line in exact[:3]] == ["Trần Thị Vân"] * 3
    assert exact[3].full_name != "Trần Thị Vân"
    assert len(pages) == 2
    assert len(everybody) == len(set(everybody)) == 120 + 3


def test_the_next_page_is_found_again_when_its_last_row_has_left_the_list(crowded_ward, world):
    first = members.listed(crowded_ward, EVERYBODY)
    last = database.session.scalars(database.select(Liaison).where(Liaison.ref == first.after)).one()
    last.state = LiaisonState.RECEIVED
    database.session.commit()

    again = members.listed(crowded_ward, EVERYBODY, first.after)

    assert len(again.rows) == PAGE


def test_a_key_of_somewhere_else_starts_at_the_beginning(crowded_ward, world):
    strange = world.liaison("khanh").ref

    assert names(members.listed(crowded_ward, EVERYBODY, strange)) == names(
        members.listed(crowded_ward, EVERYBODY)
    )


def test_a_cell_of_250_stands_on_one_page(world):
    crowd.settle(250, [world.cell6], [world.tax_cell])

    lines = members.listed(world.actor("sau"), EVERYBODY)

    assert len(lines.rows) == 252
    assert lines.after is None


# --- One record -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["loc", "binh", "tam", "thanh", "hanh", "hang", "que", "kien", "luan"])
def test_a_record_opens_to_both_sides_of_the_member(world, name):
    record = members.record(world.actor(name), world.mai.ref)

    assert record.member.full_name == "Nguyễn Thị Mai"
    assert record.member.workplace.name == "Chi bộ Phòng Nghiệp vụ"
    assert record.bond is not None
    assert record.bond.residence is not None
    assert record.bond.residence.name == "Chi bộ Tổ dân phố 5"
    assert record.home is not None
    assert record.home.place.code == worlds.WARD


@pytest.mark.parametrize("name", ["sau", "quy", "nhan", "long", "chi", "admin", "overseer", "mai"])
def test_a_record_of_somebody_elses_member_is_not_found(world, name):
    with pytest.raises(NotFound):
        members.record(world.actor(name), world.mai.ref)


def test_a_record_that_never_was_is_not_found_either(world):
    with pytest.raises(NotFound):
        members.record(world.actor("hang"), "000000000000")


def test_a_member_without_home_and_liaison_has_a_record_too(world):
    member = factories.a_member(workplace=world.tax_cell)

    record = members.record(world.actor("hang"), member.ref)

    assert (record.home, record.bond) == (None, None)


def test_of_a_member_who_was_sent_back_the_residence_sees_nothing_any_more(world):
    with pytest.raises(NotFound):
        members.record(world.actor("hanh"), world.cuong.ref)


def test_the_present_home_is_the_one_recorded_last(world, clock):
    factories.a_residence(world.mai, world.cell6, unit="Tổ dân phố 6")
    factories.a_residence(world.mai, world.cell6, unit="Tổ dân phố 7", ends_on=clock.today)

    home = members.record(world.actor("loc"), world.mai.ref).home

    assert isinstance(home, Residence)
    assert home.unit == "Tổ dân phố 6"


def test_a_member_reads_the_own_record_whatever_the_office(world):
    bond = members.own_record(world.as_member("mai")).bond

    assert bond is not None
    assert bond.residence_id == world.cell5.id
    assert members.own_record(world.actor("dung")).member.full_name == "Phạm Tiến Dũng"


def test_an_officer_who_is_no_member_has_no_own_record(world):
    with pytest.raises(NotFound):
        members.own_record(world.actor("loc"))
