"""Draft versions of the regulation; ask for corrections

Why: a version can be drafted, has a reference and a version number of its own, and begins on a day that is set later.
What the first version says was read anew at every start so far, and nobody could change it; it is emptied here, and
filled in again, in the new form, by the loading of the product's data that follows every migration. Requests of members
to have their record put right have their tables.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0005"
down_revision = "0004"

_RULE_SET = sa.table(
    "rule_set", sa.column("id"), sa.column("ref"), sa.column("version"), sa.column("rules", sa.JSON)
)


def upgrade() -> None:
    """Give versions a reference, a version number and an origin; let a draft have no day."""
    with op.batch_alter_table("rule_set") as table:
        table.add_column(sa.Column("ref", sa.String(length=types.REF_LENGTH), nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("copied_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        table.add_column(sa.Column("discarded_at", types.UtcTime(), nullable=True))
        table.alter_column("valid_from", existing_type=sa.Date(), nullable=True)
        table.drop_constraint("uq_rule_set_code", type_="unique")
    for row_id in op.get_bind().scalars(sa.select(_RULE_SET.c.id)).all():
        given = {"ref": types.new_ref(), "version": 1, "rules": {}}
        op.execute(sa.update(_RULE_SET).where(_RULE_SET.c.id == row_id).values(given))
    with op.batch_alter_table("rule_set") as table:
        table.alter_column("ref", existing_type=sa.String(length=types.REF_LENGTH), nullable=False)
        table.alter_column("version", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint(op.f("uq_rule_set_ref"), ["ref"])
        table.create_foreign_key(op.f("fk_rule_set_copied_from_id"), "rule_set", ["copied_from_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_rule_set_ends_after_it_begins"), "valid_to IS NULL OR valid_to > valid_from"
        )
        table.create_check_constraint(
            op.f("ck_rule_set_law_is_not_discarded"), "discarded_at IS NULL OR valid_from IS NULL"
        )
    only = sa.text("discarded_at IS NULL")
    op.create_index(
        "uq_rule_set_code", "rule_set", ["code"], unique=True, sqlite_where=only, postgresql_where=only
    )

    op.create_table(
        "correction",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "full_name",
                "sex",
                "born",
                "admitted",
                "official",
                "card_number",
                "position",
                "phone",
                "workplace",
                "address",
                "category",
                "cell",
                "change",
                "contact",
                "meeting",
                name="correctionline",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_ref", sa.String(length=12), nullable=True),
        sa.Column("about_on", sa.Date(), nullable=True),
        sa.Column("stands", sa.String(length=400), nullable=True),
        sa.Column("wanted", sa.String(length=1000), nullable=False),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "received",
                "done",
                "refused",
                "withdrawn",
                name="correctionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("receipt_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_at", types.UtcTime(), nullable=True),
        sa.Column("received_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("extended_because", sa.String(length=500), nullable=True),
        sa.Column("decided_at", types.UtcTime(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("now_says", sa.String(length=400), nullable=True),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'received' OR received_at IS NOT NULL", name=op.f("ck_correction_received_has_time")
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR answer IS NOT NULL", name=op.f("ck_correction_refused_has_reason")
        ),
        sa.CheckConstraint(
            "state NOT IN ('done', 'refused') OR decided_at IS NOT NULL",
            name=op.f("ck_correction_decided_has_time"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_correction_decided_by_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_correction_member_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_correction_owner_id")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["account.id"], name=op.f("fk_correction_received_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_correction_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("ref", name=op.f("uq_correction_ref")),
    )
    op.create_index("ix_correction_member_id", "correction", ["member_id", "id"], unique=False)
    op.create_index(
        "ix_correction_owner_state", "correction", ["owner_id", "state", "due_on", "id"], unique=False
    )
    op.create_index(
        "ix_correction_waiting",
        "correction",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('asked', 'received')"),
        postgresql_where=sa.text("state IN ('asked', 'received')"),
    )
    op.create_table(
        "correction_told",
        sa.Column("correction_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_told_correction_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_correction_told_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_told")),
        sa.UniqueConstraint("correction_id", "organisation_id", name="uq_correction_told_once"),
        sa.UniqueConstraint("ref", name=op.f("uq_correction_told_ref")),
    )
    op.create_index(
        "ix_correction_told_organisation_id", "correction_told", ["organisation_id", "id"], unique=False
    )


def downgrade() -> None:
    """Take them away again; what is a draft goes with them, what the versions say is read anew at the next start."""
    op.drop_table("correction_told")
    op.drop_table("correction")
    op.execute(sa.text("DELETE FROM rule_set WHERE valid_from IS NULL"))
    op.execute(sa.update(_RULE_SET).values(rules={}))
    op.drop_index("uq_rule_set_code", table_name="rule_set")
    with op.batch_alter_table("rule_set") as table:
        table.create_unique_constraint(op.f("uq_rule_set_code"), ["code"])
        table.drop_constraint(op.f("ck_rule_set_law_is_not_discarded"), type_="check")
        table.drop_constraint(op.f("ck_rule_set_ends_after_it_begins"), type_="check")
        table.drop_constraint(op.f("fk_rule_set_copied_from_id"), type_="foreignkey")
        table.drop_constraint(op.f("uq_rule_set_ref"), type_="unique")
        table.alter_column("valid_from", existing_type=sa.Date(), nullable=False)
        table.drop_column("discarded_at")
        table.drop_column("copied_from_id")
        table.drop_column("version")
        table.drop_column("ref")
