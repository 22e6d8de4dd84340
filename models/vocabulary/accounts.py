"""Accounts, what they prove themselves with, and how they are told."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class AccountState(Word):
    """Life of an account."""

    INVITED = "invited", label("Not yet activated")
    ACTIVE = "active", label("Activated")
    CLOSED = "closed", label("Closed")


class CredentialKind(Word):
    """What an account can prove itself with."""

    PASSWORD = "password", label("Password")
    PIN = "pin", label("PIN")
    TOTP = "totp", label("Authenticator code")
    RECOVERY = "recovery", label("Recovery code")
    PASSKEY = "passkey", label("Passkey")


class Digest(Word):
    """How often e-mail gathers what waits."""

    DAILY = "daily", label("Every day")
    WEEKLY = "weekly", label("Every Monday")
    NEVER = "never", label("No e-mail")


class Language(Word):
    """Languages of the pages; each named in itself."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"


class OutboxState(Word):
    """Life of a message that must leave the process."""

    WAITING = "waiting", label("Waiting")
    DONE = "done", label("Sent")
    GIVEN_UP = "given_up", label("Given up")
