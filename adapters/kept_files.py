"""Files that people gave, kept in the instance folder under the hash of their content; only their owner reads them."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: what it is called where it comes from, and what is in it."""

    name: str
    content: bytes


class NoRoom(Exception):
    """The disk is full, or the folder cannot be written to."""


class Missing(Exception):
    """The file is not there, or not what it was."""


def keep(folder: Path, content: bytes) -> str:
    """Store the content and give its hash; a process that is stopped leaves the whole file or none."""
    name = hashlib.sha256(content).hexdigest()
    _write(_place(folder, name), content)
    return name


def _write(place: Path, content: bytes) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=place.parent, delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).replace(place)
            except OSError:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as trouble:
        raise NoRoom from trouble


def keep_all(folder: Path, *contents: bytes) -> list[str]:
    """Store several contents and give their hashes; where one finds no room, none of the new ones stays."""
    new: list[str] = []
    names: list[str] = []
    for content in contents:
        name = hashlib.sha256(content).hexdigest()
        was_there = _place(folder, name).exists()
        try:
            names.append(keep(folder, content))
        except NoRoom:
            for one in new:
                forget(folder, one)
            raise
        if not was_there:
            new.append(name)
    return names


def content_of(folder: Path, name: str) -> bytes:
    """The content kept under a hash; Missing when it is gone or is another one."""
    try:
        content = _place(folder, name).read_bytes()
    except OSError as trouble:
        raise Missing from trouble
    if hashlib.sha256(content).hexdigest() != name:
        raise Missing
    return content


def forget(folder: Path, name: str) -> None:
    """Delete what is kept under a hash, if it is still there."""
    with suppress(OSError):
        _place(folder, name).unlink()


def _place(folder: Path, name: str) -> Path:
    """Files lie in folders of the first two letters, so that none holds too many."""
    return folder / name[:2] / name


def put(folder: Path, name: str, content: bytes, at: datetime) -> None:
    """Store the content under a name of its own since a moment, in place of what was there; raises `NoRoom`."""
    _write(folder / name, content)
    os.utime(folder / name, (at.timestamp(), at.timestamp()))


def named(folder: Path, name: str, since: datetime) -> bytes:
    """What was put under a name since a moment; Missing when there is nothing, or something older."""
    try:
        if (folder / name).stat().st_mtime < since.timestamp():
            raise Missing
        return (folder / name).read_bytes()
    except OSError as trouble:
        raise Missing from trouble


def taken_away(folder: Path, name: str) -> None:
    """Delete what was put under a name, if it is still there."""
    with suppress(OSError):
        (folder / name).unlink()


def sweep(folder: Path, before: datetime) -> None:
    """Delete all that was put or kept before a moment, drafts of a process that was stopped among them."""
    for file in folder.rglob("*") if folder.is_dir() else ():
        with suppress(OSError):
            if file.is_file() and file.stat().st_mtime < before.timestamp():
                file.unlink()
