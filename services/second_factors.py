"""Second factors of one's own account: the authenticator with its recovery codes, passkeys."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from access import Actor
from adapters import authenticators, clock
from adapters.passkeys import ISSUER, NotProved, Passkey, Question, Site, handle_in
from adapters.tools import tools
from domain.errors import Refused
from domain.events import CredentialChanged
from models import Account, Credential, FormKey, db
from models.vocabulary import CredentialKind, label
from queries import credentials as queries
from queries.sessions import FACTORS
from services import audit
from services.announcements import announce
from services.credentials import insist_fresh
from services.sessions import end_sessions
from services.unit import use_case

CODES = 10
"""Recovery codes, for the day the telephone is lost; each opens the book once."""
CODE_LENGTH = 10
MOST_PASSKEYS = 10
WRONG_CODE = label("The code is not right. Type the six digits that the authenticator shows now.")
WRONG_PASSKEY = label("The passkey was not recognised. Try again, or sign in another way.")


@dataclass(frozen=True, slots=True)
class ProvenPasskey:
    """A right answer to a question: whose passkey gave it, how often that was used by now, and the question."""

    account_id: int
    passkey_id: int
    used: int
    challenge: str


def new_authenticator() -> str:
    """The secret of an authenticator that is about to be enrolled, locked, to be kept in the session until then."""
    return tools().keys.lock(authenticators.new_secret())


def authenticator_address(actor: Actor, locked: str) -> tuple[str, str]:
    """What the QR code says, and the secret to type where there is no camera."""
    secret = tools().keys.unlock(locked)
    return authenticators.address(secret, actor.person_name, ISSUER), authenticators.in_groups(secret)


@use_case
def enrol_authenticator(actor: Actor, sign_in_id: int, locked: str, code: str) -> list[str]:
    """Take an authenticator into use once it has shown a right code; gives ten recovery codes, shown only now."""
    insist_fresh(actor)
    account_id = actor.account_id or 0
    step = authenticators.step_of(tools().keys.unlock(locked), code, clock.now())
    if step is None:
        raise Refused(WRONG_CODE, field="code")
    _drop(account_id, CredentialKind.TOTP)
    _add(account_id, CredentialKind.TOTP, locked, counter=step)
    codes = _new_codes(account_id)
    _tell(actor, sign_in_id, CredentialKind.TOTP)
    return codes


@use_case
def renew_recovery_codes(actor: Actor) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more."""
    insist_fresh(actor)
    codes = _new_codes(actor.account_id or 0)
    announce(CredentialChanged(account_id=actor.account_id or 0, kind=CredentialKind.RECOVERY))
    return codes


@use_case
def remove_authenticator(actor: Actor, sign_in_id: int) -> None:
    """Take the authenticator and its recovery codes away, while another factor remains."""
    insist_fresh(actor)
    _insist_another_remains(actor, but=CredentialKind.TOTP)
    _drop(actor.account_id or 0, CredentialKind.TOTP, CredentialKind.RECOVERY)
    _tell(actor, sign_in_id, CredentialKind.TOTP)


def ask_for_passkey(actor: Actor) -> Question:
    """What the browser is asked in order to make a passkey of this account."""
    known = queries.passkeys_of(actor.account_id or 0)
    account_ref = db.session.scalar(select(Account.ref).where(Account.id == actor.account_id)) or ""
    return Site.of(tools().public_url).ask_to_make(account_ref, actor.person_name, known)


@use_case
def add_passkey(actor: Actor, sign_in_id: int, answer: str, challenge: str, name: str) -> None:
    """Take a new passkey into use; a wrong or repeated answer of the browser is refused."""
    insist_fresh(actor)
    try:
        made = Site.of(tools().public_url).made(answer, challenge)
    except NotProved as strange:
        raise Refused("The passkey could not be made. Press the button again.") from strange
    spend_challenge(challenge)
    if len(queries.passkeys_of(actor.account_id or 0)) >= MOST_PASSKEYS:
        raise Refused("There are ten passkeys already. Remove one that is no longer used.")
    _add(actor.account_id or 0, CredentialKind.PASSKEY, made.key, made.counter, handle=made.handle, name=name)
    announce(CredentialChanged(account_id=actor.account_id or 0, kind=CredentialKind.PASSKEY))


@use_case
def remove_passkey(actor: Actor, sign_in_id: int, ref: str) -> None:
    """Take one of one's own passkeys away, while another way to sign in remains."""
    insist_fresh(actor)
    passkeys = queries.of_kind(actor.account_id or 0, CredentialKind.PASSKEY)
    passkey = next((one for one in passkeys if one.ref == ref), None)
    if passkey is None:
        return  # gone already
    if len(passkeys) == 1:
        _insist_another_remains(actor, but=CredentialKind.PASSKEY)
    db.session.delete(passkey)
    _tell(actor, sign_in_id, CredentialKind.PASSKEY)


