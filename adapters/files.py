"""Files of the instance folder that people fetch later: whole or not there at all, gone after their time."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

NAME = "papers"
_DRAFT = ".draft"


class DiskFull(Exception):
    """There is no room for the file; nothing of it is left."""


@contextmanager
def written(instance: Path, name: str) -> Iterator[BinaryIO]:
    """A file to write to, which bears its name only once it is whole and on the disk; raises `DiskFull`."""
    folder = instance / NAME
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f"{name}{_DRAFT}"
    try:
        with draft.open("wb") as file:
            draft.chmod(0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from trouble
        raise
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def path_of(instance: Path, name: str) -> Path:
    """Where a file lies."""
    return instance / NAME / name


def sweep(instance: Path, before: datetime) -> int:
    """Delete the files written before a moment, drafts of a killed worker among them; gives how many."""
    folder, count = instance / NAME, 0
    for file in folder.glob("*") if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < before.timestamp():
                file.unlink()
                count += 1
    return count
