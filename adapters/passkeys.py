"""Passkeys (WebAuthn): the questions put to the browser and the proof of its answers, by py_webauthn.

The owner is always asked for the finger, the face or the screen lock (user verification), so that a passkey is
possession and knowledge at once. The browser reads and writes the JSON by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

ISSUER = "Sổ liên hệ 213"
_NONSENSE = (WebAuthnException, ValueError, KeyError, TypeError, RecursionError)
"""What the library and the parser raise for an answer that no browser of ours gave."""


class NotProved(Exception):
    """The answer does not prove possession of the passkey."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the browser, and the challenge to be remembered until it answers."""

    challenge: str
    options: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is kept of a passkey: its public id, its public key, how often it was used."""

    handle: str
    key: str
    counter: int


@dataclass(frozen=True, slots=True)
class Site:
    """The address to which passkeys are bound, taken from the installation's public address."""

    host: str
    origin: str

    @classmethod
    def of(cls, public_url: str) -> Site:
        """The site of a public address."""
        parts = urlsplit(public_url)
        return cls(parts.hostname or "localhost", f"{parts.scheme}://{parts.netloc}")

    def ask_to_make(self, account: str, name: str, known: Iterable[str]) -> Question:
        """Ask for a new passkey of an account; those it has already are not made twice."""
        options = generate_registration_options(
            rp_id=self.host,
            rp_name=ISSUER,
            user_id=account.encode(),
            user_name=name,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_descriptors(known),
        )
        return Question(bytes_to_base64url(options.challenge), options_to_json(options))

    def made(self, answer: str, challenge: str) -> Passkey:
        """The passkey that was made; raises `NotProved`."""
        try:
            proof = verify_registration_response(
                credential=answer,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.host,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        except _NONSENSE as strange:
            raise NotProved from strange
        return Passkey(
            bytes_to_base64url(proof.credential_id),
            bytes_to_base64url(proof.credential_public_key),
            proof.sign_count,
        )

    def ask_to_prove(self, known: Iterable[str] = ()) -> Question:
        """Ask for any passkey of this site, or for one of those known."""
        options = generate_authentication_options(
            rp_id=self.host,
            allow_credentials=_descriptors(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return Question(bytes_to_base64url(options.challenge), options_to_json(options))

    def proved(self, answer: str, challenge: str, passkey: Passkey) -> int:
        """How often the passkey was used by now; raises `NotProved` for another key, question or site, or a replay."""
        try:
            proof = verify_authentication_response(
                credential=answer,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.host,
                expected_origin=self.origin,
                credential_public_key=base64url_to_bytes(passkey.key),
                credential_current_sign_count=passkey.counter,
                require_user_verification=True,
            )
        except _NONSENSE as strange:
            raise NotProved from strange
        return proof.new_sign_count


def handle_in(answer: str) -> str | None:
    """The public id that an answer claims; nothing is proved by it."""
    try:
        handle = json.loads(answer)["id"]
    except _NONSENSE:
        return None
    return handle if isinstance(handle, str) else None


def _descriptors(handles: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(handle)) for handle in handles]
