from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.changes import DECIDED, Facts, decision_number, objections
from domain.errors import Refused
from models.vocabulary import Category, ChangeWord, ExemptionReason

TODAY = date(2026, 3, 16)
DECISION: dict[str, Any] = {
    "decision_number": "45/QĐ-UBND",
    "decided_on": TODAY,
    "decided_by": "Ủy ban nhân dân tỉnh",
}


def fields(word: ChangeWord, **facts: Any) -> list[str | None]:
    """Which fields are objected to."""
    return [one.field for one in objections(Facts(word=word, **({"effective_on": TODAY} | facts)), TODAY)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("45/QĐ-UBND", "45/QĐ-UBND"),
        ("45-QĐ/TU", "45-QĐ/TU"),
        (" Số 12/QĐ-UBND ", "12/QĐ-UBND"),
        ("Quyết định số: 1234/2026/QĐ-TTg", "1234/2026/QĐ-TTg"),
        ("45–QĐ/TU", "45-QĐ/TU"),
        ("12a-QĐ/ĐU", "12a-QĐ/ĐU"),
    ],
)
def test_a_decision_is_quoted_in_the_form_of_state_or_party(typed, kept):
    assert decision_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "45", "QĐ-UBND", "bốn mươi lăm", "45/", "45/2026", "-"])
def test_what_is_no_number_of_a_decision_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match="45/QĐ-UBND"):
        decision_number(typed)


@given(st.from_regex(r"[0-9]{1,4}[-/](QĐ|NQ|QĐ/TU|QĐ-UBND)", fullmatch=True))
def test_what_looks_like_a_number_is_kept_to_the_letter(number):
    assert decision_number(f"  Số {number} ") == number


@pytest.mark.parametrize("word", [word for word in ChangeWord if word.kind in DECIDED])
def test_number_day_and_body_are_compulsory_and_told_together(word):
    assert fields(word) == ["decision_number", "decided_on", "decided_by"]
    assert fields(word, **DECISION) == []


@pytest.mark.parametrize("word", [ChangeWord.DEATH, ChangeWord.RETIREMENT, ChangeWord.RESIDENCE_MOVE])
def test_other_kinds_need_no_decision(word):
    assert fields(word) == []


def test_a_decision_of_tomorrow_has_not_been_taken():
    assert fields(ChangeWord.REWARD, **DECISION | {"decided_on": TODAY + timedelta(days=1)}) == ["decided_on"]


@pytest.mark.parametrize("day", [date(1926, 3, 16), date(2062, 3, 16)])
def test_a_slip_of_the_year_is_noticed(day):
    assert fields(ChangeWord.APPOINTMENT, **DECISION, effective_on=day) == ["effective_on"]


def test_a_post_may_be_given_ahead_but_nobody_dies_tomorrow():
    tomorrow = TODAY + timedelta(days=1)

    assert fields(ChangeWord.APPOINTMENT, **DECISION, effective_on=tomorrow) == []
    assert fields(ChangeWord.DEATH, effective_on=tomorrow) == ["effective_on"]


def test_a_term_ends_after_it_began_and_is_reviewed_inside():
    day = timedelta(days=1)

    assert fields(ChangeWord.SECONDMENT, **DECISION, until_on=TODAY) == ["until_on"]
    assert fields(ChangeWord.SECONDMENT, **DECISION, until_on=TODAY + day, review_on=TODAY + 2 * day) == [
        "review_on"
    ]
    assert fields(ChangeWord.SECONDMENT, **DECISION, until_on=TODAY + 2 * day, review_on=TODAY + day) == []


def test_a_term_of_a_century_is_a_slip_of_the_pen():
    assert fields(ChangeWord.SECONDMENT, **DECISION, until_on=date(2126, 3, 1)) == ["until_on"]
    assert fields(ChangeWord.SECONDMENT, **DECISION, until_on=date(2031, 3, 1)) == []


def test_an_exemption_says_why_and_on_what_paper():
    assert fields(ChangeWord.CATEGORY_CHANGE, new_category=Category.EXEMPT) == [
        "exemption_reason",
        "exemption_basis",
    ]
    assert (
        fields(
            ChangeWord.CATEGORY_CHANGE,
            new_category=Category.EXEMPT,
            exemption_reason=ExemptionReason.STUDY,
            exemption_basis="Quyết định 12-QĐ/TU",
        )
        == []
    )
    assert fields(ChangeWord.CATEGORY_CHANGE, new_category=Category.FULL) == []
