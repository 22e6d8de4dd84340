"""What is to be put right in a record, and which records are compared with each other."""

from dataclasses import replace
from datetime import date

import pytest

from domain.likeness import Person, Reason
from domain.quality import Fault, Group, Record, alike, faults
from models.vocabulary import Category, ExemptionReason, LiaisonState

TODAY = date(2026, 3, 16)
WELL = Record(
    full_name="Nguyễn Thị Mai",
    born="1988-05-12",
    admitted="2012-05-19",
    official="2013-05-19",
    phone="0912345678",
    workplace_id=1,
    unit="Tổ dân phố 5",
    home_place_id=7,
    state=LiaisonState.ACTIVE,
    category=Category.FULL,
    latest_contact_on=date(2026, 2, 1),
    bond_workplace_id=1,
    bond_place_id=7,
)


def test_a_record_in_which_all_is_well_has_nothing_to_be_put_right():
    assert faults(WELL, TODAY, date(2025, 9, 16)) == ()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"phone": None}, Fault.NO_PHONE),
        ({"born": "1988"}, Fault.BORN_IN_PART),
        ({"unit": None}, Fault.NO_UNIT),
        ({"category": Category.EXEMPT, "exemption_reason": ExemptionReason.NOT_STATED}, Fault.NO_BASIS),
        ({"exempt_review_on": date(2026, 3, 15)}, Fault.REVIEW_OVERDUE),
        ({"latest_contact_on": date(2025, 9, 16)}, Fault.SILENT),
        ({"official": "2011-05-19"}, Fault.OFFICIAL_BEFORE_ADMITTED),
        ({"admitted": "2006-05-11"}, Fault.ADMITTED_TOO_YOUNG),
        ({"bond_workplace_id": 2}, Fault.OTHER_WORKPLACE),
        ({"home_place_id": 8}, Fault.HOME_ELSEWHERE),
    ],
)
def test_each_thing_is_named(changed, fault):
    assert faults(replace(WELL, **changed), TODAY, date(2025, 9, 16)) == (fault,)
    assert fault.group in Group


@pytest.mark.parametrize(
    "changed",
    [
        {"card_digits": None, "official": None},
        {"admitted": "2006"},
        {"official": "2012"},
        {"exempt_review_on": TODAY},
        {"bond_workplace_id": None, "bond_place_id": None, "state": None},
    ],
)
def test_what_is_unknown_or_still_in_time_is_no_fault(changed):
    assert faults(replace(WELL, **changed), TODAY, date(2025, 9, 16)) == ()


def test_the_contact_is_nobodys_business_where_no_day_is_given():
    assert faults(replace(WELL, latest_contact_on=date(2020, 1, 1)), TODAY) == ()


def test_records_of_one_person_are_found_by_any_of_their_keys_the_likeliest_first():
    people = [
        Person("Nguyễn Thị Mai", "1988-05-12", "66613508"),
        Person("Lê Văn Ba", "1970"),
        Person("Nguyễn Thị Mia", "1988-05-12"),
        Person("Nguyễn Thị Mai", "1988", "66613508"),
        Person("Trần Hữu Tư", "1981-01-01"),
    ]

    found = alike(people)

    assert [(pair.one, pair.other) for pair in found] == [(0, 3), (0, 2)]
    assert Reason.SAME_CARD in found[0].likeness.reasons


def test_two_people_once_told_apart_are_not_asked_about_again():
    people = [Person("Lê Hữu Ánh", "1978-02-03"), Person("Lê Hữu Ánh", "1978-02-03")]

    assert len(alike(people)) == 1
    assert alike(people, {frozenset((0, 1))}) == []


def test_the_telephone_of_an_office_compares_nobody_with_nobody():
    people = [
        Person(f"Nguyễn Văn Bảy {number}", str(1950 + number), None, "0900000001") for number in range(60)
    ]

    assert alike(people) == []
