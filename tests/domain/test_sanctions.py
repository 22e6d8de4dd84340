from datetime import date

import pytest

from domain.sanctions import has_term, is_in_force, last_day, objection_to_term
from models.vocabulary import SanctionForm

DAY = date(2026, 3, 16)


@pytest.mark.parametrize("form", [one for one in SanctionForm if has_term(one)])
def test_a_sanction_lasts_a_year_unless_another_day_is_written(form):
    assert last_day(form, DAY, None) == date(2027, 3, 16)
    assert last_day(form, DAY, date(2026, 9, 16)) == date(2026, 9, 16)
    assert objection_to_term(form, DAY) is None


def test_an_expulsion_has_no_last_day():
    assert last_day(SanctionForm.EXPULSION, DAY, None) is None
    refused = objection_to_term(SanctionForm.EXPULSION, DAY)
    assert refused is not None
    assert refused.field == "until_on"


def test_it_is_shown_up_to_and_with_its_last_day():
    assert is_in_force(DAY, DAY)
    assert not is_in_force(DAY, date(2026, 3, 17))
    assert is_in_force(None, DAY)
