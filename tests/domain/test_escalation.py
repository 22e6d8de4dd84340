from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import is_working_day, working_days_between
from domain.escalation import LADDER, Climber, due_rungs
from models.vocabulary import Step

DAYS = {"reminder": 3, "deputy": 5, "committee": 8, "ring": 10}
MONDAY = date(2026, 3, 16)
HOLIDAYS = frozenset({date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)})
STEPS = [step for _name, step in LADDER]

days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
free_days = st.frozensets(days, max_size=15)


def a_climber(sent_on: date = MONDAY, climbed: int = 0, **more: bool) -> Climber:
    values = {"is_restricted": False, "is_for_committee": False} | more
    return Climber(counted_from=sent_on, climbed=climbed, **values)


def steps(climber: Climber, today: date, holidays: frozenset[date] = frozenset()) -> list[Step]:
    return [rung.step for rung in due_rungs(climber, DAYS, today, holidays)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (MONDAY, []),
        (MONDAY + timedelta(days=2), []),
        (MONDAY + timedelta(days=3), [Step.REMINDED]),
        (MONDAY + timedelta(days=7), [Step.REMINDED, Step.DEPUTY]),
        (MONDAY + timedelta(days=10), [Step.REMINDED, Step.DEPUTY, Step.COMMITTEE]),
        (MONDAY + timedelta(days=14), STEPS),
    ],
)
def test_the_ladder_counts_working_days_from_the_sending(today, expected):
    assert steps(a_climber(), today) == expected


def test_a_week_of_holidays_makes_nobody_late():
    tet = frozenset(MONDAY + timedelta(days=n) for n in range(1, 5))

    assert steps(a_climber(), MONDAY + timedelta(days=8), tet) == []
    assert steps(a_climber(), MONDAY + timedelta(days=9), tet) == [Step.REMINDED]


def test_a_sanction_skips_the_deputy():
    assert steps(a_climber(is_restricted=True), MONDAY + timedelta(days=30)) == [
        Step.REMINDED,
        Step.COMMITTEE,
        Step.UNANSWERED,
    ]


def test_the_notice_of_a_committee_does_not_turn_to_itself():
    assert Step.COMMITTEE not in steps(a_climber(is_for_committee=True), MONDAY + timedelta(days=30))


def test_what_has_been_climbed_is_not_climbed_again():
    assert steps(a_climber(climbed=2), MONDAY + timedelta(days=30)) == [Step.COMMITTEE, Step.UNANSWERED]
    assert steps(a_climber(climbed=4), MONDAY + timedelta(days=30)) == []


@given(
    sent_on=days,
    rounds=st.lists(st.integers(min_value=0, max_value=9), max_size=25),
    holidays=free_days,
    restricted=st.booleans(),
    for_committee=st.booleans(),
)
def test_however_many_rounds_are_missed_each_rung_rings_once_in_order_and_never_before_its_day(
    sent_on, rounds, holidays, restricted, for_committee
):
    climbed, today, rung_so_far = [], sent_on, 0
    for pause in rounds:
        today += timedelta(days=pause)
        climber = a_climber(sent_on, rung_so_far, is_restricted=restricted, is_for_committee=for_committee)
        for rung in due_rungs(climber, DAYS, today, holidays):
            name = LADDER[rung.number - 1][0]
            assert working_days_between(sent_on, today, holidays) >= DAYS[name]
            rung_so_far = rung.number
            climbed.append(rung.step)
    assert climbed == [step for step in STEPS if step in climbed]
    assert not (restricted and Step.DEPUTY in climbed)
    assert not (for_committee and Step.COMMITTEE in climbed)


@given(sent_on=days, holidays=free_days)
def test_a_round_of_every_day_climbs_each_rung_on_the_very_working_day(sent_on, holidays):
    climbed: dict[Step, date] = {}
    for n in range(60):
        today = sent_on + timedelta(days=n)
        for rung in due_rungs(a_climber(sent_on, len(climbed)), DAYS, today, holidays):
            climbed[rung.step] = today
    assert list(climbed) == STEPS
    for name, step in LADDER:
        assert is_working_day(climbed[step], holidays)
        assert working_days_between(sent_on, climbed[step], holidays) == DAYS[name]
