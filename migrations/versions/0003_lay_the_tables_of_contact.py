"""Lay the tables of contact

Why: meetings and attendance, contacts, opinions, strengths and needs have their records; the database itself keeps
signed minutes as they are.
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = "0003"
down_revision = "0002"


_SQLITE = tuple(
    f"CREATE TRIGGER minutes_not_{done} BEFORE {act} ON minutes WHEN OLD.signed_at IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'signed minutes stay as they are'); END"
    for done, act in (("updated", "UPDATE"), ("deleted", "DELETE"))
)
_POSTGRESQL = (
    "CREATE FUNCTION minutes_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'signed minutes stay as they are' USING ERRCODE = 'restrict_violation'; END$$",
    "CREATE TRIGGER minutes_not_changed BEFORE UPDATE OR DELETE ON minutes "
    "FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION minutes_stay()",
)


def upgrade() -> None:
    """Lay the tables."""
    op.create_table(
        "need",
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "competence",
            sa.Enum(
                "health",
                "education",
                "law",
                "building",
                "electricity",
                "computing",
                "farming",
                "business",
                "culture",
                "other",
                name="competence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "met",
                "withdrawn",
                name="needstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_need_somebody")),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_need_cell_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("ref", name=op.f("uq_need_ref")),
    )
    op.create_index("ix_need_cell_state", "need", ["cell_id", "state", "on"])

    op.create_table(
        "strength",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "competence",
            sa.Enum(
                "health",
                "education",
                "law",
                "building",
                "electricity",
                "computing",
                "farming",
                "business",
                "culture",
                "other",
                name="competence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=200), nullable=True),
        sa.Column("said_at", types.UtcTime(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_strength_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strength")),
        sa.UniqueConstraint("member_id", "competence", name="uq_strength_once"),
    )
    op.create_table(
        "contact",
        sa.Column("liaison_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "visit",
                "call",
                "message",
                "letter",
                "help",
                "opinion",
                name="contactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "declined",
                "withdrawn",
                name="contactstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=True),
        sa.Column("duty", sa.Integer(), nullable=True),
        sa.Column("is_by_member", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmed_at", types.UtcTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("declined_because", sa.String(length=500), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_at IS NOT NULL)", name=op.f("ck_contact_confirmed_has_time")
        ),
        sa.CheckConstraint(
            "state <> 'declined' OR declined_because IS NOT NULL", name=op.f("ck_contact_declined_has_reason")
        ),
        sa.CheckConstraint("duty IS NULL OR duty > 0", name=op.f("ck_contact_duty_numbered")),
        sa.CheckConstraint(
            "kind NOT IN ('help', 'opinion') OR text IS NOT NULL", name=op.f("ck_contact_said_what")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_contact_cell_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["account.id"], name=op.f("fk_contact_confirmed_by_id")),
        sa.ForeignKeyConstraint(["liaison_id"], ["liaison.id"], name=op.f("fk_contact_liaison_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_contact_member_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_contact_recorded_by_id")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_contact_rule_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("ref", name=op.f("uq_contact_ref")),
    )
    op.create_index("ix_contact_cell_on", "contact", ["cell_id", "on", "id"])
    op.create_index("ix_contact_cell_state", "contact", ["cell_id", "state"])
    op.create_index("ix_contact_on", "contact", ["on"])
    op.create_index("ix_contact_liaison_on", "contact", ["liaison_id", "on"])
    op.create_index("ix_contact_member_on", "contact", ["member_id", "on"])

    op.create_table(
        "meeting",
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "periodic",
                "thematic",
                "other",
                "people",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "convened",
                "held",
                "signed",
                "closed",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", types.UtcTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("agenda", sa.String(length=2000), nullable=True),
        sa.Column("invitation_ref", sa.String(length=12), nullable=False),
        sa.Column("door_ref", sa.String(length=12), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column("savings", sa.Integer(), nullable=False),
        sa.Column("attendance_at", types.UtcTime(), nullable=True),
        sa.Column("attendance_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cancelled_because", sa.String(length=500), nullable=True),
        sa.Column("rule_set_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_because IS NOT NULL)",
            name=op.f("ck_meeting_cancelled_has_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'cancelled') OR convened_on IS NOT NULL",
            name=op.f("ck_meeting_convened_has_day"),
        ),
        sa.CheckConstraint("place IS NOT NULL OR link IS NOT NULL", name=op.f("ck_meeting_somewhere")),
        sa.ForeignKeyConstraint(
            ["attendance_by_id"], ["account.id"], name=op.f("fk_meeting_attendance_by_id")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_meeting_cell_id")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_meeting_rule_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("door_ref", name=op.f("uq_meeting_door_ref")),
        sa.UniqueConstraint("invitation_ref", name=op.f("uq_meeting_invitation_ref")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_ref")),
    )
    op.create_index("ix_meeting_cell_day", "meeting", ["cell_id", "on", "id"])

    op.create_table(
        "meeting_reminder",
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("committee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("half", sa.String(length=6), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_meeting_reminder_by_id")),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_meeting_reminder_cell_id")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["organisation.id"], name=op.f("fk_meeting_reminder_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_reminder")),
        sa.UniqueConstraint("cell_id", "half", "on", name="uq_meeting_reminder_day"),
    )
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "present",
                "online",
                "absent",
                "excused",
                "unexcused",
                "not_counted",
                name="attendancestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "list",
                "numbers",
                "scan",
                name="attendancesource",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("arrived_at", types.UtcTime(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "NOT is_guest OR status IS NULL OR status IN ('present', 'online', 'not_counted')",
            name=op.f("ck_attendance_guest_never_absent"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_attendance_numbered_from_one")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_attendance_once"),
        sa.UniqueConstraint("meeting_id", "number", name="uq_attendance_number"),
    )
    op.create_index("ix_attendance_member_meeting", "attendance", ["member_id", "meeting_id"])

    op.create_table(
        "meeting_step",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "planned",
                "convened",
                "moved",
                "attendance",
                "signed",
                "amended",
                "closed",
                "cancelled",
                name="meetingstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_meeting_step_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_step_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_step")),
    )
    op.create_index(op.f("ix_meeting_step_meeting_id"), "meeting_step", ["meeting_id"])

    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.String(length=2000), nullable=True),
        sa.Column("information", sa.String(length=4000), nullable=True),
        sa.Column("theme", sa.String(length=4000), nullable=True),
        sa.Column("discussion", sa.String(length=4000), nullable=True),
        sa.Column("conclusions", sa.String(length=4000), nullable=True),
        sa.Column("chair", sa.String(length=120), nullable=True),
        sa.Column("note_taker", sa.String(length=120), nullable=True),
        sa.Column("ended_at", types.UtcTime(), nullable=True),
        sa.Column("amended_because", sa.String(length=500), nullable=True),
        sa.Column("number_text", sa.String(length=40), nullable=True),
        sa.Column("signed_at", types.UtcTime(), nullable=True),
        sa.Column("signed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(edition = 1) = (amended_because IS NULL)", name=op.f("ck_minutes_amended_has_reason")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (number_text IS NULL)", name=op.f("ck_minutes_signed_has_number")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by_id IS NULL)", name=op.f("ck_minutes_signed_by_somebody")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["account.id"], name=op.f("fk_minutes_signed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", "edition", name="uq_minutes_edition"),
        sa.UniqueConstraint("ref", name=op.f("uq_minutes_ref")),
    )
    op.create_table(
        "need_match",
        sa.Column("need_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                "certified",
                "withdrawn",
                name="matchstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", types.UtcTime(), nullable=False),
        sa.Column("answered_at", types.UtcTime(), nullable=True),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "contact_id IS NULL OR state = 'certified'", name=op.f("ck_need_match_contact_certifies")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_need_match_contact_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_need_match_member_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_match_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_match")),
        sa.UniqueConstraint("need_id", "member_id", name="uq_need_match_once"),
        sa.UniqueConstraint("ref", name=op.f("uq_need_match_ref")),
    )
    op.create_index(op.f("ix_need_match_contact_id"), "need_match", ["contact_id"])
    op.create_index("ix_need_match_member_state", "need_match", ["member_id", "state"])

    op.create_table(
        "opinion",
        sa.Column("cell_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("holder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "raised",
                "passed_on",
                "answered",
                "told",
                name="opinionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("is_by_member", sa.Boolean(), nullable=False),
        sa.Column("passed_to", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "member_id IS NOT NULL OR NOT is_by_member", name=op.f("ck_opinion_written_by_somebody")
        ),
        sa.CheckConstraint(
            "state <> 'passed_on' OR passed_to IS NOT NULL", name=op.f("ck_opinion_passed_to_somebody")
        ),
        sa.CheckConstraint("(state = 'told') = (told_on IS NOT NULL)", name=op.f("ck_opinion_told_has_day")),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'told') OR answer IS NOT NULL",
            name=op.f("ck_opinion_answered_in_words"),
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["organisation.id"], name=op.f("fk_opinion_cell_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["organisation.id"], name=op.f("fk_opinion_holder_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_opinion_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_opinion_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("ref", name=op.f("uq_opinion_ref")),
    )
    op.create_index("ix_opinion_cell_on", "opinion", ["cell_id", "raised_on", "id"])
    op.create_index("ix_opinion_holder_state", "opinion", ["holder_id", "state", "due_on"])
    op.create_index("ix_opinion_meeting_id", "opinion", ["meeting_id"])
    op.create_index("ix_opinion_member_id", "opinion", ["member_id"])

    op.create_table(
        "opinion_step",
        sa.Column("opinion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "raised",
                "passed_on",
                "answered",
                "told",
                name="opinionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_opinion_step_by_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_opinion_step_opinion_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_opinion_step_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_step")),
    )
    op.create_index(op.f("ix_opinion_step_opinion_id"), "opinion_step", ["opinion_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Take them away again."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER minutes_not_changed ON minutes")
        op.execute("DROP FUNCTION minutes_stay()")
    op.drop_table("opinion_step")
    op.drop_table("opinion")
    op.drop_table("need_match")
    op.drop_table("minutes")
    op.drop_table("meeting_step")
    op.drop_table("attendance")
    op.drop_table("meeting_reminder")
    op.drop_table("meeting")
    op.drop_table("contact")
    op.drop_table("strength")
    op.drop_table("need")
