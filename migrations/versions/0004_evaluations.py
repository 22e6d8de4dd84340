"""Lay the tables of evaluations

Why: rounds, sheets with their versions, agreements and replies have their records; the database itself keeps signed
sheets, minutes of agreements and answered replies as they are.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0004"
down_revision = "0003"


_FROZEN = (
    ("evaluation_version", "a signed sheet stays as it is", "OLD.signed_at IS NOT NULL"),
    ("evaluation_agreement", "minutes of an agreement stay as they are", "OLD.id IS NOT NULL"),
    ("objection", "an answered reply stays as it is", "OLD.answer IS NOT NULL"),
)


def _guards(dialect: str) -> list[str]:
    """The statements by which the database refuses to change what is frozen."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_not_{done} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for table, words, when in _FROZEN
            for done, act in (("updated", "UPDATE"), ("deleted", "DELETE"))
        ]
    return [
        statement
        for table, words, when in _FROZEN
        for statement in (
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END$$",
            f"CREATE TRIGGER {table}_not_changed BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {table}_stays()",
        )
    ]


def upgrade() -> None:
    """Lay the tables."""
    op.create_table(
        "evaluation_agreement",
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("note_taker", sa.String(length=120), nullable=False),
        sa.Column("discussion", sa.String(length=4000), nullable=True),
        sa.Column("has_committee", sa.Boolean(), nullable=False),
        sa.Column("number_text", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", types.UtcTime(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["organisation.id"], name=op.f("fk_evaluation_agreement_cell_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_evaluation_agreement_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_agreement")),
        sa.UniqueConstraint("ref", name=op.f("uq_evaluation_agreement_ref")),
    )
    op.create_index("ix_evaluation_agreement_cell", "evaluation_agreement", ["cell_id", "on", "id"])

    op.create_table(
        "evaluation_request",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "yearly",
                "personnel",
                "reward",
                "discipline",
                "other",
                name="evaluationpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("dossier_code", sa.String(length=60), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=500), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "purpose = 'yearly' OR reference IS NOT NULL",
            name=op.f("ck_evaluation_request_need_has_reference"),
        ),
        sa.CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_because IS NULL)",
            name=op.f("ck_evaluation_request_withdrawn_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_evaluation_request_asked_by_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_evaluation_request_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_evaluation_request_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_evaluation_request_rule_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_request")),
        sa.UniqueConstraint("ref", name=op.f("uq_evaluation_request_ref")),
    )
    op.create_index("ix_evaluation_request_member", "evaluation_request", ["member_id", "purpose"])
    op.create_index(
        "ix_evaluation_request_organisation", "evaluation_request", ["organisation_id", "asked_on", "id"]
    )

    op.create_table(
        "evaluation_round",
        sa.Column("committee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("cell_due_on", sa.Date(), nullable=False),
        sa.Column("confirm_due_on", sa.Date(), nullable=False),
        sa.Column("return_due_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opener_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", types.UtcTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "listed_on <= cell_due_on AND cell_due_on <= confirm_due_on AND confirm_due_on <= return_due_on",
            name=op.f("ck_evaluation_round_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["organisation.id"], name=op.f("fk_evaluation_round_committee_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["account.id"], name=op.f("fk_evaluation_round_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["opener_id"], ["organisation.id"], name=op.f("fk_evaluation_round_opener_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_evaluation_round_rule_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_round")),
        sa.UniqueConstraint("committee_id", "year", name="uq_evaluation_round_year"),
        sa.UniqueConstraint("ref", name=op.f("uq_evaluation_round_ref")),
    )
    op.create_index("ix_evaluation_round_closed_on", "evaluation_round", ["closed_on"])

    op.create_table(
        "evaluation",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("liaison_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listed_cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "form",
            sa.Enum("full", "exempt", name="form", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "drafted",
                "written",
                "agreed",
                "signed",
                "sent_back",
                "confirmed",
                "returned",
                "seen",
                "objected",
                "answered",
                "lapsed",
                "withdrawn",
                name="evaluationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("returned_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("returned_edition", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=12), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("round_id IS NULL OR form = 'full'", name=op.f("ck_evaluation_round_is_full")),
        sa.CheckConstraint(
            "state NOT IN ('returned', 'seen', 'objected', 'answered') OR returned_on IS NOT NULL",
            name=op.f("ck_evaluation_returned_has_day"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'confirmed', 'returned', 'seen', 'objected', 'answered') OR signed_on IS NOT NULL",
            name=op.f("ck_evaluation_signed_has_day"),
        ),
        sa.CheckConstraint(
            "(returned_on IS NULL) = (returned_to_id IS NULL) AND (returned_on IS NULL) = (returned_edition IS NULL)",
            name=op.f("ck_evaluation_returned_to_somebody"),
        ),
        sa.CheckConstraint(
            "round_id IS NOT NULL OR request_id IS NOT NULL", name=op.f("ck_evaluation_asked_for")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_evaluation_cell_id")),
        sa.ForeignKeyConstraint(["liaison_id"], ["liaison.id"], name=op.f("fk_evaluation_liaison_id")),
        sa.ForeignKeyConstraint(
            ["listed_cell_id"], ["organisation.id"], name=op.f("fk_evaluation_listed_cell_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_evaluation_member_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["evaluation_request.id"], name=op.f("fk_evaluation_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["returned_to_id"], ["organisation.id"], name=op.f("fk_evaluation_returned_to_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["evaluation_round.id"], name=op.f("fk_evaluation_round_id")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_evaluation_rule_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("ref", name=op.f("uq_evaluation_ref")),
        sa.UniqueConstraint("request_id", name="uq_evaluation_request_id"),
        sa.UniqueConstraint("round_id", "member_id", name="uq_evaluation_round_member"),
    )
    op.create_index("ix_evaluation_batch", "evaluation", ["batch"])
    op.create_index("ix_evaluation_closed_on", "evaluation", ["closed_on"])
    op.create_index("ix_evaluation_cell_round", "evaluation", ["cell_id", "round_id", "sort_key", "id"])
    op.create_index("ix_evaluation_cell_state", "evaluation", ["cell_id", "state", "due_on"])
    op.create_index("ix_evaluation_liaison_id", "evaluation", ["liaison_id"])
    op.create_index("ix_evaluation_member", "evaluation", ["member_id", "id"])
    op.create_index("ix_evaluation_returned_to", "evaluation", ["returned_to_id", "returned_on", "id"])
    op.create_index("ix_evaluation_round_state", "evaluation", ["round_id", "state", "cell_id"])

    op.create_table(
        "evaluation_reminder",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_evaluation_reminder_by_id")),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["organisation.id"], name=op.f("fk_evaluation_reminder_cell_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["evaluation_round.id"], name=op.f("fk_evaluation_reminder_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_reminder")),
        sa.UniqueConstraint("round_id", "cell_id", "on", name="uq_evaluation_reminder_day"),
    )
    op.create_table(
        "evaluation_step",
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "requested",
                "drafted",
                "written",
                "reopened",
                "agreed",
                "signed",
                "sent_back",
                "confirmed",
                "returned",
                "seen",
                "replied",
                "objected",
                "kept",
                "amended",
                "handed_over",
                "lapsed",
                "withdrawn",
                name="evaluationstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "office",
            sa.Enum(
                "secretary",
                "deputy",
                "committee_member",
                "staff",
                "overseer",
                "administrator",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_evaluation_step_by_id")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_step_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_evaluation_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_step")),
    )
    op.create_index(op.f("ix_evaluation_step_evaluation_id"), "evaluation_step", ["evaluation_id"])

    op.create_table(
        "evaluation_version",
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.String(length=4000), nullable=True),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("unassessable_because", sa.String(length=500), nullable=True),
        sa.Column("amended_because", sa.String(length=500), nullable=True),
        sa.Column("saved_at", types.UtcTime(), nullable=False),
        sa.Column("saved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dissent", sa.String(length=1000), nullable=True),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("signed_at", types.UtcTime(), nullable=True),
        sa.Column("signed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(edition = 1) = (amended_because IS NULL)", name=op.f("ck_evaluation_version_amended_has_reason")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by_id IS NULL)",
            name=op.f("ck_evaluation_version_signed_by_somebody"),
        ),
        sa.CheckConstraint(
            "dissent IS NULL OR agreement_id IS NOT NULL", name=op.f("ck_evaluation_version_dissent_was_said")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR agreement_id IS NOT NULL",
            name=op.f("ck_evaluation_version_signed_was_agreed"),
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["evaluation_agreement.id"], name=op.f("fk_evaluation_version_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_version_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["account.id"], name=op.f("fk_evaluation_version_saved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["account.id"], name=op.f("fk_evaluation_version_signed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_version")),
        sa.UniqueConstraint("evaluation_id", "edition", name="uq_evaluation_version_edition"),
    )
    op.create_index("ix_evaluation_version_agreement_id", "evaluation_version", ["agreement_id"])

    op.create_table(
        "objection",
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "remark", "objection", name="replykind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("kept", "amended", name="outcome", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'objection') = (due_on IS NOT NULL)", name=op.f("ck_objection_objection_has_term")
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (outcome IS NULL) AND (answer IS NULL) = (answered_on IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_objection_answered_in_words"),
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name=op.f("fk_objection_answered_by_id")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_objection_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("ref", name=op.f("uq_objection_ref")),
    )
    op.create_index("ix_objection_evaluation_id", "objection", ["evaluation_id", "id"])
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Take them away again."""
    for table, _words, _when in _FROZEN if op.get_bind().dialect.name != "sqlite" else ():
        op.execute(f"DROP TRIGGER {table}_not_changed ON {table}")
        op.execute(f"DROP FUNCTION {table}_stays()")
    op.drop_table("objection")
    op.drop_table("evaluation_version")
    op.drop_table("evaluation_step")
    op.drop_table("evaluation_reminder")
    op.drop_table("evaluation")
    op.drop_table("evaluation_round")
    op.drop_table("evaluation_request")
    op.drop_table("evaluation_agreement")
