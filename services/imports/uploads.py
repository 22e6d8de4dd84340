"""What an office uploads: read in bounds, kept under its hash, read again at each step and checked against today."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from access import Actor, Permission, require
from adapters import clock
from adapters.kept_files import NoRoom, SentFile, keep_all
from adapters.sheets import WEB
from domain.errors import Refused
from domain.names import clean
from domain.roster_answers import Answers
from domain.roster_headings import Layout
from models import ImportBatch, db
from models.vocabulary import ImportState
from services.imports.columns import remembered
from services.imports.kept import folder
from services.imports.reading import read_list
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
    rows, sheets = read_list(given.file.content, WEB)
    if not any(sheet.rows for sheet in sheets):
        raise Refused("The file is empty. Save the list again in Excel.", field="file")
    try:
        file_hash, rows_hash = keep_all(folder(), given.file.content, zlib.compress(rows))
    except NoRoom as trouble:
        raise Refused(
            "The disk of the server is full. Nothing was kept; tell the office.", field="file"
        ) from trouble
    layout = remembered(actor.organisation_id or 0, sheets)
    return begin_list(actor, given.file.name, file_hash, rows_hash, layout)


@use_case
def begin_list(
    actor: Actor, file_name: str, file_hash: str, rows_hash: str, layout: Layout | None = None
) -> ImportBatch:
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
        answers=Answers(layout=layout).kept(),
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def _shown(name: str) -> str:
    """The name of a file without the folders that some browsers send along."""
    return clean(name.replace("\\", "/").rpartition("/")[2])[:LONGEST_NAME] or "?"
