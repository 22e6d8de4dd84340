"""Who acts is fixed for the length of a request."""

from dataclasses import FrozenInstanceError

import pytest

from access import Actor


def test_an_actor_cannot_be_changed():
    actor = Actor(account_id=1)

    with pytest.raises(FrozenInstanceError):
        actor.account_id = 2  # type: ignore[misc]


def test_the_worker_is_somebody_and_a_stranger_is_not():
    assert Actor.nobody().is_nobody
    assert not Actor.worker().is_nobody
    assert not Actor(account_id=1).is_nobody
