"""Saving who was at a meeting: once for all names, corrected until the minutes are signed, by two people at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from access import Actor
from adapters import clock as clocks
from domain.attendance import Overtaken, Way, Whose
from domain.errors import NotAllowed, NotFound, Refused
from models import Attendance, AuditEntry, Liaison, Meeting, MeetingStep, db
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    LiaisonEnd,
    LiaisonState,
    MeetingStage,
    MeetingState,
)
from services.attendance import SaveAttendance, SaveByNumbers, save_attendance
from services.checking_in import check_in
from tests.support import factories

_S = AttendanceStatus
ANH78, ANH85, MAI, TUAN = 1, 2, 3, 4
"""Their numbers on the list of the cell, in the order of Vietnamese names; Tuấn is exempt and comes as a guest."""


@pytest.fixture
def meeting(world):
    return factories.a_meeting(world.cell5, guests=(world.tuan,))


def saved(marked=(), savings=0, **more):
    return SaveAttendance(marked=frozenset(marked), savings=savings, **more)


def save(world, meeting, who="loc", **more):
    return save_attendance(world.actor(who), meeting.ref, saved(**more))


def told(meeting):
    found = select(Attendance.number, Attendance.status).where(Attendance.meeting_id == meeting.id)
    return dict(db.session.execute(found).all())


def row(meeting, number):
    return db.session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.number == number)
    ).one()


def stands(meeting):
    return db.session.get_one(Meeting, meeting.id, populate_existing=True)


def last_contact(member):
    return db.session.scalar(
        select(Liaison.last_contact_on).where(
            Liaison.member_id == member.id, Liaison.state != LiaisonState.ENDED
        )
    )


def test_the_absent_are_marked_and_all_others_were_there(world, meeting):
    save(world, meeting, marked=[ANH85], reasons={ANH85: _S.EXCUSED})

    assert told(meeting) == {ANH78: _S.PRESENT, ANH85: _S.EXCUSED, MAI: _S.PRESENT, TUAN: None}
    assert row(meeting, ANH78).source is AttendanceSource.LIST
    assert row(meeting, TUAN).source is None


def test_a_saving_makes_the_meeting_held_by_name_and_hour(world, meeting):
    save(world, meeting)

    held = stands(meeting)
    steps = select(MeetingStep.stage).where(MeetingStep.meeting_id == meeting.id).order_by(MeetingStep.id)
    assert (held.state, held.savings) == (MeetingState.HELD, 1)
    assert (held.attendance_by_id, held.attendance_at) == (world.account("loc").id, clocks.now())
    assert db.session.scalars(steps).all()[-1] is MeetingStage.ATTENDANCE


def test_in_a_big_cell_those_present_are_marked_and_guests_too(world, meeting):
    save(world, meeting, way=Way.PRESENT, marked=[MAI], guests=frozenset([TUAN]))

    assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.ABSENT, MAI: _S.PRESENT, TUAN: _S.PRESENT}


def test_the_numbers_of_a_paper_say_how_they_came_to_be_known(world, meeting):
    save_attendance(world.actor("loc"), meeting.ref, SaveByNumbers(marked=frozenset([ANH78]), savings=0))

    assert row(meeting, ANH78).source is AttendanceSource.NUMBERS


def test_at_a_meeting_that_is_on_line_only_everybody_takes_part_there(world):
    meeting = factories.a_meeting(world.cell5, place=None, link="https://meet.example/abc")

    save(world, meeting, marked=[MAI])

    assert told(meeting) == {ANH78: _S.ONLINE, ANH85: _S.ONLINE, MAI: _S.ABSENT}


def test_a_number_that_is_not_on_the_list_is_refused_and_nothing_saved(world, meeting):
    with pytest.raises(Refused, match="no number 41: it goes from 1 to 4"):
        save(world, meeting, marked=[MAI, 41])

    assert stands(meeting).state is MeetingState.CONVENED
    assert set(told(meeting).values()) == {None}


def test_one_entry_of_the_trail_tells_numbers_and_nobody(world, meeting):
    save(world, meeting, marked=[MAI], reasons={MAI: _S.EXCUSED})

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "attendance")).one()
    assert (entry.action, entry.subject_id) == ("save_attendance", meeting.id)
    assert entry.detail == '{"absent":1,"changed":3,"excused":1,"present":2}'
    assert entry.organisation_id == world.cell5.id


def test_a_correction_changes_what_differs_and_counts_the_savings(world, meeting):
    save(world, meeting, marked=[MAI])
    save(world, meeting, marked=[ANH78], savings=1)

    assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.PRESENT, MAI: _S.PRESENT, TUAN: None}
    assert stands(meeting).savings == 2


def test_saving_the_same_again_changes_nothing(world, meeting):
    save(world, meeting, marked=[MAI])
    entries = select(func.count()).select_from(AuditEntry)
    before = db.session.scalar(entries)

    save(world, meeting, marked=[MAI], savings=1)

    assert stands(meeting).savings == 1
    assert db.session.scalar(entries) == before


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (MeetingState.PLANNED, "have not been convened"),
        (MeetingState.CANCELLED, "has been cancelled"),
        (MeetingState.SIGNED, "minutes of this meeting have been signed"),
        (MeetingState.CLOSED, "has been closed"),
    ],
)
def test_a_meeting_that_takes_no_attendance_says_why(world, state, sentence):
    meeting = factories.a_meeting(world.cell5, state=state)

    with pytest.raises(Refused, match=sentence):
        save(world, meeting)


def test_attendance_is_not_taken_before_the_day(world):
    meeting = factories.a_meeting(world.cell5, on=clocks.today() + timedelta(days=1))

    with pytest.raises(Refused, match="from that day on"):
        save(world, meeting)


@pytest.mark.parametrize(
    ("who", "refusal"), [("tam", NotAllowed), ("sau", NotFound), ("hanh", NotAllowed), ("hang", NotAllowed)]
)
def test_only_the_secretary_and_the_deputy_of_the_cell_save_it(world, meeting, who, refusal):
    with pytest.raises(refusal):
        save(world, meeting, who=who)


def test_who_left_the_cell_before_the_meeting_is_not_counted(world, meeting):
    gone = world.liaison("mai")
    gone.state, gone.ended_because = LiaisonState.ENDED, LiaisonEnd.MOVED
    gone.ended_on = clocks.today() - timedelta(days=1)
    db.session.commit()

    save(world, meeting, marked=[MAI])

    assert told(meeting)[MAI] is _S.NOT_COUNTED


def test_who_joined_after_the_meeting_is_not_counted(world, meeting):
    world.liaison("mai").started_on = clocks.today() + timedelta(days=1)
    db.session.commit()

    save(world, meeting, way=Way.PRESENT, marked=[MAI])

    assert told(meeting)[MAI] is _S.NOT_COUNTED


def test_who_has_become_exempt_by_the_day_is_a_guest_and_never_absent(world, meeting):
    exempt = world.liaison("tuan")
    liaison = world.liaison("mai")
    liaison.state, liaison.category = exempt.state, exempt.category
    liaison.exemption_reason, liaison.exempt_from = exempt.exemption_reason, clocks.today()
    db.session.commit()

    save(world, meeting, marked=[MAI])

    assert told(meeting)[MAI] is None
    assert row(meeting, MAI).is_guest


def test_who_came_after_the_list_was_made_takes_a_seat_behind_it(world, meeting):
    late = factories.a_member("Bùi Thị Lan", workplace=world.tax_cell)
    factories.a_liaison(late, world.cell5)

    save(world, meeting, late=(late.ref, world.yen.ref))

    assert told(meeting)[5] is _S.PRESENT
    assert (row(meeting, 5).member_id, row(meeting, 5).is_guest) == (late.id, True)
    assert len(told(meeting)) == 5  # somebody of another cell gets no seat


def test_a_meeting_is_a_contact_and_a_correction_takes_it_back(world, meeting, clock):
    earlier = factories.a_contact(world.mai, on=clocks.today() - timedelta(days=10)).on
    save(world, meeting, marked=[ANH78])
    assert last_contact(world.mai) == meeting.on
    assert last_contact(world.anh78) is None

    clock.move(days=2)
    save(world, meeting, marked=[MAI], savings=1)

    assert last_contact(world.mai) == earlier
    assert last_contact(world.anh78) == meeting.on


def test_who_had_checked_in_is_met_too(world, meeting, clock):
    clock.set(meeting.on, 19, 21)
    check_in(world.as_member("mai"), meeting.door_ref)
    assert last_contact(world.mai) is None

    save(world, meeting, marked=[ANH78, ANH85])

    assert last_contact(world.mai) == meeting.on


def test_who_checked_in_stays_present_with_the_hour_whatever_is_marked(world, meeting, clock):
    clock.set(meeting.on, 19, 21)
    check_in(world.as_member("mai"), meeting.door_ref)

    save(world, meeting, marked=[MAI])

    assert (row(meeting, MAI).status, row(meeting, MAI).source) == (_S.PRESENT, AttendanceSource.SCAN)
    assert row(meeting, MAI).arrived_at == clocks.now()


class TestTwoPeople:
    """Lộc and Bình have the same page open; Bình saves first."""

    @pytest.fixture
    def overtaken(self, world, meeting):
        save(world, meeting, who="binh", marked=[MAI], reasons={MAI: _S.EXCUSED})
        return meeting

    def test_the_second_is_told_who_was_first_and_where_they_differ(self, world, overtaken):
        with pytest.raises(Overtaken) as conflict:
            save(world, overtaken, marked=[ANH78])

        found = conflict.value
        assert (found.name, found.at, found.savings) == ("Trần Văn Bình", clocks.now(), 1)
        assert found.numbers == (ANH78, MAI)
        assert told(overtaken)[MAI] is _S.EXCUSED

    def test_two_who_say_the_same_are_not_asked(self, world, overtaken):
        save(world, overtaken, marked=[MAI], reasons={MAI: _S.EXCUSED})

        assert stands(overtaken).savings == 1

    def test_each_name_is_kept_as_chosen(self, world, overtaken):
        save(world, overtaken, marked=[ANH78], seen=1, keep={ANH78: Whose.MINE, MAI: Whose.THEIRS})

        assert (told(overtaken)[ANH78], told(overtaken)[MAI]) == (_S.ABSENT, _S.EXCUSED)

    def test_everything_of_mine_is_kept_in_one_press(self, world, overtaken):
        save(world, overtaken, marked=[ANH78], seen=1, keep_all=True)

        assert (told(overtaken)[ANH78], told(overtaken)[MAI]) == (_S.ABSENT, _S.PRESENT)

    @pytest.mark.parametrize("keep", [{}, {ANH78: Whose.MINE}])
    def test_a_name_without_an_answer_is_asked_again(self, world, overtaken, keep):
        with pytest.raises(Overtaken):
            save(world, overtaken, marked=[ANH78], seen=1, keep=keep)

    def test_answers_about_an_older_saving_are_asked_again(self, world, overtaken):
        save(world, overtaken, who="binh", marked=[ANH85], savings=1)

        with pytest.raises(Overtaken):
            save(world, overtaken, marked=[ANH78], seen=1, keep_all=True)


def test_of_two_who_save_at_the_same_moment_one_is_told(app, world, meeting):
    ref, ways = meeting.ref, [(world.actor(who), number) for who, number in (("loc", ANH78), ("binh", MAI))]

    def press(way):
        actor, number = way
        with app.app_context():
            try:
                save_attendance(actor, ref, saved([number]))
            except Overtaken as overtaken:
                return overtaken.numbers
            return None

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(press, ways))
    db.session.rollback()

    assert sorted(answers, key=bool) == [None, (ANH78, MAI)]
    assert stands(meeting).savings == 1
    first = ANH78 if answers[0] is None else MAI
    assert [number for number, status in told(meeting).items() if status is _S.ABSENT] == [first]


def test_everybody_who_checks_in_while_it_is_saved_is_present(app, world, meeting, clock):
    clock.set(meeting.on, 19, 21)
    people = [
        factories.an_account(member=member, organisation=world.cell5) for member in (world.anh78, world.anh85)
    ]
    comrades = [Actor(account_id=one.id, member_id=one.member_id) for one in people]
    ref, door_ref, loc = meeting.ref, meeting.door_ref, world.actor("loc")

    def act(actor):
        with app.app_context():
            if actor is loc:
                save_attendance(actor, ref, saved([ANH78, ANH85, MAI]))
            else:
                check_in(actor, door_ref)

    with ThreadPoolExecutor(3) as all_at_once:
        list(all_at_once.map(act, [comrades[0], loc, comrades[1]]))
    db.session.rollback()

    assert told(meeting) == {ANH78: _S.PRESENT, ANH85: _S.PRESENT, MAI: _S.ABSENT, TUAN: None}


@pytest.mark.parametrize("more", [0, 40])
def test_a_whole_big_cell_is_saved_in_as_many_statements_as_a_small_one(world, meeting, more):
    for number in range(more):
        factories.a_liaison(factories.a_member(f"Hồ Văn {number}", workplace=world.tax_cell), world.cell6)
    other = factories.a_meeting(world.cell6)
    save(world, meeting)  # statements that every first saving needs are behind
    with counting() as statements:
        save(world, other, who="sau", marked=[1, 2])

    assert len(statements) <= 14


@contextmanager
def counting():
    """The statements of the block."""
    statements = []

    def count(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    event.remove(db.engine, "before_cursor_execute", count)
