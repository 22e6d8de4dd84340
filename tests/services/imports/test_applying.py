"""A checked list in the register: all of it or nothing, and nothing twice."""

from datetime import date

import pytest
from sqlalchemy import event, func, select

from access import Actor
from domain.errors import NotAllowed, Refused
from models import (
    AuditEntry,
    Liaison,
    LiaisonStep,
    Member,
    Organisation,
    OrganisationName,
    Residence,
    Workplace,
)
from models.vocabulary import Category, ExemptionReason, LiaisonSource, LiaisonState, OrganisationKind
from services import audit
from services.imports.applying import import_roster
from services.imports.checking import check
from services.organisations import RenameOrganisation, rename_organisation
from tests.support import factories
from tests.support.lists import TODAY, a_list, a_row
from tests.support.world import SINCE, THIRD_WARD, WARD

FIVE, SIX = "Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6"
TABLES = (Organisation, OrganisationName, Member, Workplace, Residence, Liaison, LiaisonStep)


@pytest.fixture
def bring(world, clock):
    """Bring a list into the register, as the command line does."""
    clock.set(TODAY)

    def into(code, *rows, **options):
        return import_roster(Actor.worker(), check(code, a_list(*rows), TODAY, **options))

    return into


@pytest.fixture
def counts(db):
    """How many rows there are in each table that a list writes."""

    def now():
        return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]

    return now


def a_line(name="Lê Văn Mới", born="02/03/1980", home=FIVE, **more):
    """One row about somebody whom the world does not know."""
    told = {"ADMITTED": "19/05/2015", "OFFICIAL": "19/05/2016", "CARD": None, "PHONE": None}
    return a_row(FULL_NAME=name, BORN=born, RESIDENCE_CELL=home, **told | more)


def somebody(db, name="Lê Văn Mới"):
    """A member with the open liaison."""
    member = db.session.scalars(select(Member).where(Member.full_name == name)).one()
    return member, db.session.scalars(select(Liaison).where(Liaison.member_id == member.id)).one()


def test_a_row_becomes_a_member_with_workplace_residence_and_liaison(world, db, bring):
    applied = bring(WARD, a_line(CARD="66.613508", PHONE="0900 000 001", POSITION="Giáo viên"))

    member, liaison = somebody(db)
    assert (member.born, member.card_digits, member.phone) == ("1980-03-02", "66613508", "0900000001")
    assert (member.workplace_id, member.position) == (world.tax_cell.id, "Giáo viên")
    assert (liaison.state, liaison.source) == (LiaisonState.ACTIVE, LiaisonSource.IMPORT)
    assert (liaison.commune_id, liaison.residence_id, liaison.workplace_id) == (
        world.ward.id,
        world.cell5.id,
        world.tax_cell.id,
    )
    assert (liaison.started_on, liaison.sort_key) == (TODAY, member.sort_key)
    home = db.session.scalars(select(Residence).where(Residence.member_id == member.id)).one()
    assert (home.place_id, home.unit, home.address) == (
        world.ward.place_id,
        "Tổ dân phố 5",
        "86 đường Hồng Bàng",
    )
    job = db.session.scalars(select(Workplace).where(Workplace.member_id == member.id)).one()
    assert (job.organisation_id, job.position, job.starts_on) == (world.tax_cell.id, "Giáo viên", None)
    step = db.session.scalars(select(LiaisonStep).where(LiaisonStep.liaison_id == liaison.id)).one()
    assert (step.state, step.on, step.cell_id, step.by_id) == (
        LiaisonState.ACTIVE,
        TODAY,
        world.cell5.id,
        None,
    )
    assert (applied.members, applied.linked, applied.known, applied.exempt, applied.cells) == (1, 0, 0, 0, 0)


def test_an_exemption_without_a_reason_is_taken_for_completion(db, bring):
    applied = bring(WARD, a_line(CATEGORY="Miễn sinh hoạt"))

    _member, liaison = somebody(db)
    assert (liaison.state, liaison.category) == (LiaisonState.EXEMPTED, Category.EXEMPT)
    assert liaison.exemption_reason is ExemptionReason.NOT_STATED
    assert (liaison.exempt_from, liaison.exempt_review_on) == (TODAY, date(2027, 11, 24))
    assert applied.exempt == 1


def test_a_second_run_of_the_same_list_adds_nothing(counts, bring):
    lines = [
        a_line(),
        a_line("Lê Thị Hai", WORKPLACE_CELL="Chi bộ Mới", WORKPLACE_COMMITTEE="Đảng ủy Sở Y tế"),
    ]
    bring(WARD, *lines)
    before = counts()

    again = bring(WARD, *lines)

    assert counts() == before
    assert (again.members, again.known, again.workplaces, again.notes) == (0, 2, 0, [])


def test_workplaces_are_found_by_folded_names_inside_the_province(world, counts, db, bring):
    before = counts()

    bring(WARD, a_line(WORKPLACE_CELL="CHI BỘ PHÒNG NGHIỆP VỤ", WORKPLACE_COMMITTEE="Đảng uỷ Thuế tỉnh"))

    assert counts()[:2] == before[:2]
    assert somebody(db)[0].workplace_id == world.tax_cell.id


