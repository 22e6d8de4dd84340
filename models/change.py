"""A dated fact about a member, recorded once; nine kinds in one table, each with its named check."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Referenced, Table
from models.liaison import Liaison
from models.member import Member
from models.organisation import Organisation
from models.place import Place
from models.types import UtcTime, one_of
from models.vocabulary import Category, ChangeKind, ChangeWord, ExemptionReason, Registration, SanctionForm

_DECIDED = (
    "kind NOT IN ('transfer', 'secondment', 'appointment', 'reward', 'sanction') OR "
    "(decision_number IS NOT NULL AND decided_on IS NOT NULL AND decided_by IS NOT NULL)"
)
_DUE = text("applied_at IS NULL AND superseded_at IS NULL AND withdrawn_at IS NULL")
_TERM = text("until_on IS NOT NULL AND superseded_at IS NULL AND withdrawn_at IS NULL")


class Change(Referenced, Audited, Table):
    """What happened to a member. Never edited: a newer change supersedes a wrong one."""

    __tablename__ = "change"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}
    __table_args__ = (
        CheckConstraint(_DECIDED, name="decided"),
        CheckConstraint("kind <> 'transfer' OR to_name IS NOT NULL", name="transfer_has_workplace"),
        CheckConstraint(
            "kind <> 'secondment' OR (to_name IS NOT NULL AND until_on > effective_on)",
            name="secondment_has_term",
        ),
        CheckConstraint("kind <> 'appointment' OR post IS NOT NULL", name="appointment_has_post"),
        CheckConstraint("kind <> 'reward' OR title IS NOT NULL", name="reward_has_title"),
        CheckConstraint("(kind = 'sanction') = (sanction_form IS NOT NULL)", name="sanction_has_form"),
        CheckConstraint("(kind = 'sanction') = is_restricted", name="sanction_is_restricted"),
        CheckConstraint("kind <> 'residence_move' OR new_place_id IS NOT NULL", name="move_has_place"),
        CheckConstraint("kind <> 'category_change' OR new_category IS NOT NULL", name="category_has_value"),
        Index("ix_change_member_id_effective_on", "member_id", "effective_on"),
        Index("ix_change_organisation_id_recorded_at", "organisation_id", "recorded_at", "id"),
        Index("ix_change_due", "effective_on", "id", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_change_until_on", "until_on", "id", sqlite_where=_TERM, postgresql_where=_TERM),
    )

    kind: Mapped[ChangeKind] = mapped_column(one_of(ChangeKind))
    word: Mapped[ChangeWord] = mapped_column(one_of(ChangeWord))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The workplace organisation that recorded it."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    effective_on: Mapped[date]
    decision_number: Mapped[str | None] = mapped_column(String(60))
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(500))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), unique=True)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
    withdrawn_because: Mapped[str | None] = mapped_column(String(500))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    liaison_id: Mapped[int | None] = mapped_column(ForeignKey("liaison.id"), index=True)
    """The liaison open when it was recorded: receivers carry the effect out on it. None: there was nobody to tell."""
    applied_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """When what the workplace is master of (post, workplace, home) was written, on the effective day or after it."""

    # What single kinds hold; the checks above say which kind needs what.
    post: Mapped[str | None] = mapped_column(String(120))
    to_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    to_name: Mapped[str | None] = mapped_column(String(200))
    until_on: Mapped[date | None]
    review_on: Mapped[date | None]
    title: Mapped[str | None] = mapped_column(String(200))
    is_restricted: Mapped[bool] = mapped_column(default=False)
    """A sanction: read by few."""
    sanction_form: Mapped[SanctionForm | None] = mapped_column(one_of(SanctionForm))
    new_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    new_unit: Mapped[str | None] = mapped_column(String(120))
    new_address: Mapped[str | None] = mapped_column(String(200))
    new_registration: Mapped[Registration | None] = mapped_column(one_of(Registration))
    new_category: Mapped[Category | None] = mapped_column(one_of(Category))
    exemption_reason: Mapped[ExemptionReason | None] = mapped_column(one_of(ExemptionReason))
    exemption_basis: Mapped[str | None] = mapped_column(String(200))

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(foreign_keys=organisation_id, lazy="raise_on_sql")
    to_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=to_organisation_id, lazy="raise_on_sql"
    )
    recorded_by: Mapped[Account] = relationship(lazy="raise_on_sql")
    new_place: Mapped[Place | None] = relationship(lazy="raise_on_sql")
    liaison: Mapped[Liaison | None] = relationship(lazy="raise_on_sql")


class Transfer(Change):
    """Move of post or workplace (chuyển công tác, điều động)."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.TRANSFER}


class Secondment(Change):
    """Secondment or rotation with a term; comes home by itself (biệt phái, luân chuyển)."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.SECONDMENT}


class Appointment(Change):
    """A post given or laid down (bổ nhiệm, thôi giữ chức vụ)."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.APPOINTMENT}


class Reward(Change):
    """A reward, with the body that decided (khen thưởng)."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.REWARD}


class Sanction(Change):
    """A sanction in force: form, decision, term; never its reasons (BR-11). It lapses after `until_on`."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.SANCTION}


class Retirement(Change):
    """Leaving work; the liaison ends with the official transfer (BR-16)."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.RETIREMENT}


class ResidenceMove(Change):
    """A new home; one liaison ends and the next is drafted."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.RESIDENCE_MOVE}


class CategoryChange(Change):
    """An exemption of Guidance 33 begins or ends."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.CATEGORY_CHANGE}


class Departure(Change):
    """Death, or leaving the Party."""

    __mapper_args__ = {"polymorphic_identity": ChangeKind.DEPARTURE}
