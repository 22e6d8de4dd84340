"""Let the office word its papers

Why: sentences, symbols and margins are the office's own and change without a programmer. Each change is a version that
stays, and a paper that was handed out names its version, so that it is made again as it was. An organisation that bears
the usual symbol of its kind has none of its own.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0010"
down_revision = "0009"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ORGANISATION = sa.table("organisation", sa.column("kind"), sa.column("symbol"))
_SYMBOL = _ORGANISATION.c.symbol
_USUAL = sa.case(
    (_ORGANISATION.c.kind == "province_committee", "TU"),
    (_ORGANISATION.c.kind.in_(("residence_cell", "workplace_cell")), "CB"),
    else_="ĐU",
)


def upgrade() -> None:
    """Lay the table of versions; let papers name theirs, and organisations leave their symbol to the usual one."""
    op.create_table(
        "paper_wording",
        sa.Column("mark", sa.String(length=80), nullable=True),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_paper_wording_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_wording")),
    )
    op.create_index("ix_paper_wording_mark", "paper_wording", ["mark", "id"])
    with op.batch_alter_table("issued_document") as table:
        table.add_column(sa.Column("wording_id", _ID, nullable=True))
        table.create_foreign_key(
            op.f("fk_issued_document_wording_id"), "paper_wording", ["wording_id"], ["id"]
        )
    with op.batch_alter_table("organisation") as table:
        table.alter_column("symbol", existing_type=sa.String(length=20), nullable=True)
    op.execute(sa.update(_ORGANISATION).where(_SYMBOL == _USUAL).values(symbol=None))


def downgrade() -> None:
    """Give every organisation its symbol back; what the office changed about its papers is gone."""
    op.execute(sa.update(_ORGANISATION).where(_SYMBOL.is_(None)).values(symbol=_USUAL))
    with op.batch_alter_table("organisation") as table:
        table.alter_column("symbol", existing_type=sa.String(length=20), nullable=False)
    with op.batch_alter_table("issued_document") as table:
        table.drop_constraint(op.f("fk_issued_document_wording_id"), type_="foreignkey")
        table.drop_column("wording_id")
    op.drop_table("paper_wording")
