"""The installation's own secrets: made once, kept in files that only their owner may read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

_NAMES = ("session", "trail", "codes", "backup")
_BYTES = 32


class UnsafeKey(Exception):
    """A key file that others can read, or that is too short to be a secret."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Four separate secrets: sessions and forms, the trail, PINs and authenticator codes, backups."""

    session: bytes
    trail: bytes
    codes: bytes
    backup: bytes

    def seal(self, text: str) -> str:
        """A keyed fingerprint of a code, token or PIN: what the database holds instead of the thing itself."""
        return hmac.new(self.codes, text.encode(), hashlib.sha256).hexdigest()

    def lock(self, text: str) -> str:
        """A secret that must be read again (of an authenticator), encrypted for the database."""
        return self._cipher().encrypt(text.encode()).decode()

    def unlock(self, locked: str) -> str:
        """What `lock` encrypted."""
        return self._cipher().decrypt(locked.encode()).decode()

    def _cipher(self) -> Fernet:
        key = hmac.new(self.codes, b"secrets that must be read again", hashlib.sha256).digest()
        return Fernet(base64.urlsafe_b64encode(key))


def keys_in(folder: Path) -> Keys:
    """The keys of this installation, made on first use; raises `UnsafeKey` when a file is open to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys(*(_key(folder / f"{name}.key") for name in _NAMES))


def _key(path: Path) -> bytes:
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path)
        return _read(path)


def _make(path: Path) -> None:
    """Write a new key under another name first: two processes that start together agree on one."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) < _BYTES:
        raise UnsafeKey(f"{path.name} is shorter than {_BYTES} bytes")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UnsafeKey(f"{path.name} can be read by others; its mode must be 0600")
    return key
