"""The small house of `house.py`, with the Vietnamese catalogue compiled once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.ui import house as rooms


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled catalogue."""
    return rooms.compiled(tmp_path_factory.mktemp("translations"))


@pytest.fixture
def house(catalogue: Path) -> Flask:
    """An application with the toolkit, invented rooms and no database; what breaks is raised."""
    app = rooms.build(catalogue)
    app.testing = True
    return app


@pytest.fixture
def visitor(house: Flask) -> FlaskClient:
    """A browser that has entered as the secretary of a cell."""
    return house.test_client()


@pytest.fixture
def request_in(house: Flask) -> Iterator[Flask]:
    """Inside a GET of the first page."""
    with house.test_request_context("/"):
        house.preprocess_request()
        yield house
