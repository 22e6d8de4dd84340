"""The residence's evaluation of working members: rounds, sheets in versions, the meetings that agreed on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table, Versioned, guard
from models.liaison import Liaison
from models.member import Member
from models.organisation import Organisation
from models.ruleset import RuleSet
from models.types import Ref, UtcTime, bytewise, one_of
from models.vocabulary import (
    Category,
    EvaluationPurpose,
    EvaluationStage,
    EvaluationState,
    Office,
    Outcome,
    ReplyKind,
)


class EvaluationRound(Referenced, Versioned, Audited, Table):
    """The yearly round of one commune committee (article 4): whose list, until when, under which rules."""

    __tablename__ = "evaluation_round"
    __table_args__ = (
        UniqueConstraint("committee_id", "year", name="uq_evaluation_round_year"),
        CheckConstraint(
            "listed_on <= cell_due_on AND cell_due_on <= confirm_due_on AND confirm_due_on <= return_due_on",
            name="days_in_order",
        ),
        Index("ix_evaluation_round_closed_on", "closed_on"),
    )

    committee_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    listed_on: Mapped[date]
    """The day of the list: the FULL active liaisons of this day (BR-03)."""
    cell_due_on: Mapped[date]
    confirm_due_on: Mapped[date]
    return_due_on: Mapped[date]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    opener_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The commune committee, or a superior committee that opened it for the commune."""
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    closed_on: Mapped[date | None]
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))

    committee: Mapped[Organisation] = relationship(foreign_keys=committee_id, lazy="raise_on_sql")
    opener: Mapped[Organisation] = relationship(foreign_keys=opener_id, lazy="raise_on_sql")
    opened_by: Mapped[Account] = relationship(lazy="raise_on_sql")
    rule_set: Mapped[RuleSet] = relationship(lazy="raise_on_sql")


