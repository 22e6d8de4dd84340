"""Why a workbook was not read."""

import pytest

from adapters.cells import Flaw
from domain.workbooks import unreadable


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_a_sentence_that_says_what_to_do(flaw):
    refusal = unreadable(flaw, megabytes=5, rows=20_000, field="file")

    assert refusal.field == "file"
    assert any(verb in str(refusal) for verb in ("ave", "Divide"))


@pytest.mark.parametrize(("flaw", "limit"), [(Flaw.TOO_LARGE, "5 MB"), (Flaw.TOO_MANY_ROWS, "20000 rows")])
def test_a_limit_is_named(flaw, limit):
    assert limit in str(unreadable(flaw, megabytes=5, rows=20_000))
