from datetime import date

from domain.retirements import counters


def test_letter_and_transfer_are_counted_in_working_days_without_the_holidays():
    without = counters(date(2026, 4, 1), 30, 60, frozenset())
    around_the_end_of_april = counters(
        date(2026, 4, 1), 30, 60, frozenset({date(2026, 4, 30), date(2026, 5, 1)})
    )

    assert (without.letter_by, without.transfer_by) == (date(2026, 5, 13), date(2026, 6, 24))
    assert (around_the_end_of_april.letter_by, around_the_end_of_april.transfer_by) == (
        date(2026, 5, 15),
        date(2026, 6, 26),
    )
