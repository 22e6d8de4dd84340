"""Who may sign in and with what: accounts, credentials, activation slips."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table
from models.member import Member
from models.organisation import Organisation
from models.types import UtcTime, bytewise, one_of
from models.vocabulary import AccountState, CredentialKind, Digest, Language


class Account(Referenced, Audited, Table):
    """A person who signs in; need not be a member (secretaries of residence cells are mostly retired)."""

    __tablename__ = "account"

    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Where the account is kept: the offices above it look after its slips and devices."""
    full_name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(bytewise(120))
    sort_key: Mapped[str] = mapped_column(bytewise(600))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    """Not unique: families and offices share a number."""
    sign_in_name: Mapped[str | None] = mapped_column(String(60), unique=True)
    email: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[AccountState] = mapped_column(one_of(AccountState), default=AccountState.INVITED)
    language: Mapped[Language] = mapped_column(one_of(Language), default=Language.VI)
    digest: Mapped[Digest] = mapped_column(one_of(Digest), default=Digest.DAILY)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    activated_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)

    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


class Credential(Referenced, Table):
    """Something an account proves itself with; the secret is a hash, or encrypted with a key kept elsewhere."""

    __tablename__ = "credential"
    __table_args__ = (Index("ix_credential_account_id_kind", "account_id", "kind"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[CredentialKind] = mapped_column(one_of(CredentialKind))
    secret: Mapped[str] = mapped_column(Text)
    handle: Mapped[str | None] = mapped_column(String(400), unique=True)
    """The public id of a passkey."""
    name: Mapped[str | None] = mapped_column(String(80))
    counter: Mapped[int] = mapped_column(default=0)
    """Last time step of an authenticator code, signature counter of a passkey: neither is accepted twice."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Slip(Numbered, Table):
    """An activation slip: one code, printed once, stored hashed; a new one closes the old."""

    __tablename__ = "slip"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    refused_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """The person who read it said: this is not me."""
