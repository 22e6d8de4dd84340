"""Who reads which opinions, in which order, and what waits at whom."""

from datetime import timedelta

import pytest

from adapters import clock as clocks
from domain.errors import NotFound
from models.vocabulary import MeetingKind, MeetingState, OpinionState
from queries import dashboard, dealings, opinions, rulesets, timeline
from tests.support import factories

_S = OpinionState


def in_days(count):
    return clocks.today() + timedelta(days=count)


def passed_on(world, name="mai", **more):
    """An opinion at the ward committee."""
    values = {"state": _S.PASSED_ON, "holder_id": world.ward.id, "passed_to": "Đảng ủy", "due_on": in_days(5)}
    return factories.an_opinion(world.member(name), **values | more)


@pytest.fixture
def known(world):
    """One opinion in each place, the oldest first."""
    told = {"state": _S.TOLD, "answer": "Đã sửa", "told_on": clocks.today()}
    return {
        "raised": factories.an_opinion(world.mai, raised_on=in_days(-9)),
        "at the ward": passed_on(world, raised_on=in_days(-8)),
        "late at the ward": passed_on(world, raised_on=in_days(-7), due_on=in_days(-2)),
        "later at a body": passed_on(
            world, raised_on=in_days(-6), holder_id=world.cell5.id, due_on=in_days(-1)
        ),
        "to tell": factories.an_opinion(
            world.anh78, raised_on=in_days(-5), state=_S.ANSWERED, answer="Đã sửa"
        ),
        "told": factories.an_opinion(world.anh78, raised_on=in_days(-4), **told),
        "other cell": factories.an_opinion(world.yen),
        "other ward": factories.an_opinion(world.khanh),
    }


def names(known, rows):
    told = {opinion.id: name for name, opinion in known.items()}
    return [told[opinion.id] for opinion in rows]


OPEN_AT_CELL = ["raised", "at the ward", "late at the ward", "later at a body", "to tell"]


@pytest.mark.parametrize(
    ("who", "show", "found"),
    [
        ("loc", opinions.OPEN, OPEN_AT_CELL),
        ("tam", opinions.OPEN, OPEN_AT_CELL),
        ("loc", opinions.OVERDUE, ["late at the ward", "later at a body"]),
        ("loc", opinions.TO_TELL, ["to tell"]),
        ("loc", opinions.DONE, ["told"]),
        ("sau", opinions.OPEN, ["other cell"]),
        ("hanh", opinions.OPEN, ["at the ward", "late at the ward"]),
        ("vinh", opinions.OVERDUE, ["late at the ward"]),
        ("quy", opinions.OPEN, ["other ward"]),
        ("nhan", opinions.OPEN, []),
        ("kien", opinions.OPEN, []),
        ("hang", opinions.OPEN, []),
        ("admin", opinions.OPEN, []),
    ],
)
def test_a_cell_reads_its_own_a_committee_what_it_holds_a_workplace_none(world, known, who, show, found):
    assert names(known, opinions.listed(world.actor(who), show, clocks.today()).rows) == found


def test_a_committee_does_not_open_what_was_not_passed_on_to_it(world, known):
    assert opinions.one(world.actor("hanh"), known["at the ward"].ref).id == known["at the ward"].id
    for who, name in (
        ("hanh", "raised"),
        ("sau", "raised"),
        ("kien", "at the ward"),
        ("nhan", "at the ward"),
    ):
        with pytest.raises(NotFound):
            opinions.one(world.actor(who), known[name].ref)


def test_a_member_reads_all_of_the_own_and_nothing_else(world, known):
    found = opinions.own(world.as_member("mai"))

    assert names(known, found) == ["later at a body", "late at the ward", "at the ward", "raised"]


def tasks(world, who):
    found = dashboard.waiting(world.actor(who), clocks.today(), rulesets.rules(clocks.today()))
    return {task.name: task.count for task in found if task.name.startswith("opinions")}


def test_what_waits_waits_at_whoever_holds_it(world, known):
    assert tasks(world, "loc") == {"opinions_raised": 1, "opinions_overdue": 1, "opinions_to_tell": 1}
    assert tasks(world, "hanh") == {"opinions_passed_on": 1, "opinions_overdue": 1}
    assert tasks(world, "tam") == tasks(world, "kien") == {}


@pytest.mark.parametrize(("who", "count"), [("mai", 4), ("loc", 4), ("hanh", 2), ("kien", 0), ("hang", 0)])
def test_the_history_tells_of_opinions_to_those_who_read_them(world, known, who, count):
    actor = world.as_member("mai") if who == "mai" else world.actor(who)
    entries = timeline.of_member(actor, world.mai.id, as_member=who == "mai")

    found = [one for entry in entries if (one := entry.dealing) and one.part == dealings.OPINION]
    assert len(found) == count


def test_the_meetings_of_the_cell_are_offered_the_one_already_chosen_first(world):
    latest = [factories.a_meeting(world.cell5, on=in_days(-day)) for day in range(opinions.LATEST)]
    old = factories.a_meeting(world.cell5, on=in_days(-400), kind=MeetingKind.PEOPLE)
    factories.a_meeting(world.cell5, state=MeetingState.CANCELLED)
    factories.a_meeting(world.cell6)

    found = opinions.meetings(world.actor("loc"), None)
    chosen = opinions.meetings(world.actor("loc"), old.ref)

    assert [one.id for one in found] == [one.id for one in latest]
    assert chosen[0].id == old.id
    assert opinions.meetings(world.actor("hanh"), old.ref) == []


def test_a_member_is_offered_the_meetings_he_is_convened_to(world):
    meeting = factories.a_meeting(world.cell5)
    factories.a_meeting(world.cell6)

    assert [one.id for one in opinions.own_meetings(world.as_member("mai"))] == [meeting.id]
