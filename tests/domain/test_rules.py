from datetime import date

import pytest

from adapters import reference
from domain.rules import read_rules


@pytest.fixture
def content():
    return reference.document("regulation-213.toml")


def test_the_first_rule_set_says_what_was_settled(content):
    rules = read_rules(content)

    assert rules.notice_days == 5
    assert dict(rules.ladder) == {"reminder": 3, "deputy": 5, "committee": 8, "ring": 10}
    assert rules.letter_arrival_days == 30
    assert (rules.retirement_transfer_days, rules.retirement_letter_days) == (60, 30)
    assert rules.slip_days == 60
    assert content["valid_from"] == date(2020, 1, 2)


def test_the_seven_duties_name_their_article_and_invent_no_wording(content):
    duties = read_rules(content).duties

    assert [duty.number for duty in duties] == [1, 2, 3, 4, 5, 6, 7]
    assert all(duty.source == f"Điều 2, khoản {duty.number}" for duty in duties)
    assert [duty.number for duty in duties if duty.text is None] == [6, 7]


def test_members_exempt_from_activities_keep_five_duties(content):
    assert read_rules(content).exempt_duties == {1, 2, 5, 6, 7}


@pytest.mark.parametrize("wrong", [None, 0, -1, "5", True, 2.5])
def test_a_term_that_is_no_whole_number_is_named(content, wrong):
    content["notices"]["days"] = wrong

    with pytest.raises(ValueError, match=r"notices\.days"):
        read_rules(content)


def test_a_missing_table_is_named():
    with pytest.raises(ValueError, match=r"notices\.ladder\.reminder"):
        read_rules({})


def test_a_ladder_only_climbs(content):
    content["notices"]["ladder"]["ring"] = 1

    with pytest.raises(ValueError, match="climb"):
        read_rules(content)
