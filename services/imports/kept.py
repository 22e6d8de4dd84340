"""Lists that were uploaded: read again at each step from what is kept, and checked against the register of today."""

from __future__ import annotations

import zlib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from adapters import clock
from adapters.cells import Sheet
from adapters.kept_files import Missing, content_of
from adapters.sheets import sheets_of
from adapters.tools import tools
from domain.errors import NotFound, Refused
from domain.roster_answers import NO_ANSWERS, Answers
from models import ImportBatch, Organisation, db
from models.vocabulary import OrganisationKind
from services.imports.checking import Roster, check, check_at_work


def checked(batch: ImportBatch) -> Roster:
    """The list held against the register as it stands now."""
    return check_of(batch.organisation_id, sheets_kept(batch), Answers.of(batch.answers))


def check_of(organisation_id: int, sheets: list[Sheet], answers: Answers = NO_ANSWERS) -> Roster:
    """A list held against the register of the committee whose it is."""
    found = select(Organisation).where(Organisation.id == organisation_id)
    committee = db.session.scalars(found.options(joinedload(Organisation.place))).one()
    if committee.kind is OrganisationKind.WORKPLACE_COMMITTEE:
        return check_at_work(committee, sheets, clock.today(), answers=answers)
    if committee.place is None:
        raise NotFound
    return check(committee.place.code, sheets, clock.today(), answers=answers)


def sheets_kept(batch: ImportBatch) -> list[Sheet]:
    """The rows of an upload as they were read."""
    try:
        return sheets_of(zlib.decompress(content_of(folder(), batch.rows_hash)))
    except Missing as gone:
        raise Refused("The file of this list is no longer kept. Upload it again.") from gone


def folder() -> Path:
    """Where uploads are kept."""
    return tools().instance / "imports"
