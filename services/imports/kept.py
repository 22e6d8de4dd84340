"""Lists that were uploaded: read again at each step from what is kept, and checked against the register of today."""

from __future__ import annotations

import zlib
from pathlib import Path

from sqlalchemy import select

from adapters import clock
from adapters.cells import Sheet
from adapters.kept_files import Missing, content_of, forget
from adapters.sheets import sheets_of
from adapters.tools import tools
from domain.errors import Refused
from domain.roster_answers import NO_ANSWERS, Answers
from models import ImportBatch, Organisation, Place, db
from services.imports.checking import Roster, check


def checked(batch: ImportBatch) -> Roster:
    """The list held against the register as it stands now."""
    return check_of(batch.organisation_id, sheets_kept(batch), Answers.of(batch.answers))


def check_of(organisation_id: int, sheets: list[Sheet], answers: Answers = NO_ANSWERS) -> Roster:
    """A list held against the register of the committee whose it is."""
    code = (
        select(Place.code)
        .join(Organisation, Organisation.place_id == Place.id)
        .where(Organisation.id == organisation_id)
    )
    return check(db.session.scalars(code).one(), sheets, clock.today(), answers=answers)


def sheets_kept(batch: ImportBatch) -> list[Sheet]:
    """The rows of an upload as they were read."""
    try:
        return sheets_of(zlib.decompress(content_of(folder(), batch.rows_hash)).decode().split("\n"))
    except Missing as gone:
        raise Refused("The file of this list is no longer kept. Upload it again.") from gone


def forget_files(batch: ImportBatch) -> None:
    """Delete the file and its rows."""
    forget(folder(), batch.file_hash)
    forget(folder(), batch.rows_hash)


def folder() -> Path:
    """Where uploads are kept."""
    return tools().instance / "imports"
