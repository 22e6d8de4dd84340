"""What an office uploads: read in bounds, kept under its hash, read again at each step and checked against today."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from access import Actor, Permission, require
from adapters import clock
from adapters.cells import Sheet
from adapters.kept_files import Missing, NoRoom, SentFile, content_of, forget, keep
from adapters.sheets import WEB, sheets_of
from adapters.tools import tools
from domain.errors import Refused
from domain.names import clean
from domain.roster_answers import NO_ANSWERS, Answers
from models import ImportBatch, Organisation, Place, db
from models.vocabulary import ImportState
from services.imports.checking import Roster, check
from services.imports.reading import read_kept
from services.unit import use_case

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveList:
    """The file that an office sends."""

    file: SentFile


def receive_list(actor: Actor, given: ReceiveList) -> ImportBatch:
    """Read a file, keep it with its rows and begin a batch of its own; nothing of it stands in the register yet.

    Reading takes a moment and is done before the transaction, so that it keeps nobody waiting.
    """
    require(actor, Permission.LIST_IMPORT)
    lines = read_kept(given.file.content, WEB)
    check_of(actor.organisation_id or 0, sheets_of(lines))
    try:
        file_hash = keep(folder(), given.file.content)
        rows_hash = keep(folder(), zlib.compress("\n".join(lines).encode()))
    except NoRoom as trouble:
        raise Refused(
            "The disk of the server is full. Nothing was kept; tell the office.", field="file"
        ) from trouble
    return begin_list(actor, given.file.name, file_hash, rows_hash)


@use_case
def begin_list(actor: Actor, file_name: str, file_hash: str, rows_hash: str) -> ImportBatch:
    """Put an upload on record, to be checked and written by the person who sent it."""
    require(actor, Permission.LIST_IMPORT)
    batch = ImportBatch(
        organisation_id=actor.organisation_id,
        by_id=actor.account_id,
        file_name=_shown(file_name),
        file_hash=file_hash,
        rows_hash=rows_hash,
        state=ImportState.READ,
        made_at=clock.now(),
    )
    db.session.add(batch)
    db.session.flush()
    return batch


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


def _shown(name: str) -> str:
    """The name of a file without the folders that some browsers send along."""
    return clean(name.replace("\\", "/").rpartition("/")[2])[:LONGEST_NAME] or "?"
