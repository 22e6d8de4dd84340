"""Encrypts a file in pieces (AES-256-GCM): without its key it gives nothing away, and a changed byte is noticed."""

from __future__ import annotations

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"SLH-BACKUP-1\n"
_PIECE = 1 << 20
_TAG = 16
_SALT = 8


class NotOurs(Exception):
    """The file is no backup of this product, was changed, was cut, or was made with another key."""


def seal(source: Path, target: Path, key: bytes) -> None:
    """Write the encrypted form of a file, readable by its owner only."""
    salt = secrets.token_bytes(_SALT)
    cipher = AESGCM(key[:32])
    target.touch(mode=0o600)
    with source.open("rb") as plain, target.open("wb") as sealed:
        sealed.write(_MAGIC + salt)
        number, piece = 0, plain.read(_PIECE)
        while True:
            following = plain.read(_PIECE)
            sealed.write(cipher.encrypt(_nonce(salt, number), piece, _last(not following)))
            if not following:
                return
            number, piece = number + 1, following


def open_sealed(source: Path, target: Path, key: bytes) -> None:
    """Write the plain form of a sealed file; raises `NotOurs` before a single wrong byte is believed."""
    cipher = AESGCM(key[:32])
    target.touch(mode=0o600)
    with source.open("rb") as sealed, target.open("wb") as plain:
        if sealed.read(len(_MAGIC)) != _MAGIC:
            raise NotOurs
        salt = sealed.read(_SALT)
        number, piece = 0, sealed.read(_PIECE + _TAG)
        while True:
            following = sealed.read(_PIECE + _TAG)
            try:
                plain.write(cipher.decrypt(_nonce(salt, number), piece, _last(not following)))
            except InvalidTag as wrong:
                raise NotOurs from wrong
            if not following:
                return
            number, piece = number + 1, following


def _nonce(salt: bytes, number: int) -> bytes:
    return salt + number.to_bytes(4, "big")


def _last(is_last: bool) -> bytes:
    """Tells the last piece from the others, so that a cut file is noticed."""
    return b"last" if is_last else b"more"
