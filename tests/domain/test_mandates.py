"""Offices: where one exists, when it begins and ends."""

from datetime import date

import pytest

from domain.errors import Refused
from domain.mandates import check_dates, check_office, first_overlap, stands_above
from domain.periods import Period
from models.vocabulary import Office

TODAY, FOUNDED = date(2026, 3, 16), date(2015, 7, 1)
CELL = {Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER}


def test_an_office_of_the_place_may_be_given():
    check_office(Office.SECRETARY, CELL, has_sign_in_name=False)


def test_a_cell_has_no_office_staff():
    with pytest.raises(Refused, match="no such office"):
        check_office(Office.STAFF, CELL, has_sign_in_name=True)


@pytest.mark.parametrize("office", [Office.STAFF, Office.OVERSEER, Office.ADMINISTRATOR])
def test_offices_with_a_password_need_a_sign_in_name(office):
    with pytest.raises(Refused, match="password"):
        check_office(office, {office}, has_sign_in_name=False)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(TODAY, None), (date(2030, 1, 1), None), (TODAY, date(2026, 3, 17)), (date(2016, 6, 1), TODAY)],
)
def test_days_that_make_sense(starts_on, ends_on):
    check_dates(starts_on, ends_on, TODAY, FOUNDED)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(TODAY, TODAY), (TODAY, date(2026, 3, 1)), (date(1999, 1, 1), None)]
)
def test_days_that_do_not(starts_on, ends_on):
    with pytest.raises(Refused):
        check_dates(starts_on, ends_on, TODAY, FOUNDED)


def test_no_office_is_older_than_its_organisation():
    check_dates(TODAY, None, TODAY, founded_on=TODAY)

    with pytest.raises(Refused, match="founded on"):
        check_dates(date(2026, 3, 15), None, TODAY, founded_on=TODAY)


def test_an_office_that_ends_on_a_day_leaves_that_day_free():
    held = [Period(date(2025, 7, 1), TODAY)]

    assert first_overlap(Period(TODAY), held) is None
    assert first_overlap(Period(date(2026, 3, 15)), held) == held[0]


@pytest.mark.parametrize(
    ("office", "own", "is_above"),
    [
        (Office.SECRETARY, Office.STAFF, True),
        (Office.SECRETARY, Office.DEPUTY, True),
        (Office.DEPUTY, Office.STAFF, True),
        (Office.SECRETARY, Office.SECRETARY, False),
        (Office.DEPUTY, Office.SECRETARY, False),
        (Office.STAFF, Office.STAFF, False),
        (Office.COMMITTEE_MEMBER, Office.STAFF, False),
        (Office.ADMINISTRATOR, Office.ADMINISTRATOR, False),
    ],
)
def test_the_secretary_leads_the_deputy_and_both_lead_everybody_else(office, own, is_above):
    assert stands_above(office, own) is is_above
