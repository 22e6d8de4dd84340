"""Draft versions of the regulation

Why: a version can be drafted, has a reference and a version number of its own, and begins on a day that is set later.
What the first version says was read anew at every start so far, and nobody could change it; it is emptied here, and
filled in again, in the new form, by the loading of the product's data that follows every migration.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0005"
down_revision = "0003"

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


def downgrade() -> None:
    """Take them away again; what is a draft goes with them, what the versions say is read anew at the next start."""
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
