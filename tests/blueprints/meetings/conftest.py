"""The secretary of cell 5 and the meeting to which its members were convened, with a guest."""

import pytest

from tests.support.factories import a_meeting


@pytest.fixture
def meeting(world):
    return a_meeting(world.cell5, guests=(world.tuan,))


@pytest.fixture
def loc(sign_in_as):
    return sign_in_as("loc")