class EvaluationReminder(Numbered, Audited, Table):
    """A commune committee reminded one of its cells of the sheets it still owes."""

    __tablename__ = "evaluation_reminder"
    __table_args__ = (UniqueConstraint("round_id", "cell_id", "on", name="uq_evaluation_reminder_day"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("evaluation_round.id"))
    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class EvaluationRequest(Referenced, Audited, Table):
    """A workplace asks for the evaluation of one member (form 3-213), for the yearly review or on need."""

    __tablename__ = "evaluation_request"
    __table_args__ = (
        CheckConstraint("purpose = 'yearly' OR reference IS NOT NULL", name="need_has_reference"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_because IS NULL)", name="withdrawn_has_reason"),
        Index("ix_evaluation_request_organisation", "organisation_id", "asked_on", "id"),
        Index("ix_evaluation_request_member", "member_id", "purpose"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[EvaluationPurpose] = mapped_column(one_of(EvaluationPurpose))
    reference: Mapped[str | None] = mapped_column(String(200))
    """The paper that starts the procedure: a plan, a decision, a proposal."""
    due_on: Mapped[date]
    dossier_code: Mapped[str | None] = mapped_column(String(60))
    """The dossier on the national public service portal, so that nobody asks twice."""
    asked_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    withdrawn_on: Mapped[date | None]
    withdrawn_because: Mapped[str | None] = mapped_column(String(500))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[Account] = relationship(lazy="raise_on_sql")


class EvaluationAgreement(Referenced, Audited, Table):
    """Minutes of the meeting of the cell committee with the Front work committee that agreed on sheets (BR-04)."""

    __tablename__ = "evaluation_agreement"
    __table_args__ = (Index("ix_evaluation_agreement_cell", "cell_id", "on", "id"),)

    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    on: Mapped[date]
    place: Mapped[str | None] = mapped_column(String(200))
    people: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Everybody who took part: role and name; of the cell's office holders the account too."""
    note_taker: Mapped[str] = mapped_column(String(120))
    discussion: Mapped[str | None] = mapped_column(String(4000))
    has_committee: Mapped[bool]
    """Whether the cell had a cell committee then; without one the secretary stands for it."""
    number_text: Mapped[str] = mapped_column(String(40))
    """From the series of the cell's minutes (BR-12)."""
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    cell: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[Account] = relationship(lazy="raise_on_sql")


class Evaluation(Referenced, Versioned, Audited, Table):
    """The sheet of one member: of a round, or asked for on need. What it says stands in its versions."""

    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint("round_id IS NOT NULL OR request_id IS NOT NULL", name="asked_for"),
        CheckConstraint(
            "state NOT IN ('signed', 'confirmed', 'returned', 'seen', 'objected', 'answered') "
            "OR signed_on IS NOT NULL",
            name="signed_has_day",
        ),
        CheckConstraint(
            "(returned_on IS NULL) = (returned_to_id IS NULL) AND (returned_on IS NULL) = (returned_edition IS NULL)",
            name="returned_to_somebody",
        ),
        CheckConstraint(
            "state NOT IN ('returned', 'seen', 'objected', 'answered') OR returned_on IS NOT NULL",
            name="returned_has_day",
        ),
        CheckConstraint("round_id IS NULL OR form = 'full'", name="round_is_full"),
        UniqueConstraint("round_id", "member_id", name="uq_evaluation_round_member"),
        UniqueConstraint("request_id", name="uq_evaluation_request_id"),
        Index("ix_evaluation_cell_round", "cell_id", "round_id", "sort_key", "id"),
        Index("ix_evaluation_cell_state", "cell_id", "state", "due_on"),
        Index("ix_evaluation_round_state", "round_id", "state", "cell_id"),
        Index("ix_evaluation_returned_to", "returned_to_id", "returned_on", "id"),
        Index("ix_evaluation_member", "member_id", "id"),
        Index("ix_evaluation_liaison_id", "liaison_id"),
        Index("ix_evaluation_batch", "batch"),
        Index("ix_evaluation_closed_on", "closed_on"),
    )

    round_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation_round.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation_request.id"))
    year: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    liaison_id: Mapped[int] = mapped_column(ForeignKey("liaison.id"))
    listed_cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The cell on whose list the member stood when the sheet was asked for."""
    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The cell that deals with it now: the same, or the one it was merged into."""
    form: Mapped[Category] = mapped_column(one_of(Category, name="form"))
    """The category whose sheet it is: the ordinary one, or the short one of exempt members."""
    state: Mapped[EvaluationState] = mapped_column(one_of(EvaluationState))
    edition: Mapped[int] = mapped_column(default=1)
    """The version at work; a new one begins when the sheet is sent back or amended (BR-06)."""
    due_on: Mapped[date]
    """By when the cell should submit it."""
    sort_key: Mapped[str] = mapped_column(bytewise(600))
    """The member's sort key, copied: a cell's list is one walk along one index."""
    signed_on: Mapped[date | None]
    """The first signature: from then on the commune committee reads what was signed."""
    returned_on: Mapped[date | None]
    returned_to_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The workplace organisation on record on the day of the return."""
    returned_edition: Mapped[int | None]
    """The version that workplace and member read; a later one takes its place when it is returned in its turn."""
    batch: Mapped[str | None] = mapped_column(Ref)
    """Random, shared by the sheets that were returned in one act: their members hear of it together."""
    seen_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    """When it lapsed or was withdrawn; what was drafted is forgotten after the days of the rule set."""
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    round: Mapped[EvaluationRound | None] = relationship(lazy="raise_on_sql")
    request: Mapped[EvaluationRequest | None] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    liaison: Mapped[Liaison] = relationship(lazy="raise_on_sql")
    cell: Mapped[Organisation] = relationship(foreign_keys=cell_id, lazy="raise_on_sql")
    listed_cell: Mapped[Organisation] = relationship(foreign_keys=listed_cell_id, lazy="raise_on_sql")
    returned_to: Mapped[Organisation | None] = relationship(foreign_keys=returned_to_id, lazy="raise_on_sql")
    rule_set: Mapped[RuleSet] = relationship(lazy="raise_on_sql")


class EvaluationVersion(Numbered, Versioned, Audited, Table):
    """What a sheet says, in one version: nothing ticked at first, frozen once signed, replaced by the next (BR-06)."""

    __tablename__ = "evaluation_version"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "edition", name="uq_evaluation_version_edition"),
        CheckConstraint("(edition = 1) = (amended_because IS NULL)", name="amended_has_reason"),
        CheckConstraint("(signed_at IS NULL) = (signed_by_id IS NULL)", name="signed_by_somebody"),
        CheckConstraint("signed_at IS NULL OR agreement_id IS NOT NULL", name="signed_was_agreed"),
        CheckConstraint("dissent IS NULL OR agreement_id IS NOT NULL", name="dissent_was_said"),
        Index("ix_evaluation_version_agreement_id", "agreement_id"),
    )

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    edition: Mapped[int]
    ticks: Mapped[dict[str, int]] = mapped_column(JSON)
    """Number of the criterion → level from 1 on, in the rule set of the sheet; only what a person has ticked."""
    remarks: Mapped[str | None] = mapped_column(String(4000))
    duties: Mapped[list[int]] = mapped_column(JSON)
    """Numbers of the duties of which something particular is to be said."""
    unassessable_because: Mapped[str | None] = mapped_column(String(500))
    """Why a newcomer cannot be assessed yet; such a sheet has no ticks."""
    amended_because: Mapped[str | None] = mapped_column(String(500))
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation_agreement.id"))
    dissent: Mapped[str | None] = mapped_column(String(1000))
    """What somebody at the meeting held against it, kept beside what was agreed."""
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The sheet in full as it was signed, names and wording of its form included."""
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    evaluation: Mapped[Evaluation] = relationship(lazy="raise_on_sql")
    agreement: Mapped[EvaluationAgreement | None] = relationship(lazy="raise_on_sql")
    saved_by: Mapped[Account] = relationship(foreign_keys=saved_by_id, lazy="raise_on_sql")
    signed_by: Mapped[Account | None] = relationship(foreign_keys=signed_by_id, lazy="raise_on_sql")


class EvaluationStep(Numbered, Table):
    """What happened to a sheet and which version, when, by whom, for whom; never changed afterwards."""

    __tablename__ = "evaluation_step"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    edition: Mapped[int]
    stage: Mapped[EvaluationStage] = mapped_column(one_of(EvaluationStage))
    at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    office: Mapped[Office | None] = mapped_column(one_of(Office))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    note: Mapped[str | None] = mapped_column(String(500))

    by: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


class Objection(Referenced, Audited, Table):
    """What the member answers to a returned sheet; it stays with every later copy (BR-20)."""

    __tablename__ = "objection"
    __table_args__ = (
        CheckConstraint("(kind = 'objection') = (due_on IS NOT NULL)", name="objection_has_term"),
        CheckConstraint(
            "(answer IS NULL) = (outcome IS NULL) AND (answer IS NULL) = (answered_on IS NULL) "
            "AND (answer IS NULL) = (answered_by_id IS NULL)",
            name="answered_in_words",
        ),
        Index("ix_objection_evaluation_id", "evaluation_id", "id"),
    )

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    edition: Mapped[int]
    """The version that the member had read."""
    kind: Mapped[ReplyKind] = mapped_column(one_of(ReplyKind))
    text: Mapped[str] = mapped_column(String(4000))
    made_on: Mapped[date]
    due_on: Mapped[date | None]
    """By when the cell should answer a request for reconsideration."""
    answer: Mapped[str | None] = mapped_column(String(4000))
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    evaluation: Mapped[Evaluation] = relationship(lazy="raise_on_sql")
    answered_by: Mapped[Account | None] = relationship(lazy="raise_on_sql")


def _stays(table: str, words: str, when: str) -> dict[str, tuple[str, ...]]:
    """Statements that let a database refuse to change or delete a row of which something is true."""
    return {
        "sqlite": tuple(
            f"CREATE TRIGGER {table}_not_{done} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for done, act in (("updated", "UPDATE"), ("deleted", "DELETE"))
        ),
        "postgresql": (
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END$$",
            f"CREATE TRIGGER {table}_not_changed BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {table}_stays()",
        ),
    }


FROZEN = (
    (EvaluationVersion, "a signed sheet stays as it is", "OLD.signed_at IS NOT NULL"),
    (EvaluationAgreement, "minutes of an agreement stay as they are", "OLD.id IS NOT NULL"),
    (Objection, "an answered reply stays as it is", "OLD.answer IS NOT NULL"),
)
"""What nobody may change any more, and from when on (BR-06, BR-20)."""
for _table, _words, _when in FROZEN:
    guard(_table, _stays(_table.__tablename__, _words, _when))
