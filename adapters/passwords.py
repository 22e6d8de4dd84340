"""Passwords and PINs: hashed with argon2-cffi, a few at a time; how easily one is guessed, by zxcvbn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

AT_ONCE = 4
PATIENCE = 5.0
"""Seconds to wait for a free slot: a flood of sign-ins must not eat the memory."""
COMMON_WORDS = Path(__file__).resolve().parent.parent / "reference" / "common-words.txt"
_READ = 72
"""As much of a password as zxcvbn takes; what stands behind can only make it harder to guess."""
_ENOUGH = 10**8
"""Guesses by zxcvbn's count; eight characters without any pattern need as many."""


class TooBusy(Exception):
    """All slots were taken for as long as one can be kept waiting; it may be tried again."""


def normal(secret: str) -> str:
    """NFKC: the same password typed on two keyboards is the same password (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", secret)


@dataclass(frozen=True, slots=True)
class Hasher:
    """Argon2id with its parameters; raises `TooBusy` rather than compute more than a few at once."""

    argon: PasswordHasher
    dummy: str
    """A hash of nothing: compared where there is no account, so that both answers take as long."""
    slots: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))
    patience: float = PATIENCE

    def hash(self, secret: str) -> str:
        """What the database keeps instead of the secret."""
        with self._slot():
            return self.argon.hash(normal(secret))

    def matches(self, kept: str | None, secret: str) -> bool:
        """Whether this is the secret; without a hash to compare with, the same work is done for nothing."""
        with self._slot():
            try:
                return self.argon.verify(kept or self.dummy, normal(secret)) and kept is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made with other parameters and is to be made again at this sign-in."""
        return self.argon.check_needs_rehash(kept)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self.slots.acquire(timeout=self.patience):
            raise TooBusy
        try:
            yield
        finally:
            self.slots.release()


@cache
def hasher(strength: str) -> Hasher:
    """`full`: 64 MiB, three passes; `quick`: for tests only."""
    argon = (
        PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
        if strength == "full"
        else PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    return Hasher(argon, argon.hash("nobody has this password"))


def is_guessable(password: str, context: Iterable[str] = ()) -> bool:
    """Whether a password is common, or put together from common words and those of its context (name, unit, year).

    Marks are taken off for a second look: "Chi bộ 5" is guessed as easily as "chibo5".
    """
    words = [*common_words(), *(word for text in context for word in _words(text))]
    spellings = {normal(password).lower(), "".join(_plain(password).split())}
    return any(zxcvbn(one[:_READ], user_inputs=words)["guesses"] < _ENOUGH for one in spellings)


@cache
def common_words() -> tuple[str, ...]:
    """Words of Party work and of the country; zxcvbn brings the passwords and names of the world."""
    lines = COMMON_WORDS.read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _words(text: str) -> list[str]:
    """The words of a text without marks, each alone and all run together."""
    words = _plain(text).split()
    return [*words, "".join(words)]


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.lower()).replace("đ", "d")
    return "".join(sign for sign in marks if not unicodedata.combining(sign))
