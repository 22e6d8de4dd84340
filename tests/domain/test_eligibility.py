"""Who may be introduced, and what an exemption needs."""

import unicodedata
from datetime import date

import pytest

from domain.eligibility import (
    NOT_ENTERED,
    Candidate,
    Exemption,
    is_exempt_from_introduction,
    may_be_introduced,
    objections_to_exemption,
    review_day,
)
from models.vocabulary import Category, ExemptionReason, LiaisonState

TODAY = date(2026, 3, 16)
COMPLETE = Exemption(
    reason=ExemptionReason.STUDY,
    basis="Quyết định số 12-QĐ/TU",
    start=date(2025, 9, 5),
    review_on=date(2026, 9, 5),
)


def objections(exemption, category=Category.EXEMPT):
    return {refused.field for refused in objections_to_exemption(category, exemption, TODAY)}


def test_a_member_without_a_liaison_may_be_introduced():
    assert may_be_introduced(Candidate(name="Nguyễn Quang Huy"), TODAY) is None


@pytest.mark.parametrize("state", [state for state in LiaisonState if state is not LiaisonState.ENDED])
def test_a_member_with_an_open_liaison_is_refused_by_name(state):
    refused = may_be_introduced(Candidate(name="Nguyễn Thị Mai", open_state=state), TODAY, field="members")

    assert refused is not None
    assert refused.params["name"] == "Nguyễn Thị Mai"
    assert refused.field == "members"


@pytest.mark.parametrize(("left_on", "may"), [(TODAY, False), (date(2026, 3, 17), True)])
def test_who_has_left_working_life_is_introduced_no_more(left_on, may):
    refused = may_be_introduced(Candidate(name="Trần Văn Tư", left_on=left_on), TODAY)

    assert (refused is None) is may


@pytest.mark.parametrize(
    "words",
    [
        "miễn giới thiệu",
        "Được MIỄN GIỚI THIỆU về nơi cư trú",
        "mien gioi thieu",
        unicodedata.normalize("NFD", "miễn giới thiệu"),
    ],
)
def test_the_words_that_exempt_from_introduction_are_understood(words):
    assert is_exempt_from_introduction(words)


@pytest.mark.parametrize("words", [None, "", "giới thiệu nhưng được miễn sinh hoạt nơi cư trú"])
def test_other_words_do_not_exempt_from_introduction(words):
    assert not is_exempt_from_introduction(words)


def test_somebody_exempt_from_introduction_is_refused_in_either_category():
    for category in Category:
        found = list(objections_to_exemption(category, Exemption(basis="miễn giới thiệu"), TODAY))

        assert found[0].message == NOT_ENTERED


def test_a_complete_exemption_has_nothing_against_it():
    assert objections(COMPLETE) == set()


def test_all_that_an_exemption_lacks_is_told_at_once():
    assert objections(Exemption()) == {"exemption_reason", "exemption_basis", "exempt_from"}


def test_a_member_without_exemption_needs_none_of_it():
    assert objections(Exemption(), Category.FULL) == set()


def test_a_reason_not_stated_is_no_reason():
    assert "exemption_reason" in objections(
        Exemption(reason=ExemptionReason.NOT_STATED, basis="x", start=TODAY)
    )


def test_an_exemption_does_not_begin_after_today_nor_end_before_it_begins():
    tomorrow = Exemption(reason=ExemptionReason.STUDY, basis="x", start=date(2026, 3, 17))
    backwards = Exemption(reason=ExemptionReason.STUDY, basis="x", start=TODAY, review_on=TODAY)

    assert objections(tomorrow) == {"exempt_from"}
    assert objections(backwards) == {"exempt_review_on"}


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 9, 5), 12, date(2026, 9, 5)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_the_review_comes_some_months_later(start, months, expected):
    assert review_day(start, months) == expected
