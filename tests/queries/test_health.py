"""Whether the database answers and stands at the version of this product."""

import pytest
from sqlalchemy import text

from adapters import reference
from models import db as database
from queries import health
from tests.queries.test_safety import at_version


def test_a_database_at_the_version_of_the_product_is_current(db):
    at_version(reference.newest_schema())

    assert health.is_current()


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_database_at_another_version_is_not(db, version):
    at_version(version)

    assert health.schema_version() == version
    assert not health.is_current()


def test_an_empty_database_has_no_version(db):
    database.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
    database.session.commit()

    assert health.schema_version() is None
    assert not health.is_current()


def test_a_database_that_does_not_answer_is_not_current(unreachable):
    with unreachable.app_context():
        assert not health.is_current()
