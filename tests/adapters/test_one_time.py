"""A token that is good once."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters import one_time

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture
def token(tmp_path):
    return one_time.make(tmp_path, NOW, HALF_HOUR)


def test_it_is_good_until_its_time_is_over(tmp_path, token):
    assert one_time.is_good(tmp_path, token, NOW)
    assert one_time.is_good(tmp_path, token, NOW + timedelta(minutes=29))
    assert not one_time.is_good(tmp_path, token, NOW + HALF_HOUR)


def test_another_one_is_not(tmp_path, token):
    assert not one_time.is_good(tmp_path, "another", NOW)
    assert not one_time.is_good(tmp_path, "", NOW)


def test_a_newer_one_replaces_it(tmp_path, token):
    newer = one_time.make(tmp_path, NOW, HALF_HOUR)

    assert not one_time.is_good(tmp_path, token, NOW)
    assert one_time.is_good(tmp_path, newer, NOW)


def test_once_spent_it_is_gone_and_spending_twice_is_no_harm(tmp_path, token):
    one_time.spend(tmp_path)
    one_time.spend(tmp_path)

    assert not one_time.is_good(tmp_path, token, NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_file_holds_no_token_and_is_for_its_owner(tmp_path, token):
    (file,) = tmp_path.iterdir()

    assert token not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
