"""Why a slip opens nothing, each case in its own words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import Refused
from domain.slips import check_slip

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "now": NOW,
    "expires_at": NOW + timedelta(days=1),
    "used_at": None,
    "closed_at": None,
    "refused_at": None,
}


def test_a_slip_nobody_has_used_is_good():
    check_slip(**GOOD)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"used_at": NOW}, "already been used"),
        ({"used_at": NOW, "closed_at": NOW}, "already been used"),
        ({"refused_at": NOW, "closed_at": NOW}, "not theirs"),
        ({"closed_at": NOW}, "newer one"),
        ({"expires_at": NOW}, "expired"),
        ({"expires_at": NOW - timedelta(days=9)}, "expired"),
    ],
)
def test_each_other_slip_says_what_became_of_it(changed, said):
    with pytest.raises(Refused, match=said):
        check_slip(**(GOOD | changed))
