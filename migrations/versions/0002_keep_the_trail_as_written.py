"""Keep the trail as written

Why: the database itself refuses to change or take out an entry of the trail, whoever asks.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE = (
    "CREATE TRIGGER audit_entry_not_updated BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    "CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'the trail is only added to' USING ERRCODE = 'restrict_violation'; END$$",
    "CREATE TRIGGER audit_entry_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()",
)


def upgrade() -> None:
    """Refuse every change of an entry."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Allow it again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_not_updated")
        op.execute("DROP TRIGGER audit_entry_not_deleted")
    else:
        op.execute("DROP TRIGGER audit_entry_not_changed ON audit_entry")
        op.execute("DROP FUNCTION audit_entry_stays()")