def take_code(account_id: int, typed: str) -> bool:
    """Whether a code of the authenticator or a recovery code is right; either is good once. Inside a use case."""
    code = authenticators.typed_code(typed)
    return _take_authenticator_code(account_id, code) or _take_recovery_code(account_id, code)


def prove_passkey(answer: str, challenge: str) -> ProvenPasskey:
    """Check what a browser answered; raises `Refused` for another key, another question, another site or a replay."""
    found = queries.account_of_passkey(handle_in(answer) or "")
    if found is None:
        raise Refused(WRONG_PASSKEY)
    account, passkey = found
    kept = Passkey(passkey.handle or "", passkey.secret, passkey.counter)
    try:
        used = Site.of(tools().public_url).proved(answer, challenge, kept)
    except NotProved as strange:
        raise Refused(WRONG_PASSKEY) from strange
    return ProvenPasskey(account.id, passkey.id, used, challenge)


def note_use(proven: ProvenPasskey) -> None:
    """Count the use of a passkey and spend the question, inside the caller's use case."""
    passkey = db.session.get_one(Credential, proven.passkey_id, with_for_update=True)
    passkey.counter, passkey.last_used_at = max(proven.used, passkey.counter), clock.now()
    spend_challenge(proven.challenge)


def spend_challenge(challenge: str) -> None:
    """A question to a passkey is answered once: the second answer breaks the key of this row."""
    db.session.add(FormKey(key=tools().keys.seal(f"challenge {challenge}"), digest="passkey", at=clock.now()))
    db.session.flush()


def _take_authenticator_code(account_id: int, code: str) -> bool:
    found = (
        select(Credential)
        .where(Credential.account_id == account_id, Credential.kind == CredentialKind.TOTP)
        .with_for_update()
    )
    authenticator = db.session.scalar(found)
    if authenticator is None:
        return False
    step = authenticators.step_of(tools().keys.unlock(authenticator.secret), code, clock.now())
    if step is None or step <= authenticator.counter:
        return False
    authenticator.counter, authenticator.last_used_at = step, clock.now()
    return True


def _take_recovery_code(account_id: int, code: str) -> bool:
    spent = db.session.execute(
        delete(Credential).where(
            Credential.account_id == account_id,
            Credential.kind == CredentialKind.RECOVERY,
            Credential.secret == tools().keys.seal(f"recovery {code}"),
        )
    )
    return bool(spent.rowcount)  # type: ignore[attr-defined]  # a DELETE counts its rows


def _new_codes(account_id: int) -> list[str]:
    _drop(account_id, CredentialKind.RECOVERY)
    codes = [authenticators.new_code(CODE_LENGTH) for _ in range(CODES)]
    for code in codes:
        _add(account_id, CredentialKind.RECOVERY, tools().keys.seal(f"recovery {code}"))
    return [authenticators.in_groups(code, 5) for code in codes]


def _add(
    account_id: int,
    kind: CredentialKind,
    secret: str,
    counter: int = 0,
    handle: str | None = None,
    name: str | None = None,
) -> None:
    db.session.add(
        Credential(
            account_id=account_id,
            kind=kind,
            secret=secret,
            counter=counter,
            handle=handle,
            name=name,
            created_at=clock.now(),
        )
    )
    if kind is not CredentialKind.RECOVERY:
        audit.note("credential", account_id, kind=kind.value, set=True)


def _drop(account_id: int, *kinds: CredentialKind) -> None:
    db.session.execute(
        delete(Credential).where(Credential.account_id == account_id, Credential.kind.in_(kinds))
    )


def _tell(actor: Actor, sign_in_id: int, kind: CredentialKind) -> None:
    """A changed factor ends the other sessions, leaves its mark and is told to its owner (AU-09)."""
    account_id = actor.account_id or 0
    end_sessions(account_id, but=sign_in_id)
    audit.note("credential", account_id, kind=kind.value, changed=True)
    announce(CredentialChanged(account_id=account_id, kind=kind))


def _insist_another_remains(actor: Actor, but: CredentialKind) -> None:
    """A password account keeps the second factor it has; a PIN account can always do without."""
    kinds = queries.kinds_of(actor.account_id or 0)
    if CredentialKind.PASSWORD in kinds and not (set(FACTORS) - {but}) & kinds:
        raise Refused("This is your only second factor. Add another one first, then remove this one.")
