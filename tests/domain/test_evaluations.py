"""When a sheet is complete, what on it is asked about, who must have agreed on it, until when it is answered."""

from datetime import date

import pytest

from adapters import reference
from domain.evaluations import (
    Participant,
    Sheet,
    answer_due,
    criteria_of,
    doubts,
    ends_sheets,
    gaps,
    is_newcomer,
    last_day_to_object,
    objection_to_vote,
    objections_to_calendar,
    objections_to_meeting,
    objections_to_need,
    objections_to_sheet,
    same_sentences,
    says_nothing,
)
from domain.rules import read_rules
from models.vocabulary import Category, LiaisonEnd, MeetingRole, Milestone

TODAY = date(2026, 11, 16)
RULES = read_rules(reference.document("regulation-213.toml"))
FULL = criteria_of(RULES, Category.FULL)
SECOND = {one.number: 2 for one in FULL}
BEST = {one.number: 1 for one in FULL}

SECRETARY = Participant(role=MeetingRole.SECRETARY, name="Nguyễn Văn Lộc", account_id=1, member_id=11)
DEPUTY = Participant(role=MeetingRole.COMMITTEE, name="Trần Văn Bình", account_id=2)
FRONT = Participant(role=MeetingRole.FRONT, name="Nguyễn Thị Sen")


def fields(found):
    return [one.field for one in found]


def vote(people, member_id, name):
    refused = objection_to_vote(people, member_id, name)
    return [refused.field] if refused else []


def calendar(listed_on=TODAY, cells=date(2026, 11, 20), confirm=date(2026, 11, 30), back=date(2026, 12, 5)):
    days = {Milestone.CELLS_BY: cells, Milestone.CONFIRM_BY: confirm, Milestone.RETURN_BY: back}
    return fields(objections_to_calendar(listed_on, days, TODAY))


def test_the_days_of_a_round_follow_each_other():
    assert calendar() == []
    assert calendar(cells=TODAY, confirm=TODAY, back=TODAY) == []
    assert calendar(confirm=date(2026, 11, 19)) == ["confirm_due_on"]
    assert calendar(back=date(2026, 11, 29)) == ["return_due_on"]
    assert calendar(cells=date(2026, 11, 15)) == ["cell_due_on"]
    assert calendar(cells=date(2027, 11, 17), confirm=date(2027, 11, 17), back=date(2027, 11, 17)) == [
        "cell_due_on"
    ]
    assert calendar(back=date(2028, 5, 16)) == []
    assert calendar(back=date(2028, 5, 17)) == ["return_due_on"]


def test_the_list_is_of_today_or_of_the_year_before():
    assert calendar(listed_on=date(2026, 11, 17)) == ["listed_on"]
    assert calendar(listed_on=date(2025, 11, 16)) == []
    assert calendar(listed_on=date(2025, 11, 15)) == ["listed_on"]


@pytest.mark.parametrize(
    ("reference", "due_on", "refused"),
    [
        ("12-KH/ĐU", TODAY, []),
        ("12-KH/ĐU", date(2027, 11, 16), []),
        ("12-KH/ĐU", None, ["due_on"]),
        ("12-KH/ĐU", date(2026, 11, 15), ["due_on"]),
        ("12-KH/ĐU", date(2027, 11, 17), ["due_on"]),
        ("", TODAY, ["reference"]),
        (None, None, ["reference", "due_on"]),
    ],
)
def test_a_need_names_its_paper_and_a_day_within_a_year(reference, due_on, refused):
    assert fields(objections_to_need(reference, due_on, TODAY)) == refused


@pytest.mark.parametrize("left_out", [one.number for one in FULL])
def test_every_criterion_is_ticked_by_a_person(left_out):
    ticks = {number: level for number, level in SECOND.items() if number != left_out}

    assert fields(gaps(Sheet(ticks=ticks), FULL)) == [f"C{left_out}"]
    assert fields(gaps(Sheet(ticks=SECOND), FULL)) == []


def test_a_newcomer_has_a_reason_and_no_ticks():
    assert fields(gaps(Sheet(ticks={}, unassessable_because="Mới về tháng 10."), FULL)) == []
    assert fields(gaps(Sheet(ticks={1: 2}, unassessable_because="Mới về tháng 10."), FULL)) == [
        "unassessable_because"
    ]


@pytest.mark.parametrize(
    ("sheet", "form", "refused"),
    [
        (Sheet(ticks=SECOND), Category.FULL, []),
        (Sheet(ticks={1: 4}), Category.FULL, [None]),
        (Sheet(ticks={1: 0}), Category.FULL, [None]),
        (Sheet(ticks={7: 1}), Category.FULL, [None]),
        (Sheet(ticks={3: 3}), Category.EXEMPT, []),
        (Sheet(ticks={4: 1}), Category.EXEMPT, [None]),
        (Sheet(ticks={}, duties=(3,)), Category.FULL, []),
        (Sheet(ticks={}, duties=(3,)), Category.EXEMPT, ["duties"]),
        (Sheet(ticks={}, duties=(8,)), Category.FULL, ["duties"]),
        (Sheet(ticks={}, remarks="TUYỆT MẬT"), Category.FULL, ["remarks"]),
        (Sheet(ticks={}, unassessable_because="TỐI MẬT"), Category.FULL, ["unassessable_because"]),
    ],
)
def test_what_cannot_stand_on_a_sheet(sheet, form, refused):
    assert fields(objections_to_sheet(sheet, form, RULES)) == refused


