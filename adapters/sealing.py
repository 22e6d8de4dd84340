"""Encrypts a file in pieces (AES-256-GCM): without its key it gives nothing away, and a changed byte is noticed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"SLH-BACKUP-1\n"
_PIECE = 1 << 20
_TAG = 16
_SALT = 8


class NotOurs(Exception):
    """The file is no backup of this product, was changed, was cut, or was made with another key."""


def seal(source: Path, target: Path, key: bytes) -> None:
    """Write the encrypted form of a file, for its owner's eyes only; whole and read back, or not at all.

    Raises `FileExistsError` rather than overwrite, and `OSError` where the disk does not take it.
    """
    if target.exists():
        raise FileExistsError(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        _write(source, draft, key)
        for _piece in pieces(draft, key):
            pass
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def open_sealed(source: Path, target: Path, key: bytes) -> None:
    """Write the plain form of a sealed file; raises `NotOurs`, and what it has written then is worth nothing."""
    with _for_its_owner(target) as plain:
        for piece in pieces(source, key):
            plain.write(piece)


def pieces(source: Path, key: bytes) -> Iterator[bytes]:
    """The plain form of a sealed file, piece by piece; raises `NotOurs` at the first that does not fit."""
    cipher = AESGCM(key[:32])
    with source.open("rb") as sealed:
        if sealed.read(len(_MAGIC)) != _MAGIC:
            raise NotOurs
        salt = sealed.read(_SALT)
        number, piece = 0, sealed.read(_PIECE + _TAG)
        while True:
            following = sealed.read(_PIECE + _TAG)
            try:
                yield cipher.decrypt(_nonce(salt, number), piece, _last(not following))
            except (InvalidTag, ValueError) as wrong:
                raise NotOurs from wrong
            if not following:
                return
            number, piece = number + 1, following


def _write(source: Path, target: Path, key: bytes) -> None:
    salt = secrets.token_bytes(_SALT)
    cipher = AESGCM(key[:32])
    with source.open("rb") as plain, _for_its_owner(target) as sealed:
        sealed.write(_MAGIC + salt)
        number, piece = 0, plain.read(_PIECE)
        while True:
            following = plain.read(_PIECE)
            sealed.write(cipher.encrypt(_nonce(salt, number), piece, _last(not following)))
            if not following:
                break
            number, piece = number + 1, following
        sealed.flush()
        os.fsync(sealed.fileno())


def _for_its_owner(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _nonce(salt: bytes, number: int) -> bytes:
    return salt + number.to_bytes(4, "big")


def _last(is_last: bool) -> bytes:
    """Tells the last piece from the others, so that a cut file is noticed."""
    return b"last" if is_last else b"more"