def test_a_workplace_is_found_by_the_name_it_bore_before(world, counts, db, bring):
    new_name = RenameOrganisation(name="Chi bộ Phòng Thuế", valid_from=TODAY)
    rename_organisation(world.actor("kien"), world.tax_cell.ref, new_name)
    before = counts()

    bring(WARD, a_line())

    assert counts()[:2] == before[:2]
    assert somebody(db)[0].workplace_id == world.tax_cell.id


def test_workplaces_that_are_new_are_founded_once_with_their_dated_names(world, db, bring):
    names = {"WORKPLACE_CELL": "Chi bộ Văn phòng", "WORKPLACE_COMMITTEE": "Đảng ủy Sở Y tế"}

    applied = bring(WARD, a_line(**names), a_line("Lê Thị Hai", **names))

    assert applied.workplaces == 2
    cell = db.session.get_one(Organisation, somebody(db)[0].workplace_id)
    committee = db.session.get_one(Organisation, cell.parent_id)
    assert (cell.name, cell.kind) == ("Chi bộ Văn phòng", OrganisationKind.WORKPLACE_CELL)
    assert (committee.name, committee.parent_id) == ("Đảng ủy Sở Y tế", world.province.id)
    assert cell.path == f"{world.province.path}{committee.id}.{cell.id}."
    named = select(OrganisationName).where(OrganisationName.organisation_id == cell.id)
    assert db.session.scalars(named).one().valid_from == SINCE


def test_cells_of_one_name_below_different_committees_stay_apart(db, bring):
    lines = [
        a_line(f"Lê Văn {name}", WORKPLACE_CELL="Chi bộ Văn phòng", WORKPLACE_COMMITTEE=f"Đảng ủy Sở {name}")
        for name in ("Một", "Hai")
    ]

    bring(WARD, *lines)

    assert somebody(db, "Lê Văn Một")[0].workplace_id != somebody(db, "Lê Văn Hai")[0].workplace_id


def test_the_first_list_of_a_commune_founds_committee_and_cells(db, bring):
    applied = bring(
        THIRD_WARD,
        a_line(home="Chi bộ Khối 1"),
        a_line("Lê Thị Hai", home="khối 1"),
        a_line("Lê Ba", home="Khối 2"),
    )

    assert (applied.committee, applied.cells) == ("Đảng ủy phường Vinh Phú", 2)
    _member, liaison = somebody(db)
    cell = db.session.get_one(Organisation, liaison.residence_id)
    assert (cell.name, cell.parent_id, cell.has_committee) == ("Chi bộ Khối 1", liaison.commune_id, True)
    assert somebody(db, "Lê Thị Hai")[1].residence_id == cell.id
    assert db.session.get_one(Organisation, somebody(db, "Lê Ba")[1].residence_id).name == "Chi bộ Khối 2"


def test_a_member_whom_the_register_has_at_another_cell_is_noted_and_left_there(world, counts, db, bring):
    before = counts()

    applied = bring(WARD, a_line("Nguyễn Thị Mai", "12/05/1988", home=SIX, POSITION=None, PHONE="0911111111"))

    (note,) = applied.notes
    assert (note.row, note.column, note.found, note.params) == (2, "L", SIX, {"organisation": FIVE})
    assert counts() == before
    assert world.liaison("mai").residence_id == world.cell5.id
    assert world.mai.phone != "0911111111"


def test_a_member_whom_the_register_has_at_another_workplace_is_noted(world, counts, bring):
    before = counts()

    applied = bring(
        WARD,
        a_line("Nguyễn Thị Mai", "12/05/1988", WORKPLACE_CELL="Chi bộ X", WORKPLACE_COMMITTEE="Đảng ủy Y"),
    )

    (note,) = applied.notes
    assert (note.column, note.params) == ("I", {"organisation": world.tax_cell.name})
    assert counts() == before


def test_a_liaison_that_ended_is_not_opened_again(world, counts, bring):
    before = counts()

    applied = bring(WARD, a_line("Lê Thu Hà", "15/08/1987", home=SIX))

    assert [note.params for note in applied.notes] == [{"day": world.liaison("ha").ended_on}]
    assert counts() == before


def test_somebody_who_left_working_life_is_not_brought_back(world, db, counts, bring):
    world.member("huy").left_on = date(2026, 10, 1)
    db.session.commit()
    before = counts()

    applied = bring(WARD, a_line("Nguyễn Quang Huy", "22/01/1996"))

    assert [(note.column, note.params) for note in applied.notes] == [("B", {"day": date(2026, 10, 1)})]
    assert counts() == before


def test_a_member_whom_nobody_has_introduced_gets_the_liaison_and_keeps_the_home(world, db, counts, bring):
    before = counts()

    applied = bring(WARD, a_line("Nguyễn Quang Huy", "22/01/1996"))

    assert (applied.members, applied.linked, applied.known) == (0, 1, 0)
    assert somebody(db, "Nguyễn Quang Huy")[1].workplace_id == world.tax_cell.id
    written = [after - count for after, count in zip(counts(), before, strict=True)]
    assert written == [0, 0, 0, 0, 0, 1, 1]


