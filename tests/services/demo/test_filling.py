"""The demonstration is a register in use: something in every state, made by the rules that hold for everybody."""

import re
from collections import Counter

import pytest
from sqlalchemy import func, select

from adapters import clock as clocks
from adapters import demonstration as marker
from adapters.tools import tools
from domain.errors import Refused
from models import (
    AccessEntry,
    Account,
    Attendance,
    AuditEntry,
    Contact,
    Liaison,
    Mandate,
    Meeting,
    Member,
    Minutes,
    Notice,
    Opinion,
    Organisation,
    Residence,
    SignIn,
    db,
)
from models.vocabulary import (
    AccountState,
    AttendanceStatus,
    ContactState,
    LiaisonState,
    MeetingState,
    NoticeState,
    Office,
    OpinionState,
    OrganisationKind,
)
from queries import dashboard, needs, rulesets
from queries.notices import WAITING, received
from services import audit
from services.demo.cast import Cast
from services.demo.filling import fill_demonstration, is_empty
from services.demo.letters import NOT_INTRODUCED
from services.demo.names import Crowd, Dice
from services.demo.town import LARGE_CELL, LOC_CELL, TAX

pytestmark = pytest.mark.usefixtures("demonstration")


def count(table, *conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def test_the_ward_has_thirty_cells_and_about_five_hundred_working_members():
    kinds = Counter(db.session.scalars(select(Organisation.kind)))

    assert kinds[OrganisationKind.RESIDENCE_CELL] == 30
    assert kinds[OrganisationKind.WORKPLACE_COMMITTEE] == 12
    assert 480 <= count(Member) <= 560


@pytest.mark.parametrize(("cell", "least", "most"), [(LARGE_CELL, 160, 166), (LOC_CELL, 38, 46)])
def test_a_cell_is_as_large_as_it_is_known_to_be(cell, least, most):
    here = select(Organisation.id).where(Organisation.name == cell).scalar_subquery()

    assert least <= count(Liaison, Liaison.residence_id == here, Liaison.state != LiaisonState.ENDED) <= most


def test_liaisons_stand_in_every_state():
    assert set(db.session.scalars(select(Liaison.state))) == set(LiaisonState)


def test_notices_stand_in_several_states_and_one_has_climbed_to_the_top():
    states = set(db.session.scalars(select(Notice.state)))

    assert {NoticeState.SENT, NoticeState.ACKNOWLEDGED, NoticeState.PROCESSED} <= states
    assert count(Notice, Notice.rung == 4) >= 1


def test_the_first_person_listed_has_at_least_five_ordinary_notices_waiting():
    loc = Cast().of(LOC_CELL)

    waiting = received(loc, WAITING, None).rows

    assert loc.person_name == "Nguyễn Văn Lộc"
    assert len([one for one in waiting if not one.is_restricted]) >= 5
    assert len([one for one in waiting if one.is_restricted]) == 1


def test_twelve_of_the_tax_office_have_no_residence_cell_yet():
    tax = Cast().of(TAX)
    introduced = select(Liaison.member_id)
    below = select(Organisation.id).where(Organisation.path.startswith(tax.path))

    without = count(Member, Member.workplace_id.in_(below), Member.id.not_in(introduced))

    assert without == NOT_INTRODUCED


def test_the_cell_of_the_story_keeps_in_contact():
    secretary = Cast().of(LOC_CELL)
    today = clocks.today()

    waiting = {one.name for one in dashboard.waiting(secretary, today, rulesets.rules(today))}

    assert {"contacts", "opinions_raised"} <= waiting
    assert count(Contact, Contact.state == ContactState.CONFIRMED) == 3
    assert count(Opinion, Opinion.state == OpinionState.PASSED_ON) == 2
    assert [one.name for one in needs.able(secretary)] == ["Nguyễn Thị Mai"]
    assert [one.text for one in needs.posted(secretary, needs.OPEN)] != []


def test_every_cell_has_a_secretary_who_can_be_called():
    led = select(Mandate.organisation_id).where(Mandate.office == Office.SECRETARY)

    assert (
        count(Organisation, Organisation.kind == OrganisationKind.RESIDENCE_CELL, Organisation.id.not_in(led))
        == 0
    )
    assert count(Account, Account.phone.is_(None)) == 0


def test_nobody_is_real():
    """Telephones that nobody has, cards of no committee, no e-mail address, no citizen number."""
    phones = [*db.session.scalars(select(Member.phone)), *db.session.scalars(select(Account.phone))]
    cards = db.session.scalars(select(Member.card_number)).all()

    assert [phone for phone in phones if not re.fullmatch(r"0900\d{6}", phone or "")] == []
    assert [card for card in cards if not re.fullmatch(r"99\.\d{6}", card or "")] == []
    assert count(Account, Account.email.is_not(None)) == 0


def test_everybody_lives_somewhere_save_those_not_yet_introduced():
    housed = select(Residence.member_id)

    assert count(Member, Member.id.not_in(housed)) == NOT_INTRODUCED


def test_people_have_looked_and_the_trail_is_whole():
    assert count(AccessEntry) >= 5
    assert count(AuditEntry) > 300
    assert audit.verify() is None


def test_history_is_spread_over_months_and_ends_today(clock):
    first, last = db.session.execute(select(func.min(AuditEntry.at), func.max(AuditEntry.at))).one()

    assert (last - first).days > 90
    assert last <= clock.now()


def test_everybody_listed_may_enter_and_nobody_has_yet():
    assert count(Account, Account.state != AccountState.ACTIVE) == 0
    assert count(SignIn) == 0


def test_the_installation_is_marked_and_its_password_opens_the_offices():
    password = marker.password_of(tools().instance)

    assert len(password) >= 15
    assert (tools().instance / marker.NAME).stat().st_mode & 0o077 == 0


def test_the_cell_of_the_story_has_met_twice_and_meets_again(clock):
    met = db.session.scalars(select(Meeting).order_by(Meeting.on)).all()

    assert [one.state for one in met] == [MeetingState.CLOSED, MeetingState.HELD, MeetingState.CONVENED]
    assert met[-1].on > clock.today > met[1].on
    stood = set(db.session.scalars(select(Attendance.status).where(Attendance.meeting_id == met[0].id)))
    assert stood >= {AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED}
    signed = db.session.scalars(select(Minutes).order_by(Minutes.id))
    assert [one.signed_at is not None for one in signed] == [True, False]


def test_what_is_not_empty_is_left_alone():
    members = count(Member)

    with pytest.raises(Refused):
        fill_demonstration()

    assert not is_empty()
    assert count(Member) == members


def test_the_same_people_are_invented_on_every_computer(clock):
    one, other = Crowd(Dice()), Crowd(Dice())

    assert [one.person(clock.today) for _ in range(20)] == [other.person(clock.today) for _ in range(20)]
