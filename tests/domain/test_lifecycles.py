"""The state tables: what leads where, and what is said where nothing leads."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.lifecycles import LIAISON, NOTICE, may_step, objection, step
from models.vocabulary import LiaisonState, NoticeState

L, N = LiaisonState, NoticeState


def test_every_state_has_its_arrows_and_its_sentence():
    assert set(LIAISON.arrows) == set(LIAISON.says) == set(LIAISON.says_of) == set(LiaisonState)
    assert set(NOTICE.arrows) == set(NOTICE.says) == set(NoticeState)


def test_a_letter_travels_from_the_draft_to_the_cell():
    journey = [L.DRAFTED, L.ISSUED, L.RECEIVED, L.ASSIGNED, L.ACTIVE, L.ENDED]

    assert all(step(LIAISON, one, other) is other for one, other in pairwise(journey))


@pytest.mark.parametrize(
    ("current", "wanted"),
    [
        (L.ISSUED, L.RETURNED),
        (L.RECEIVED, L.RETURNED),
        (L.RETURNED, L.DRAFTED),
        (L.ASSIGNED, L.RECEIVED),
        (L.ASSIGNED, L.EXEMPTED),
        (L.ACTIVE, L.EXEMPTED),
        (L.EXEMPTED, L.ACTIVE),
        (N.SENT, N.DISPUTED),
        (N.DISPUTED, N.SENT),
        (N.DISPUTED, N.ACKNOWLEDGED),
        (N.ACKNOWLEDGED, N.SENT),
        (N.ACKNOWLEDGED, N.PROCESSED),
        (N.PROCESSED, N.WITHDRAWN),
    ],
)
def test_there_are_ways_back_and_aside(current, wanted):
    assert may_step(LIAISON if isinstance(current, LiaisonState) else NOTICE, current, wanted)


@pytest.mark.parametrize(
    ("current", "wanted"),
    [
        (L.DRAFTED, L.RECEIVED),
        (L.ISSUED, L.ASSIGNED),
        (L.RECEIVED, L.ACTIVE),
        (L.ASSIGNED, L.RETURNED),
        (L.ACTIVE, L.ASSIGNED),
        (L.RETURNED, L.ISSUED),
        (N.SENT, N.PROCESSED),
        (N.DISPUTED, N.PROCESSED),
        (N.WITHDRAWN, N.SENT),
    ],
)
def test_no_step_is_left_out(current, wanted):
    assert not may_step(LIAISON if isinstance(current, LiaisonState) else NOTICE, current, wanted)


@given(st.sampled_from(LiaisonState))
def test_what_has_ended_stays_ended(wanted):
    assert not may_step(LIAISON, L.ENDED, wanted)


@given(st.sampled_from([state for state in LiaisonState if state is not L.ENDED]))
def test_whatever_is_open_can_end(current):
    assert may_step(LIAISON, current, L.ENDED)


def test_a_refusal_says_what_is_the_case():
    with pytest.raises(Refused, match="already been received") as refused:
        step(LIAISON, L.RECEIVED, L.ISSUED, field="letters")

    assert refused.value.field == "letters"


def test_of_several_people_the_refusal_names_the_one():
    refused = objection(LIAISON, L.ASSIGNED, L.ISSUED, name="Nguyễn Thị Mai")

    assert refused is not None
    assert refused.params["name"] == "Nguyễn Thị Mai"
