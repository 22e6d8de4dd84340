"""Papers that prove themselves

Why: a paper that leaves the office is entered with a code and hashes of its words, so that whoever holds it can have it
checked; each check is written down. Files of many papers are made by the worker and fetched by whoever asked.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0008"
down_revision = "0007"


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Lay the tables of issued papers, of the hashes of their files, of their checks, and of files of many."""
    op.create_table(
        "issued_document",
        sa.Column(
            "kind",
            sa.Enum(
                "introduction_letter",
                "form_2",
                "evaluation_request",
                "full_sheet",
                "exempt_sheet",
                "notice",
                "notice_slip",
                "meeting_minutes",
                "agreement_minutes",
                "member_extract",
                name="paper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_ref", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "number_text",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "valid",
                "replaced",
                "withdrawn",
                name="documentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("replaced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(state = 'valid') = (ended_on IS NULL)", name=op.f("ck_issued_document_ended_has_day")
        ),
        sa.CheckConstraint(
            "state = 'replaced' OR replaced_by_id IS NULL",
            name=op.f("ck_issued_document_only_replaced_has_successor"),
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["organisation.id"], name=op.f("fk_issued_document_issuer_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["issued_document.id"], name=op.f("fk_issued_document_replaced_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_document_code")),
        sa.UniqueConstraint("ref", name=op.f("uq_issued_document_ref")),
    )
    op.create_index("ix_issued_document_issuer_id", "issued_document", ["issuer_id", "id"], unique=False)
    op.create_index(
        "ix_issued_document_subject", "issued_document", ["kind", "subject_ref", "id"], unique=False
    )
    op.create_index(
        "uq_issued_document_valid",
        "issued_document",
        ["kind", "subject_ref"],
        unique=True,
        sqlite_where=sa.text("state = 'valid'"),
        postgresql_where=sa.text("state = 'valid'"),
    )

    op.create_table(
        "document_check",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "code", "line", "file", name="checkway", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("matched", sa.Boolean(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_document.id"], name=op.f("fk_document_check_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_check")),
    )
    op.create_index("ix_document_check_document_id", "document_check", ["document_id", "id"], unique=False)

    op.create_table(
        "document_file",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_document.id"], name=op.f("fk_document_file_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
        sa.UniqueConstraint("document_id", "digest", name="uq_document_file_once"),
    )

    op.create_table(
        "paper_batch",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mandate_ref", sa.String(length=12), nullable=True),
        sa.Column("source", _words("batchsource", "letters", "sheets"), nullable=False),
        sa.Column("subject_ref", sa.String(length=12), nullable=False),
        sa.Column("form", _words("batchform", "pdf", "zip"), nullable=False),
        sa.Column("state", _words("batchstate", "waiting", "making", "ready", "failed"), nullable=False),
        sa.Column("trouble", _words("batchtrouble", "right_lost", "nothing", "disk_full"), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("asked_at", types.UtcTime(), nullable=False),
        sa.Column("ready_at", types.UtcTime(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(state = 'ready') = (ready_at IS NOT NULL)", name=op.f("ck_paper_batch_ready_has_time")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_paper_batch_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
        sa.UniqueConstraint("ref", name=op.f("uq_paper_batch_ref")),
    )
    op.create_index("ix_paper_batch_account_id", "paper_batch", ["account_id", "id"], unique=False)
    op.create_index("ix_paper_batch_asked_at", "paper_batch", ["asked_at"], unique=False)


def downgrade() -> None:
    """Take them away again; papers keep their words, nobody can check them any more."""
    op.drop_table("paper_batch")
    op.drop_table("document_file")

    op.drop_table("document_check")

    op.drop_table("issued_document")
