"""Two versions held against each other, and what keeps one from being in force."""

from copy import deepcopy
from dataclasses import replace

import pytest

from adapters import reference
from domain.provisions import one_more, provision, put, taken_out
from domain.rule_sets import differences, faults, still_missing
from models.vocabulary import Part, Standing


@pytest.fixture
def content():
    return reference.document("regulation-213.toml")


def changed(content, mark, **more):
    return put(content, replace(provision(content, mark), **more))


def said(content):
    return [(fault.about.mark if fault.about else None, str(fault.said)) for fault in faults(content)]


def test_the_first_version_has_no_fault_and_says_what_is_missing(content):
    assert said(content) == []
    assert [one.mark for one in still_missing(content)][:3] == ["duties.5", "duties.6", "duties.7"]
    assert {"exempt_sheet.2", "forms.form_2"} <= {one.mark for one in still_missing(content)}


def test_a_version_is_the_same_as_itself(content):
    assert differences(content, deepcopy(content)) == []


def test_what_two_versions_say_otherwise_is_told_field_by_field(content):
    new = changed(content, "terms.notice_days", value=7, standing=Standing.SETTLED)
    new = taken_out(one_more(new, Part.DUTIES), provision(new, "duties.7"))
    new = taken_out(new, provision(new, "exempt_sheet.3"))

    found = {one.about.mark: one for one in differences(content, new)}

    assert list(found) == ["duties.7", "exempt_sheet.3", "terms.notice_days"]
    assert found["terms.notice_days"].fields == [
        ("written", "5", "7"),
        ("standing", Standing.PROPOSED, Standing.SETTLED),
    ]
    assert found["exempt_sheet.3"].new is None


def test_all_faults_are_told_at_once(content):
    wrong = changed(content, "terms.ladder_ring", value=1)
    wrong = changed(wrong, "terms.notice_days", value=None)
    wrong = changed(wrong, "calendar.return_by", value="01/10")
    wrong = changed(wrong, "categories.exempt", value=[1, 12])
    wrong = changed(wrong, "duties.6", standing=Standing.SETTLED)
    wrong = changed(wrong, "full_sheet.2", name=provision(wrong, "full_sheet.1").name)
    wrong = changed(wrong, "symbols.meeting_minutes", value=None, source="…")
    for number in (3, 2, 1):
        wrong = taken_out(wrong, provision(wrong, f"exempt_sheet.{number}"))

    assert {mark for mark, _said in said(wrong)} == {
        "duties.6",
        "terms.notice_days",
        "terms.ladder_ring",
        "calendar.return_by",
        "categories.exempt",
        "full_sheet.1",
        "full_sheet.2",
        "symbols.meeting_minutes",
        None,
    }


def test_a_category_without_a_duty_is_a_fault(content):
    assert said(changed(content, "categories.full", value=[])) == [
        ("categories.full", "It has no value, and the book cannot do without.")
    ]


def test_without_duties_no_category_can_name_one(content):
    empty = content | {"duties": {}}

    assert (None, "There is no duty of the member.") in said(empty)