def test_two_of_one_name_and_birthday_with_different_cards_are_two_people(db, counts, bring):
    bring(WARD, a_line(CARD="11.111111"))
    before = counts()

    bring(WARD, a_line(CARD="22.222222", home=SIX))

    assert counts()[2] == before[2] + 1


def test_of_two_with_different_cards_one_alone_is_a_member_without_any(counts, bring):
    bring(WARD, a_line(CARD=None))
    before = counts()
    two = [a_line(CARD="11.111111"), a_line(CARD="22.222222", home=SIX)]

    applied = bring(WARD, *two)

    assert (applied.known, applied.members, applied.notes) == (1, 1, [])
    assert counts()[2] == before[2] + 1


def test_namesakes_are_known_by_their_cards_in_whatever_order_they_stand(counts, bring):
    bring(WARD, a_line(CARD="11.111111"))
    before = counts()
    lines = [a_line(CARD="22.222222", home=SIX), a_line(CARD="11.111111")]

    first, again = bring(WARD, *lines), bring(WARD, *reversed(lines))

    assert (first.members, first.notes, again.members, again.notes) == (1, [], 0, [])
    assert counts()[2] == before[2] + 1


def test_a_card_that_one_side_does_not_know_leaves_one_person(counts, bring):
    bring(WARD, a_line(CARD="11.111111"))
    before = counts()

    assert bring(WARD, a_line(CARD=None)).known == 1
    assert counts() == before


def test_a_name_is_recognised_without_marks_in_nfd_and_with_old_tone_places(counts, bring):
    bring(WARD, a_line("Lê Thị Hòa"))
    before = counts()

    assert bring(WARD, a_line("Lê Thị Hoà")).known == 1
    assert counts() == before


def test_a_list_with_faults_is_not_written(counts, world, clock):
    clock.set(TODAY)
    before = counts()

    with pytest.raises(Refused):
        import_roster(Actor.worker(), check(WARD, a_list(a_line(), a_line(home="Chi bộ 99")), TODAY))

    assert counts() == before


def test_what_breaks_on_the_way_leaves_nothing_behind(world, db, counts, bring):
    before = counts()

    def fail(*_details):
        raise KeyboardInterrupt

    event.listen(db.engine, "commit", fail)
    try:
        with pytest.raises(KeyboardInterrupt):
            bring(THIRD_WARD, a_line(home="Chi bộ Khối 1"))
    finally:
        event.remove(db.engine, "commit", fail)

    db.session.rollback()
    assert counts() == before


def test_only_the_command_line_may(world, clock):
    clock.set(TODAY)
    roster = check(WARD, a_list(a_line()), TODAY)

    with pytest.raises(NotAllowed):
        import_roster(world.actor("hanh"), roster)


def test_the_trail_tells_which_rows_were_written_and_repeats_no_name(world, db, bring):
    bring(WARD, a_line(), a_line("Lê Thị Hai", WORKPLACE_COMMITTEE="Đảng ủy Sở Y tế"))

    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "import_roster")).all()
    ids = db.session.scalars(
        select(Member.id).where(Member.full_name.in_(("Lê Văn Mới", "Lê Thị Hai")))
    ).all()
    (members,) = [entry for entry in entries if entry.subject == "member"]
    assert members.detail == f'{{"ids":"{min(ids)}-{max(ids)}"}}'
    assert members.organisation_id == world.ward.id
    assert {entry.subject for entry in entries} == {"member", "liaison", "organisation"}
    assert "Lê" not in "".join(entry.detail for entry in entries)
    assert audit.verify() is None


def test_ten_rows_cost_as_many_statements_as_five_hundred(world, db, bring):
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *details: statements.append(details[2]))
    lines = [
        a_line("Lê Văn Mới", f"{1 + number % 28:02d}/{1 + number // 28 % 12:02d}/{1960 + number % 30}")
        for number in range(510)
    ]

    bring(WARD, *lines[:10])
    few = len(statements)
    statements.clear()
    bring(WARD, *lines[10:])

    assert len(statements) <= few


def test_an_imported_member_moves_on_like_any_other(world, db, bring):
    bring(WARD, a_line())
    member, liaison = somebody(db)

    member.phone, liaison.last_contact_on = "0912345678", TODAY
    db.session.commit()

    assert (member.version, liaison.version) == (2, 2)


def test_a_known_liaison_with_a_letter_on_its_way_stays_as_it_is(world, counts, bring):
    before = counts()

    applied = bring(WARD, a_line("Nguyễn Thị Hòa", "01/12/1983"))

    assert counts() == before
    assert [note.params for note in applied.notes] == [{"organisation": world.ward.name}]


def test_factories_and_lists_agree_on_a_member(world, db, bring):
    """A member entered by hand is found again by the list, with the same folded name and birth."""
    factories.a_member("Lê Văn Mới", born="1980-03-02", workplace=world.tax_cell)
    db.session.commit()

    assert bring(WARD, a_line()).linked == 1
