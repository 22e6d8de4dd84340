from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.addressees import Bond, addressees
from domain.deadlines import is_working_day, working_days_between
from models.vocabulary import LiaisonState

MONDAY = date(2026, 3, 16)
COMMUNE, CELL = 7, 23
_S = LiaisonState
bonds = st.builds(
    Bond,
    state=st.sampled_from(LiaisonState),
    commune_id=st.just(COMMUNE),
    residence_id=st.sampled_from([None, COMMUNE, CELL]),
)


def told(state: LiaisonState, residence_id: int | None = CELL) -> list[int]:
    bond = Bond(state=state, commune_id=COMMUNE, residence_id=residence_id)
    return [one.organisation_id for one in addressees(bond, MONDAY, 5, frozenset())]


@pytest.mark.parametrize("state", [_S.ASSIGNED, _S.ACTIVE, _S.EXEMPTED])
def test_the_commune_committee_and_the_cell_are_told_of_a_member_whom_the_cell_lists(state):
    assert told(state) == [COMMUNE, CELL]


@pytest.mark.parametrize("state", [_S.ISSUED, _S.RECEIVED])
def test_while_the_letter_is_on_its_way_only_the_commune_is_told(state):
    assert told(state, COMMUNE) == [COMMUNE]


@pytest.mark.parametrize("state", [_S.DRAFTED, _S.RETURNED, _S.ENDED])
def test_nobody_is_told_of_a_member_whom_nobody_knows(state):
    assert told(state, None) == []


def test_without_a_liaison_there_is_nobody_to_tell():
    assert addressees(None, MONDAY, 5, frozenset()) == ()


def test_the_due_day_skips_the_weekend_and_holidays():
    bond = Bond(state=_S.ACTIVE, commune_id=COMMUNE, residence_id=CELL)

    due = {one.due_on for one in addressees(bond, MONDAY, 5, frozenset({date(2026, 3, 20)}))}

    assert due == {date(2026, 3, 24)}


@given(
    bond=bonds,
    sent_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    count=st.integers(1, 15),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 3, 1)), max_size=10),
)
def test_each_organisation_is_told_once_and_given_its_working_days(bond, sent_on, count, holidays):
    found = addressees(bond, sent_on, count, holidays)

    assert len({one.organisation_id for one in found}) == len(found)
    for one in found:
        assert is_working_day(one.due_on, holidays)
        assert working_days_between(sent_on, one.due_on, holidays) == count
