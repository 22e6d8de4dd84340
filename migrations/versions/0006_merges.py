"""Two records of one person can be put together

Why: lists of several offices bring one person twice. What was chosen and moved is kept, so that both can be parted
again; the record that went into the other stays as it was, out of sight.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0006"
down_revision = "0005"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let a member name the record into which it went; add the table of what was put together."""
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("merged_into_id", _ID, nullable=True))
        table.create_foreign_key(op.f("fk_member_merged_into_id"), "member", ["merged_into_id"], ["id"])
    op.create_index(op.f("ix_member_merged_into_id"), "member", ["merged_into_id"])
    op.create_table(
        "member_merge",
        sa.Column("kept_id", _ID, nullable=False),
        sa.Column("away_id", _ID, nullable=False),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("by_id", _ID, nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("closed", sa.JSON(), nullable=True),
        sa.Column("undone_at", types.UtcTime(), nullable=True),
        sa.Column("undone_by_id", _ID, nullable=True),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("ref", sa.String(length=types.REF_LENGTH), nullable=False),
        sa.CheckConstraint("kept_id <> away_id", name=op.f("ck_member_merge_two_records")),
        sa.ForeignKeyConstraint(["kept_id"], ["member.id"], name=op.f("fk_member_merge_kept_id")),
        sa.ForeignKeyConstraint(["away_id"], ["member.id"], name=op.f("fk_member_merge_away_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_member_merge_organisation_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_member_merge_by_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["account.id"], name=op.f("fk_member_merge_undone_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_merge")),
        sa.UniqueConstraint("ref", name=op.f("uq_member_merge_ref")),
    )
    op.create_index("ix_member_merge_away_id", "member_merge", ["away_id"])
    op.create_index("ix_member_merge_kept_id", "member_merge", ["kept_id", "id"])


def downgrade() -> None:
    """Take both out; records that went into others come to sight again, without what was moved."""
    op.drop_table("member_merge")
    op.drop_index(op.f("ix_member_merged_into_id"), table_name="member")
    with op.batch_alter_table("member") as table:
        table.drop_constraint(op.f("fk_member_merged_into_id"), type_="foreignkey")
        table.drop_column("merged_into_id")
