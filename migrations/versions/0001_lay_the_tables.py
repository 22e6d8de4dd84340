"""Lay the tables

Why: the first step of an empty database.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Lay the tables."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", types.UtcTime(), nullable=True),
        sa.Column("last_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("key", name=op.f("uq_attempt_key")),
    )
    op.create_index(op.f("ix_attempt_last_at"), "attempt", ["last_at"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column(
            "hash",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "form_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("result_ref", sa.String(length=12), nullable=True),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_key")),
        sa.UniqueConstraint("key", name=op.f("uq_form_key_key")),
    )
    op.create_index(op.f("ix_form_key_at"), "form_key", ["at"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "done",
                "given_up",
                name="outboxstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("not_before", types.UtcTime(), nullable=False),
        sa.Column("lease_until", types.UtcTime(), nullable=True),
        sa.Column("done_at", types.UtcTime(), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_message_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_outbox_message_ref")),
    )
    op.create_index(op.f("ix_outbox_message_created_at"), "outbox_message", ["created_at"], unique=False)
    op.create_index(
        "ix_outbox_given_up",
        "outbox_message",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'given_up'"),
        postgresql_where=sa.text("state = 'given_up'"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox_message",
        ["not_before", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "place",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "province",
                "commune",
                "ward",
                "special_zone",
                name="placekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("province_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["province_id"], ["place.id"], name=op.f("fk_place_province_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_folded"), "place", ["folded"], unique=False)
    op.create_index(op.f("ix_place_province_id"), "place", ["province_id"], unique=False)
    op.create_index("uq_place_code_valid_from", "place", ["code", "valid_from"], unique=True)
    op.create_table(
        "rule_set",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint("code", name=op.f("uq_rule_set_code")),
    )
    op.create_index(op.f("ix_rule_set_valid_from"), "rule_set", ["valid_from"], unique=False)
    op.create_table(
        "schedule",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_at", types.UtcTime(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
        sa.UniqueConstraint("name", name=op.f("uq_schedule_name")),
    )
    op.create_table(
        "organisation",
        sa.Column(
            "kind",
            sa.Enum(
                "province_committee",
                "commune_committee",
                "workplace_committee",
                "residence_cell",
                "workplace_cell",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum(
                "residence",
                "workplace",
                "oversight",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "path",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.Column("is_grassroots", sa.Boolean(), nullable=False),
        sa.Column("has_committee", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_organisation_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("ref", name=op.f("uq_organisation_ref")),
    )
    op.create_index(op.f("ix_organisation_parent_id"), "organisation", ["parent_id"], unique=False)
    op.create_index("ix_organisation_kind", "organisation", ["kind", "id"], unique=False)
    op.create_index("ix_organisation_path", "organisation", ["path", "id"], unique=False)
    op.create_index(op.f("ix_organisation_place_id"), "organisation", ["place_id"], unique=False)
    op.create_index(
        "uq_organisation_living_name",
        "organisation",
        ["parent_id", "folded"],
        unique=True,
        sqlite_where=sa.text("dissolved_on IS NULL"),
        postgresql_where=sa.text("dissolved_on IS NULL"),
    )
    op.create_table(
        "member",
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum("male", "female", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "born",
            sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "admitted",
            sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "official",
            sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("card_number", sa.String(length=20), nullable=True),
        sa.Column(
            "card_digits",
            sa.String(length=20).with_variant(sa.String(length=20, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("position", sa.String(length=120), nullable=True),
        sa.Column("workplace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workplace_id"], ["organisation.id"], name=op.f("fk_member_workplace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("ref", name=op.f("uq_member_ref")),
    )
    op.create_index(op.f("ix_member_card_digits"), "member", ["card_digits"], unique=False)
    op.create_index("ix_member_folded_born", "member", ["folded", "born"], unique=False)
    op.create_index(op.f("ix_member_phone"), "member", ["phone"], unique=False)
    op.create_index(
        "ix_member_workplace_id_sort_key", "member", ["workplace_id", "sort_key", "id"], unique=False
    )
    op.create_table(
        "number_series",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_number_series_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
    )
    op.create_index("uq_number_series", "number_series", ["organisation_id", "term", "document"], unique=True)
    op.create_table(
        "organisation_name",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("decision", sa.String(length=120), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_name_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
    )
    op.create_index(op.f("ix_organisation_name_folded"), "organisation_name", ["folded"], unique=False)
    op.create_index(
        op.f("ix_organisation_name_organisation_id"), "organisation_name", ["organisation_id"], unique=False
    )
    op.create_table(
        "account",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("sign_in_name", sa.String(length=60), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "active",
                "closed",
                name="accountstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum("vi", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "digest",
            sa.Enum(
                "daily",
                "weekly",
                "never",
                name="digest",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("activated_at", types.UtcTime(), nullable=True),
        sa.Column("last_sign_in_at", types.UtcTime(), nullable=True),
        sa.Column("closed_at", types.UtcTime(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_account_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_account_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("member_id", name=op.f("uq_account_member_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_account_ref")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_account_sign_in_name")),
    )
    op.create_index(op.f("ix_account_organisation_id"), "account", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_account_phone"), "account", ["phone"], unique=False)
    op.create_table(
        "liaison",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workplace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("commune_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("residence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("proposed_cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "issued",
                "received",
                "assigned",
                "active",
                "exempted",
                "returned",
                "ended",
                name="liaisonstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "letter", "import", name="liaisonsource", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "category",
            sa.Enum("full", "exempt", name="category", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "exemption_reason",
            sa.Enum(
                "armed_forces",
                "mobile_work",
                "study",
                "not_stated",
                name="exemptionreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("exemption_basis", sa.String(length=200), nullable=True),
        sa.Column("exempt_from", sa.Date(), nullable=True),
        sa.Column("exempt_review_on", sa.Date(), nullable=True),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "ended_because",
            sa.Enum(
                "moved",
                "workplace",
                "retired",
                "left_party",
                "died",
                "withdrawn",
                name="liaisonend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("returned_because", sa.String(length=500), nullable=True),
        sa.Column("previous_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_because IS NOT NULL)", name=op.f("ck_liaison_ended_has_reason")
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_liaison_ended_has_day")
        ),
        sa.CheckConstraint(
            "category <> 'exempt' OR (exemption_reason IS NOT NULL AND exempt_from IS NOT NULL)",
            name=op.f("ck_liaison_exemption_reasoned"),
        ),
        sa.CheckConstraint(
            "state <> 'active' OR category = 'full'", name=op.f("ck_liaison_active_has_category")
        ),
        sa.CheckConstraint(
            "state <> 'exempted' OR category = 'exempt'", name=op.f("ck_liaison_exempted_has_category")
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR returned_because IS NOT NULL", name=op.f("ck_liaison_returned_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('drafted', 'returned', 'ended') OR residence_id IS NOT NULL",
            name=op.f("ck_liaison_held"),
        ),
        sa.ForeignKeyConstraint(["commune_id"], ["organisation.id"], name=op.f("fk_liaison_commune_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_liaison_member_id")),
        sa.ForeignKeyConstraint(["previous_id"], ["liaison.id"], name=op.f("fk_liaison_previous_id")),
        sa.ForeignKeyConstraint(
            ["proposed_cell_id"], ["organisation.id"], name=op.f("fk_liaison_proposed_cell_id")
        ),
        sa.ForeignKeyConstraint(["residence_id"], ["organisation.id"], name=op.f("fk_liaison_residence_id")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_liaison_rule_set_id")),
        sa.ForeignKeyConstraint(["workplace_id"], ["organisation.id"], name=op.f("fk_liaison_workplace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison")),
        sa.UniqueConstraint("ref", name=op.f("uq_liaison_ref")),
    )
    op.create_index("ix_liaison_commune_state", "liaison", ["commune_id", "state"], unique=False)
    op.create_index("ix_liaison_member_id", "liaison", ["member_id"], unique=False)
    op.create_index(op.f("ix_liaison_previous_id"), "liaison", ["previous_id"], unique=False)
    op.create_index(
        "ix_liaison_residence_sort",
        "liaison",
        ["residence_id", "sort_key", "id"],
        unique=False,
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index("ix_liaison_residence_state", "liaison", ["residence_id", "state"], unique=False)
    op.create_index("ix_liaison_workplace_state", "liaison", ["workplace_id", "state"], unique=False)
    op.create_index(
        "uq_liaison_one_open",
        "liaison",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_table(
        "access_entry",
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("as_organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("listed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_access_entry_account_id")),
        sa.ForeignKeyConstraint(
            ["as_organisation_id"], ["organisation.id"], name=op.f("fk_access_entry_as_organisation_id")
        ),
        sa.ForeignKeyConstraint(["listed_id"], ["organisation.id"], name=op.f("fk_access_entry_listed_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_access_entry_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_entry")),
        sa.UniqueConstraint("ref", name=op.f("uq_access_entry_ref")),
    )
    op.create_index("ix_access_entry_listed_id_at", "access_entry", ["listed_id", "at"], unique=False)
    op.create_index("ix_access_entry_member_id_at", "access_entry", ["member_id", "at"], unique=False)
    op.create_index(op.f("ix_access_entry_on"), "access_entry", ["on"], unique=False)
    op.create_index(
        "uq_access_entry_list",
        "access_entry",
        ["account_id", "as_organisation_id", "listed_id", "page", "on"],
        unique=True,
    )
    op.create_table(
        "audit_entry",
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column(
            "previous",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hash",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_entry_account_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_audit_entry_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
    )
    op.create_index(op.f("ix_audit_entry_account_id"), "audit_entry", ["account_id"], unique=False)
    op.create_index("ix_audit_entry_organisation_id", "audit_entry", ["organisation_id", "id"], unique=False)
    op.create_table(
        "change",
        sa.Column(
            "kind",
            sa.Enum(
                "transfer",
                "secondment",
                "appointment",
                "reward",
                "sanction",
                "retirement",
                "residence_move",
                "category_change",
                "departure",
                name="changekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "word",
            sa.Enum(
                "transfer",
                "reassignment",
                "rotation",
                "secondment",
                "appointment",
                "leaving_office",
                "reward",
                "sanction",
                "retirement",
                "residence_move",
                "category_change",
                "death",
                "leaving_party",
                name="changeword",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recorded_at", types.UtcTime(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(length=60), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("supersedes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("superseded_at", types.UtcTime(), nullable=True),
        sa.Column("withdrawn_at", types.UtcTime(), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=500), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("liaison_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("applied_at", types.UtcTime(), nullable=True),
        sa.Column("post", sa.String(length=120), nullable=True),
        sa.Column("to_organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_name", sa.String(length=200), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column(
            "sanction_form",
            sa.Enum(
                "reprimand",
                "warning",
                "dismissal",
                "expulsion",
                name="sanctionform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("new_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("new_unit", sa.String(length=120), nullable=True),
        sa.Column("new_address", sa.String(length=200), nullable=True),
        sa.Column(
            "new_registration",
            sa.Enum(
                "permanent",
                "temporary",
                name="registration",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "new_category",
            sa.Enum("full", "exempt", name="category", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "exemption_reason",
            sa.Enum(
                "armed_forces",
                "mobile_work",
                "study",
                "not_stated",
                name="exemptionreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("exemption_basis", sa.String(length=200), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'sanction') = (sanction_form IS NOT NULL)", name=op.f("ck_change_sanction_has_form")
        ),
        sa.CheckConstraint(
            "(kind = 'sanction') = is_restricted", name=op.f("ck_change_sanction_is_restricted")
        ),
        sa.CheckConstraint(
            "kind <> 'appointment' OR post IS NOT NULL", name=op.f("ck_change_appointment_has_post")
        ),
        sa.CheckConstraint(
            "kind <> 'category_change' OR new_category IS NOT NULL", name=op.f("ck_change_category_has_value")
        ),
        sa.CheckConstraint(
            "kind <> 'residence_move' OR new_place_id IS NOT NULL", name=op.f("ck_change_move_has_place")
        ),
        sa.CheckConstraint("kind <> 'reward' OR title IS NOT NULL", name=op.f("ck_change_reward_has_title")),
        sa.CheckConstraint(
            "kind <> 'secondment' OR (to_name IS NOT NULL AND until_on > effective_on)",
            name=op.f("ck_change_secondment_has_term"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR to_name IS NOT NULL", name=op.f("ck_change_transfer_has_workplace")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('transfer', 'secondment', 'appointment', 'reward', 'sanction') OR (decision_number IS NOT NULL AND decided_on IS NOT NULL AND decided_by IS NOT NULL)",
            name=op.f("ck_change_decided"),
        ),
        sa.ForeignKeyConstraint(["liaison_id"], ["liaison.id"], name=op.f("fk_change_liaison_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_change_member_id")),
        sa.ForeignKeyConstraint(["new_place_id"], ["place.id"], name=op.f("fk_change_new_place_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_change_organisation_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_change_recorded_by_id")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_change_rule_set_id")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["change.id"], name=op.f("fk_change_supersedes_id")),
        sa.ForeignKeyConstraint(
            ["to_organisation_id"], ["organisation.id"], name=op.f("fk_change_to_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("ref", name=op.f("uq_change_ref")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_change_supersedes_id")),
    )
    op.create_index(
        "ix_change_due",
        "change",
        ["effective_on", "id"],
        unique=False,
        sqlite_where=sa.text("applied_at IS NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("applied_at IS NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_index("ix_change_member_id_effective_on", "change", ["member_id", "effective_on"], unique=False)
    op.create_index(
        "ix_change_organisation_id_recorded_at",
        "change",
        ["organisation_id", "recorded_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_change_until_on",
        "change",
        ["until_on", "id"],
        unique=False,
        sqlite_where=sa.text("until_on IS NOT NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("until_on IS NOT NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "credential",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "password",
                "pin",
                "totp",
                "recovery",
                "passkey",
                name="credentialkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("handle", sa.String(length=400), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("last_used_at", types.UtcTime(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_credential_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
        sa.UniqueConstraint("handle", name=op.f("uq_credential_handle")),
        sa.UniqueConstraint("ref", name=op.f("uq_credential_ref")),
    )
    op.create_index("ix_credential_account_id_kind", "credential", ["account_id", "kind"], unique=False)
    op.create_table(
        "device",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("takes_pin", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("last_used_at", types.UtcTime(), nullable=False),
        sa.Column("revoked_at", types.UtcTime(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_device_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("ref", name=op.f("uq_device_ref")),
    )
    op.create_index(op.f("ix_device_account_id"), "device", ["account_id"], unique=False)
    op.create_index(op.f("ix_device_revoked_at"), "device", ["revoked_at"], unique=False)
    op.create_index("uq_device_token_hash_account_id", "device", ["token_hash", "account_id"], unique=True)
    op.create_table(
        "draft",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", types.UtcTime(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_saved_at"), "draft", ["saved_at"], unique=False)
    op.create_index("uq_draft_account_id_path", "draft", ["account_id", "path"], unique=True)
    op.create_table(
        "introduction_letter",
        sa.Column("liaison_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issuer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("commune_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch", sa.String(length=12), nullable=False),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "number_text",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("issued_at", types.UtcTime(), nullable=False),
        sa.Column("issued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("assigned_on", sa.Date(), nullable=True),
        sa.Column("assigned_cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancelled_because", sa.String(length=500), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "received_on IS NULL OR received_on >= issued_on",
            name=op.f("ck_introduction_letter_received_after_issue"),
        ),
        sa.ForeignKeyConstraint(
            ["assigned_cell_id"], ["organisation.id"], name=op.f("fk_introduction_letter_assigned_cell_id")
        ),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["organisation.id"], name=op.f("fk_introduction_letter_commune_id")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name=op.f("fk_introduction_letter_issued_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["organisation.id"], name=op.f("fk_introduction_letter_issuer_id")
        ),
        sa.ForeignKeyConstraint(
            ["liaison_id"], ["liaison.id"], name=op.f("fk_introduction_letter_liaison_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_introduction_letter_rule_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_letter")),
        sa.UniqueConstraint("ref", name=op.f("uq_introduction_letter_ref")),
    )
    op.create_index(op.f("ix_introduction_letter_batch"), "introduction_letter", ["batch"], unique=False)
    op.create_index(
        op.f("ix_introduction_letter_commune_id"), "introduction_letter", ["commune_id"], unique=False
    )
    op.create_index(
        op.f("ix_introduction_letter_liaison_id"), "introduction_letter", ["liaison_id"], unique=False
    )
    op.create_index(
        "uq_introduction_letter_live",
        "introduction_letter",
        ["liaison_id"],
        unique=True,
        sqlite_where=sa.text("cancelled_on IS NULL"),
        postgresql_where=sa.text("cancelled_on IS NULL"),
    )
    op.create_index(
        "uq_introduction_letter_number", "introduction_letter", ["issuer_id", "term", "number"], unique=True
    )
    op.create_table(
        "liaison_step",
        sa.Column("liaison_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "issued",
                "received",
                "assigned",
                "active",
                "exempted",
                "returned",
                "ended",
                name="liaisonstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_liaison_step_by_id")),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_liaison_step_cell_id")),
        sa.ForeignKeyConstraint(["liaison_id"], ["liaison.id"], name=op.f("fk_liaison_step_liaison_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_liaison_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_step")),
    )
    op.create_index(op.f("ix_liaison_step_liaison_id"), "liaison_step", ["liaison_id"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("given_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("given_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_mandate_dates")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mandate_account_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["account.id"], name=op.f("fk_mandate_given_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_mandate_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("ref", name=op.f("uq_mandate_ref")),
    )
    op.create_index(op.f("ix_mandate_account_id"), "mandate", ["account_id"], unique=False)
    op.create_index("ix_mandate_office", "mandate", ["office", "account_id"], unique=False)
    op.create_index(
        "ix_mandate_organisation_id_office", "mandate", ["organisation_id", "office"], unique=False
    )
    op.create_table(
        "notification",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=120), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("seen_at", types.UtcTime(), nullable=True),
        sa.Column("mailed_at", types.UtcTime(), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notification_account_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_notification_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("ref", name=op.f("uq_notification_ref")),
    )
    op.create_index(op.f("ix_notification_at"), "notification", ["at"], unique=False)
    op.create_index("ix_notification_account_id_at", "notification", ["account_id", "at", "id"], unique=False)
    op.create_index(
        "ix_notification_unseen",
        "notification",
        ["account_id", "at"],
        unique=False,
        sqlite_where=sa.text("seen_at IS NULL"),
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.create_index("uq_notification_account_id_key", "notification", ["account_id", "key"], unique=True)
    op.create_table(
        "slip",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("expires_at", types.UtcTime(), nullable=False),
        sa.Column("used_at", types.UtcTime(), nullable=True),
        sa.Column("closed_at", types.UtcTime(), nullable=True),
        sa.Column("refused_at", types.UtcTime(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_slip_account_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_slip_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_slip_code_hash")),
    )
    op.create_index(op.f("ix_slip_account_id"), "slip", ["account_id"], unique=False)
    op.create_index(op.f("ix_slip_expires_at"), "slip", ["expires_at"], unique=False)
    op.create_table(
        "notice",
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sender_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sent_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("receiver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("escalated_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sent",
                "acknowledged",
                "processed",
                "disputed",
                "withdrawn",
                name="noticestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("sent_at", types.UtcTime(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column(
            "asks",
            sa.Enum(
                "none",
                "ended",
                "moved",
                "exempted",
                "resumed",
                name="asks",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("acknowledged_at", types.UtcTime(), nullable=True),
        sa.Column("acknowledged_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("disputed_because", sa.String(length=500), nullable=True),
        sa.Column("processed_at", types.UtcTime(), nullable=True),
        sa.Column(
            "effect",
            sa.Enum(
                "none",
                "ended",
                "moved",
                "exempted",
                "resumed",
                name="noticeeffect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("lapsed_at", types.UtcTime(), nullable=True),
        sa.Column("replaced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "state <> 'disputed' OR disputed_because IS NOT NULL", name=op.f("ck_notice_dispute_has_reason")
        ),
        sa.CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by_id IS NULL)",
            name=op.f("ck_notice_acknowledged_by_name"),
        ),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"], ["account.id"], name=op.f("fk_notice_acknowledged_by_id")
        ),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_notice_change_id")),
        sa.ForeignKeyConstraint(
            ["escalated_to_id"], ["organisation.id"], name=op.f("fk_notice_escalated_to_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notice_member_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["organisation.id"], name=op.f("fk_notice_receiver_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["notice.id"], name=op.f("fk_notice_replaced_by_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["organisation.id"], name=op.f("fk_notice_sender_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["account.id"], name=op.f("fk_notice_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("ref", name=op.f("uq_notice_ref")),
    )
    op.create_index(
        "ix_notice_due_waiting",
        "notice",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'sent'"),
        postgresql_where=sa.text("state = 'sent'"),
    )
    op.create_index("ix_notice_escalated_to_id", "notice", ["escalated_to_id"], unique=False)
    op.create_index(
        "ix_notice_in_force",
        "notice",
        ["member_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_restricted = 1 AND lapsed_at IS NULL"),
        postgresql_where=sa.text("is_restricted AND lapsed_at IS NULL"),
    )
    op.create_index("ix_notice_member_id", "notice", ["member_id"], unique=False)
    op.create_index("ix_notice_receiver_id_sent_at", "notice", ["receiver_id", "sent_at", "id"], unique=False)
    op.create_index(
        "ix_notice_receiver_waiting",
        "notice",
        ["receiver_id", "sent_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'sent'"),
        postgresql_where=sa.text("state = 'sent'"),
    )
    op.create_index(op.f("ix_notice_replaced_by_id"), "notice", ["replaced_by_id"], unique=False)
    op.create_index("ix_notice_sender_id_sent_at", "notice", ["sender_id", "sent_at", "id"], unique=False)
    op.create_index("uq_notice_change_id_receiver_id", "notice", ["change_id", "receiver_id"], unique=True)
    op.create_table(
        "residence",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column(
            "registration",
            sa.Enum(
                "permanent",
                "temporary",
                name="registration",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_residence_dates")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_residence_change_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_residence_member_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_residence_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence")),
    )
    op.create_index(op.f("ix_residence_change_id"), "residence", ["change_id"], unique=False)
    op.create_index("ix_residence_member_id", "residence", ["member_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mandate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("last_seen_at", types.UtcTime(), nullable=False),
        sa.Column("fresh_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_sign_in_device_id")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_sign_in_mandate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("ref", name=op.f("uq_sign_in_ref")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_index(op.f("ix_sign_in_created_at"), "sign_in", ["created_at"], unique=False)
    op.create_index(op.f("ix_sign_in_device_id"), "sign_in", ["device_id"], unique=False)
    op.create_table(
        "workplace",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=True),
        sa.Column("is_temporary", sa.Boolean(), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_workplace_dates")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_workplace_change_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_workplace_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_workplace_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace")),
    )
    op.create_index(op.f("ix_workplace_change_id"), "workplace", ["change_id"], unique=False)
    op.create_index(op.f("ix_workplace_member_id"), "workplace", ["member_id"], unique=False)
    op.create_table(
        "notice_step",
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "sent",
                "opened",
                "reminded",
                "deputy",
                "committee",
                "unanswered",
                "acknowledged",
                "undone",
                "disputed",
                "answered",
                "processed",
                "withdrawn",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_notice_step_by_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_step_notice_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_notice_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_step")),
    )
    op.create_index(op.f("ix_notice_step_notice_id"), "notice_step", ["notice_id"], unique=False)


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_notice_step_notice_id"), table_name="notice_step")
    op.drop_table("notice_step")
    op.drop_index(op.f("ix_workplace_member_id"), table_name="workplace")
    op.drop_index(op.f("ix_workplace_change_id"), table_name="workplace")
    op.drop_table("workplace")
    op.drop_index(op.f("ix_sign_in_device_id"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_created_at"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_account_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index("ix_residence_member_id", table_name="residence")
    op.drop_index(op.f("ix_residence_change_id"), table_name="residence")
    op.drop_table("residence")
    op.drop_index("uq_notice_change_id_receiver_id", table_name="notice")
    op.drop_index("ix_notice_sender_id_sent_at", table_name="notice")
    op.drop_index(op.f("ix_notice_replaced_by_id"), table_name="notice")
    op.drop_index(
        "ix_notice_receiver_waiting",
        table_name="notice",
        sqlite_where=sa.text("state = 'sent'"),
        postgresql_where=sa.text("state = 'sent'"),
    )
    op.drop_index("ix_notice_receiver_id_sent_at", table_name="notice")
    op.drop_index("ix_notice_member_id", table_name="notice")
    op.drop_index(
        "ix_notice_in_force",
        table_name="notice",
        sqlite_where=sa.text("is_restricted = 1 AND lapsed_at IS NULL"),
        postgresql_where=sa.text("is_restricted AND lapsed_at IS NULL"),
    )
    op.drop_index("ix_notice_escalated_to_id", table_name="notice")
    op.drop_index(
        "ix_notice_due_waiting",
        table_name="notice",
        sqlite_where=sa.text("state = 'sent'"),
        postgresql_where=sa.text("state = 'sent'"),
    )
    op.drop_table("notice")
    op.drop_index(op.f("ix_slip_expires_at"), table_name="slip")
    op.drop_index(op.f("ix_slip_account_id"), table_name="slip")
    op.drop_table("slip")
    op.drop_index("uq_notification_account_id_key", table_name="notification")
    op.drop_index(
        "ix_notification_unseen",
        table_name="notification",
        sqlite_where=sa.text("seen_at IS NULL"),
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.drop_index("ix_notification_account_id_at", table_name="notification")
    op.drop_index(op.f("ix_notification_at"), table_name="notification")
    op.drop_table("notification")
    op.drop_index("ix_mandate_organisation_id_office", table_name="mandate")
    op.drop_index("ix_mandate_office", table_name="mandate")
    op.drop_index(op.f("ix_mandate_account_id"), table_name="mandate")
    op.drop_table("mandate")
    op.drop_index(op.f("ix_liaison_step_liaison_id"), table_name="liaison_step")
    op.drop_table("liaison_step")
    op.drop_index("uq_introduction_letter_number", table_name="introduction_letter")
    op.drop_index(
        "uq_introduction_letter_live",
        table_name="introduction_letter",
        sqlite_where=sa.text("cancelled_on IS NULL"),
        postgresql_where=sa.text("cancelled_on IS NULL"),
    )
    op.drop_index(op.f("ix_introduction_letter_liaison_id"), table_name="introduction_letter")
    op.drop_index(op.f("ix_introduction_letter_commune_id"), table_name="introduction_letter")
    op.drop_index(op.f("ix_introduction_letter_batch"), table_name="introduction_letter")
    op.drop_table("introduction_letter")
    op.drop_index("uq_draft_account_id_path", table_name="draft")
    op.drop_index(op.f("ix_draft_saved_at"), table_name="draft")
    op.drop_table("draft")
    op.drop_index("uq_device_token_hash_account_id", table_name="device")
    op.drop_index(op.f("ix_device_revoked_at"), table_name="device")
    op.drop_index(op.f("ix_device_account_id"), table_name="device")
    op.drop_table("device")
    op.drop_index("ix_credential_account_id_kind", table_name="credential")
    op.drop_table("credential")
    op.drop_index(
        "ix_change_until_on",
        table_name="change",
        sqlite_where=sa.text("until_on IS NOT NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("until_on IS NOT NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_index("ix_change_organisation_id_recorded_at", table_name="change")
    op.drop_index("ix_change_member_id_effective_on", table_name="change")
    op.drop_index(
        "ix_change_due",
        table_name="change",
        sqlite_where=sa.text("applied_at IS NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("applied_at IS NULL AND superseded_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_table("change")
    op.drop_index("ix_audit_entry_organisation_id", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_account_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index("uq_access_entry_list", table_name="access_entry")
    op.drop_index(op.f("ix_access_entry_on"), table_name="access_entry")
    op.drop_index("ix_access_entry_member_id_at", table_name="access_entry")
    op.drop_index("ix_access_entry_listed_id_at", table_name="access_entry")
    op.drop_table("access_entry")
    op.drop_index(
        "uq_liaison_one_open",
        table_name="liaison",
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.drop_index("ix_liaison_workplace_state", table_name="liaison")
    op.drop_index("ix_liaison_residence_state", table_name="liaison")
    op.drop_index(
        "ix_liaison_residence_sort",
        table_name="liaison",
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.drop_index(op.f("ix_liaison_previous_id"), table_name="liaison")
    op.drop_index("ix_liaison_member_id", table_name="liaison")
    op.drop_index("ix_liaison_commune_state", table_name="liaison")
    op.drop_table("liaison")
    op.drop_index(op.f("ix_account_phone"), table_name="account")
    op.drop_index(op.f("ix_account_organisation_id"), table_name="account")
    op.drop_table("account")
    op.drop_index(op.f("ix_organisation_name_organisation_id"), table_name="organisation_name")
    op.drop_index(op.f("ix_organisation_name_folded"), table_name="organisation_name")
    op.drop_table("organisation_name")
    op.drop_index("uq_number_series", table_name="number_series")
    op.drop_table("number_series")
    op.drop_index("ix_member_workplace_id_sort_key", table_name="member")
    op.drop_index(op.f("ix_member_phone"), table_name="member")
    op.drop_index("ix_member_folded_born", table_name="member")
    op.drop_index(op.f("ix_member_card_digits"), table_name="member")
    op.drop_table("member")
    op.drop_index(
        "uq_organisation_living_name",
        table_name="organisation",
        sqlite_where=sa.text("dissolved_on IS NULL"),
        postgresql_where=sa.text("dissolved_on IS NULL"),
    )
    op.drop_index(op.f("ix_organisation_place_id"), table_name="organisation")
    op.drop_index("ix_organisation_path", table_name="organisation")
    op.drop_index("ix_organisation_kind", table_name="organisation")
    op.drop_index(op.f("ix_organisation_parent_id"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_table("schedule")
    op.drop_index(op.f("ix_rule_set_valid_from"), table_name="rule_set")
    op.drop_table("rule_set")
    op.drop_index("uq_place_code_valid_from", table_name="place")
    op.drop_index(op.f("ix_place_province_id"), table_name="place")
    op.drop_index(op.f("ix_place_folded"), table_name="place")
    op.drop_table("place")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox_message",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ix_outbox_given_up",
        table_name="outbox_message",
        sqlite_where=sa.text("state = 'given_up'"),
        postgresql_where=sa.text("state = 'given_up'"),
    )
    op.drop_index(op.f("ix_outbox_message_created_at"), table_name="outbox_message")
    op.drop_table("outbox_message")
    op.drop_table("holiday")
    op.drop_index(op.f("ix_form_key_at"), table_name="form_key")
    op.drop_table("form_key")
    op.drop_table("audit_head")
    op.drop_index(op.f("ix_attempt_last_at"), table_name="attempt")
    op.drop_table("attempt")
