"""What a contact must say, and when a liaison counts as silent."""

from datetime import date
from typing import Any

import pytest

from adapters import reference
from domain.contacts import Bond, Said, duties_served, kept_since, objections, silent_since
from domain.rules import read_rules
from models.vocabulary import Category, ContactKind, LiaisonState

TODAY = date(2026, 3, 16)
RULES = read_rules(reference.document("regulation-213.toml"))
FULL = Bond(state=LiaisonState.ACTIVE, category=Category.FULL, started_on=date(2025, 12, 1))
EXEMPT = Bond(state=LiaisonState.EXEMPTED, category=Category.EXEMPT, started_on=None)


def a_call(**more):
    values: dict[str, Any] = {"kind": ContactKind.CALL, "on": TODAY, "text": None, "duty": None}
    return Said(**values | more)


def fields(said, bond=FULL):
    return [refused.field for refused in objections(said, bond, RULES, TODAY)]


def test_a_call_of_today_needs_no_more_words():
    assert fields(a_call()) == []


@pytest.mark.parametrize("kind", [ContactKind.HELP, ContactKind.OPINION])
def test_help_and_an_opinion_need_a_line_that_says_what(kind):
    assert fields(a_call(kind=kind)) == ["text"]
    assert fields(a_call(kind=kind, text="Sửa điện nhà văn hóa")) == []


@pytest.mark.parametrize(
    ("on", "is_fine"),
    [
        (date(2026, 3, 17), False),
        (TODAY, True),
        (date(2025, 12, 1), True),
        (date(2025, 11, 30), False),
    ],
)
def test_the_day_lies_between_the_beginning_of_the_liaison_and_today(on, is_fine):
    assert fields(a_call(on=on)) == ([] if is_fine else ["on"])


def test_what_would_be_forgotten_at_once_is_not_taken():
    assert fields(a_call(on=date(2024, 3, 16)), EXEMPT) == []
    assert fields(a_call(on=date(2024, 3, 15)), EXEMPT) == ["on"]


@pytest.mark.parametrize(
    "state", [state for state in LiaisonState if state not in (LiaisonState.ACTIVE, LiaisonState.EXEMPTED)]
)
def test_only_a_liaison_in_force_has_contacts(state):
    bond = Bond(state=state, category=Category.FULL, started_on=None)

    assert fields(a_call(), bond) == [None]


def test_everything_wrong_is_told_at_once():
    said = a_call(kind=ContactKind.HELP, on=date(2027, 1, 1), duty=7)

    assert fields(said) == ["on", "text", "duty"]


def test_a_duty_whose_wording_is_not_known_is_not_offered():
    assert [duty.number for duty in duties_served(RULES, Category.FULL)] == [1, 2, 3, 4, 5]
    assert fields(a_call(duty=6)) == ["duty"]


def test_an_exempt_member_is_offered_the_duties_that_remain():
    assert [duty.number for duty in duties_served(RULES, Category.EXEMPT)] == [1, 2, 5]
    assert fields(a_call(duty=4), EXEMPT) == ["duty"]
    assert fields(a_call(duty=5), EXEMPT) == []


def test_days_are_counted_in_months():
    assert kept_since(date(2026, 2, 28)) == date(2024, 2, 28)
    assert silent_since(date(2026, 8, 31), 6) == date(2026, 2, 28)


def test_a_mark_of_secrecy_is_refused_and_an_ordinary_word_passes():
    assert fields(a_call(text="Trao đổi theo công văn MẬT số 12")) == ["text"]
    assert fields(a_call(text="Biếu chai mật ong")) == []
