"""Whether the database answers and stands at the version of this product."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from adapters import reference
from models import db


def schema_version() -> str | None:
    """The number of the last migration applied, None in an empty database; raises `SQLAlchemyError` when it is away."""
    with db.engine.connect() as connection:
        try:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except SQLAlchemyError:
            connection.rollback()
            connection.execute(text("SELECT 1"))  # away, or only empty?
            return None


def is_current() -> bool:
    """Whether the schema is that of this product; false too when the database does not answer."""
    try:
        return schema_version() == reference.newest_schema()
    except SQLAlchemyError:
        return False