@pytest.mark.parametrize(
    "text",
    [
        "Không có gì.",
        "không có ý kiến",
        "Tốt",
        "bình thường",
        "Đồng chí chấp hành tốt",
        "NHẤT TRÍ",
        "Như mọi năm",
    ],
)
def test_a_text_that_could_stand_on_any_sheet_says_nothing(text):
    assert says_nothing(text)
    assert fields(doubts(Sheet(ticks=SECOND, remarks=text), FULL, facts=3)) == ["stands"]


@pytest.mark.parametrize(
    "text", [None, "", "Dự họp ngày 2/3.", "Không dự họp ngày 2/3.", "Tốt bụng với hàng xóm"]
)
def test_a_text_about_somebody_or_none_at_all_is_left_alone(text):
    assert not says_nothing(text)
    assert fields(doubts(Sheet(ticks=SECOND, remarks=text), FULL, facts=3)) == []


def test_the_highest_level_rests_on_something():
    praised = "Đã giúp tổ dân phố dọn ngõ 12."

    assert fields(doubts(Sheet(ticks=SECOND | {3: 1}), FULL, facts=0)) == ["stands"]
    assert fields(doubts(Sheet(ticks=SECOND | {3: 1}), FULL, facts=1)) == []
    assert fields(doubts(Sheet(ticks=SECOND), FULL, facts=0)) == []
    assert fields(doubts(Sheet(ticks=BEST), FULL, facts=5)) == ["stands"]
    assert fields(doubts(Sheet(ticks=BEST, remarks=praised), FULL, facts=5)) == []
    assert fields(doubts(Sheet(ticks={}, unassessable_because="Mới về."), FULL, facts=0)) == []


def test_a_sentence_on_several_sheets_is_counted_and_facts_are_not():
    texts = [
        "Tham gia nhiệt tình. Dự họp ngày 2/3.",
        "tham gia   nhiệt tình; dự họp ngày 2/3.",
        "Tham gia nhiệt tình! Tham gia nhiệt tình.",
        "Ít nói.",
        "Ít nói.",
        None,
    ]

    assert same_sentences(texts) == {"Tham gia nhiệt tình": 3}


@pytest.mark.parametrize(
    ("started_on", "is_new"),
    [(None, False), (date(2026, 8, 16), False), (date(2026, 8, 17), True), (date(2020, 1, 1), False)],
)
def test_who_came_less_than_three_months_ago_is_a_newcomer(started_on, is_new):
    assert is_newcomer(started_on, TODAY, 3) is is_new


def meeting(*people, on=TODAY, asked_on=TODAY, has_committee=True):
    return fields(objections_to_meeting(on, people, asked_on, TODAY, has_committee=has_committee))


def test_both_sides_meet_between_the_asking_and_today():
    assert meeting(DEPUTY, FRONT) == []
    assert meeting(SECRETARY, DEPUTY, FRONT) == []
    assert meeting(DEPUTY, FRONT, on=date(2026, 11, 17)) == ["on"]
    assert meeting(DEPUTY, FRONT, on=date(2026, 11, 15)) == ["on"]
    assert meeting(DEPUTY, FRONT, on=date(2026, 11, 15), asked_on=date(2026, 11, 15)) == []


def test_a_secretary_alone_agrees_on_nothing_but_where_there_is_no_committee():
    assert meeting(SECRETARY, FRONT) == ["people"]
    assert meeting(SECRETARY, FRONT, has_committee=False) == []
    assert meeting(FRONT, has_committee=False) == ["people"]
    assert meeting(DEPUTY) == ["front"]
    assert meeting() == ["front", "people"]


def test_nobody_votes_on_the_own_sheet():
    sen = Participant(role=MeetingRole.FRONT, name="nguyễn  thị sen")
    tu = Participant(role=MeetingRole.FRONT, name="Ông Tư")

    assert vote((SECRETARY, FRONT), 12, "Lê Thị Mai") == []
    assert vote((SECRETARY, FRONT), 11, "Nguyễn Văn Lộc") == ["people"]
    assert vote((SECRETARY, DEPUTY, FRONT), 11, "Nguyễn Văn Lộc") == []
    assert vote((SECRETARY, sen), 12, "Nguyễn Thị Sen") == ["people"]
    assert vote((SECRETARY, sen, tu), 12, "Nguyễn Thị Sen") == []


def test_a_namesake_whose_account_is_known_is_somebody_else():
    assert objection_to_vote((SECRETARY, FRONT), 12, "Nguyễn Văn Lộc") is None
    assert objection_to_vote((DEPUTY, FRONT), 12, "Trần Văn Bình") is None


@pytest.mark.parametrize("because", LiaisonEnd)
def test_nobody_is_left_to_evaluate_after_these_ends_and_only_these(because):
    assert ends_sheets(because) is (
        because in {LiaisonEnd.DIED, LiaisonEnd.LEFT_PARTY, LiaisonEnd.RETIRED, LiaisonEnd.WITHDRAWN}
    )


def test_ten_working_days_from_the_reading_or_from_when_it_should_have_been_read():
    holiday = frozenset([date(2026, 12, 1)])

    assert last_day_to_object(TODAY, TODAY, RULES, frozenset()) == date(2026, 11, 30)
    assert last_day_to_object(TODAY, None, RULES, frozenset()) == date(2026, 12, 4)
    assert last_day_to_object(TODAY, None, RULES, holiday) == date(2026, 12, 7)
    assert answer_due(TODAY, RULES, frozenset()) == date(2026, 12, 28)
