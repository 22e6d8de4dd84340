"""Lay the tables of lists that are brought in

Why: an upload is kept with what was read and decided, so that no step and no stopped process loses it, and a list that
was written can be taken back as one; which column tells what is remembered for the committee.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0009"
down_revision = "0008"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HASH = types.bytewise(64)
_COUNTS = ("members", "linked", "changed", "known", "cells", "workplaces", "left_out")


def upgrade() -> None:
    """Lay the tables."""
    op.create_table(
        "import_batch",
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("by_id", _ID, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", _HASH, nullable=False),
        sa.Column("rows_hash", _HASH, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "read",
                "written",
                "undone",
                "dropped",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("written_at", types.UtcTime(), nullable=True),
        sa.Column("undone_at", types.UtcTime(), nullable=True),
        sa.Column("has_files", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'written' OR written_at IS NOT NULL", name=op.f("ck_import_batch_written_has_time")
        ),
        sa.CheckConstraint(
            "state <> 'undone' OR undone_at IS NOT NULL", name=op.f("ck_import_batch_undone_has_time")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_batch_organisation_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_import_batch_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("ref", name=op.f("uq_import_batch_ref")),
    )
    op.create_index("ix_import_batch_organisation", "import_batch", ["organisation_id", "made_at", "id"])
    op.create_index("ix_import_batch_file", "import_batch", ["organisation_id", "file_hash"])
    op.create_index(op.f("ix_import_batch_by_id"), "import_batch", ["by_id"])
    op.create_index(op.f("ix_import_batch_made_at"), "import_batch", ["made_at"])
    op.create_table(
        "import_mapping",
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("headings_hash", _HASH, nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_mapping_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
    )
    op.create_index(
        "uq_import_mapping_headings", "import_mapping", ["organisation_id", "headings_hash"], unique=True
    )
    op.create_index(op.f("ix_change_liaison_id"), "change", ["liaison_id"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index(op.f("ix_change_liaison_id"), table_name="change")
    op.drop_table("import_mapping")
    op.drop_table("import_batch")
