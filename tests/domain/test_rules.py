from datetime import date

import pytest

from adapters import reference
from domain.rules import read_rules
from models.vocabulary import Category, Milestone, Paper


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
    assert (rules.draft_days, rules.objection_answer_days) == (30, 30)
    assert (rules.correction_receipt_days, rules.correction_days) == (2, 10)
    assert rules.symbols == {Paper.INTRODUCTION_LETTER: "GGT", Paper.MEETING_MINUTES: "BB"}
    assert rules.missing == 15
    assert content["valid_from"] == date(2020, 1, 2)


def test_the_seven_duties_name_their_article_and_invent_no_wording(content):
    duties = read_rules(content).duties

    assert [duty.number for duty in duties] == [1, 2, 3, 4, 5, 6, 7]
    assert all(duty.source == f"Điều 2, khoản {duty.number}" for duty in duties)
    assert [duty.number for duty in duties if duty.text is None] == [6, 7]


def test_members_exempt_from_activities_keep_five_duties(content):
    assert read_rules(content).exempt_duties == {1, 2, 5, 6, 7}


def test_a_sheet_has_its_criteria_with_three_levels_each_and_no_level_above_them(content):
    sheets = read_rules(content).sheets

    assert {category: len(sheet.criteria) for category, sheet in sheets.items()} == {
        Category.FULL: 6,
        Category.EXEMPT: 3,
    }
    assert {len(one.levels) for sheet in sheets.values() for one in sheet.criteria} == {3}
    assert sheets[Category.FULL].criteria[2].levels[0] == "Tham gia đầy đủ"
    assert [one.name for one in sheets[Category.EXEMPT].criteria[1:]] == [None, None]


def test_the_calendar_gives_the_days_of_a_year(content):
    assert read_rules(content).calendar.in_year(2026) == {
        Milestone.OPENS: date(2026, 11, 1),
        Milestone.CELLS_BY: date(2026, 11, 20),
        Milestone.CONFIRM_BY: date(2026, 11, 30),
        Milestone.RETURN_BY: date(2026, 12, 5),
    }


@pytest.mark.parametrize("wrong", [None, 0, -1, "5", True, 2.5])
def test_a_term_that_is_no_whole_number_is_named(content, wrong):
    content["terms"]["notice_days"]["value"] = wrong

    with pytest.raises(ValueError, match=r"terms\.notice_days"):
        read_rules(content)


def test_a_missing_part_is_named():
    with pytest.raises(ValueError, match=r"terms\.notice_days"):
        read_rules({})


def test_a_ladder_only_climbs(content):
    content["terms"]["ladder_ring"]["value"] = 1

    with pytest.raises(ValueError, match="climb"):
        read_rules(content)


@pytest.mark.parametrize("wrong", ["29/02", "31/11", "20.11", "", None])
def test_a_day_of_the_calendar_exists_in_every_year(content, wrong):
    content["calendar"]["cells_by"]["value"] = wrong

    with pytest.raises(ValueError, match="cells_by"):
        read_rules(content)


def test_the_days_of_the_calendar_follow_each_other(content):
    content["calendar"]["return_by"]["value"] = "25/11"

    with pytest.raises(ValueError, match="follow"):
        read_rules(content)
