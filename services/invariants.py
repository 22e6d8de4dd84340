"""Invariants that the database keeps, by name, and the sentence that tells a person about each."""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import IntegrityError, OperationalError

from domain.errors import Refused
from models.base import Base
from models.vocabulary import label

_SENTENCES: dict[str, tuple[str | None, str]] = {
    "uq_liaison_one_open": ("members", label("This member already has a liaison with a residence cell.")),
    "uq_organisation_living_name": ("name", label("An organisation of this name already exists here.")),
    "uq_introduction_letter_number": (
        None,
        label("This number was taken a moment ago. Send the form again."),
    ),
    "uq_number_series": (None, label("This number was taken a moment ago. Send the form again.")),
    "uq_account_member_id": (None, label("This member already has an account.")),
    "uq_account_sign_in_name": ("sign_in_name", label("This sign-in name is taken. Choose another one.")),
    "uq_notice_change_id_receiver_id": (None, label("This organisation has already been told.")),
    "uq_evaluation_round_year": ("year", label("The round of this year has just been opened.")),
    "uq_evaluation_round_member": (
        "purpose",
        label("This member has just come onto the list of the round."),
    ),
    "uq_evaluation_reminder_day": (None, label("This cell has just been reminded.")),
    "pk_paper_wording": (None, label("Somebody else wrote at the same moment. Press the button again.")),
    "uq_change_supersedes_id": (None, label("This change has already been corrected by another one.")),
}
_NO_ROOM = "53100"
_BY_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")
_BY_NAME = re.compile(r"(?:CHECK constraint failed: |constraint \"|index '?)([a-z][a-z0-9_]+)")


def sentence_for(broken: IntegrityError) -> Exception:
    """The refusal that belongs to a broken invariant; the database's own error when no person could have caused it."""
    name = constraint_name(broken)
    if name not in _SENTENCES:
        return broken
    field, sentence = _SENTENCES[name]
    return Refused(sentence, field=field)


def is_disk_full(trouble: OperationalError) -> bool:
    """Whether the database has no room left (SQLITE_FULL, SQLSTATE 53100): trying again at once does not help."""
    code = getattr(trouble.orig, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_FULL or getattr(trouble.orig, "sqlstate", None) == _NO_ROOM


def constraint_name(broken: IntegrityError) -> str | None:
    """The name of the constraint that was broken; SQLite names only the columns of a unique one."""
    named = getattr(getattr(broken.orig, "diag", None), "constraint_name", None)
    if named:
        return str(named)
    words = str(broken.orig)
    columns = _BY_COLUMNS.search(words)
    if columns:
        return _unique_over(columns[1])
    found = _BY_NAME.search(words)
    return found[1] if found else None


def _unique_over(columns: str) -> str | None:
    pairs = [column.strip().split(".") for column in columns.split(",")]
    wanted = {column for _table, column in pairs}
    table = Base.metadata.tables.get(pairs[0][0])
    if table is None:
        return None
    uniques: list[Index | UniqueConstraint] = [index for index in table.indexes if index.unique]
    uniques += [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    for unique in uniques:
        if {column.name for column in unique.columns} == wanted:
            return str(unique.name)
    return None
