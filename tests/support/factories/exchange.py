"""Builders of lists that were brought in."""

from typing import Any

from adapters import clock
from models import Account, ImportBatch, Organisation
from models.vocabulary import ImportState
from tests.support.factories.accounts import first_account
from tests.support.factories.rows import written


def an_import(committee: Organisation, by: Account | None = None, **more: Any) -> ImportBatch:
    """A list that a committee has written, without its file."""
    values = {
        "file_name": "danh-sach.xlsx",
        "file_hash": "0" * 64,
        "rows_hash": "0" * 64,
        "state": ImportState.WRITTEN,
        "made_at": clock.now(),
        "written_at": clock.now(),
    }
    by_id = (by or first_account(committee)).id
    return written(ImportBatch(organisation_id=committee.id, by_id=by_id, **(values | more)))
