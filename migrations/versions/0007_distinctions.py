"""Remember which records were told apart

Why: two people of one name look like one record written twice. Who has said once that they are two is not asked again.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Lay the table of records told apart."""
    op.create_table(
        "distinction",
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("second_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("said_at", types.UtcTime(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_distinction_in_order")),
        sa.ForeignKeyConstraint(["first_id"], ["member.id"], name=op.f("fk_distinction_first_id")),
        sa.ForeignKeyConstraint(["said_by_id"], ["account.id"], name=op.f("fk_distinction_said_by_id")),
        sa.ForeignKeyConstraint(["second_id"], ["member.id"], name=op.f("fk_distinction_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinction")),
        sa.UniqueConstraint("first_id", "second_id", name="uq_distinction_once"),
    )
    op.create_index("ix_distinction_second_id", "distinction", ["second_id"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("distinction")
