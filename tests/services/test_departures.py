"""Retirement, death, leaving the Party: no longer a working member; the residence is asked to end the liaison."""

from datetime import date

import pytest

from models.vocabulary import ChangeWord, LiaisonState, NoticeEffect
from services.changes import WithdrawChange, withdraw_change
from tests.support.reported import departed, notice_at, retired


@pytest.mark.parametrize("word", [ChangeWord.DEATH, ChangeWord.LEAVING_PARTY])
def test_the_member_leaves_the_working_life_and_the_liaison_waits_for_the_residence(world, word):
    change = departed(world, word, effective_on=date(2026, 3, 10))

    assert world.mai.left_on == date(2026, 3, 10)
    assert world.liaison("mai").state is LiaisonState.ACTIVE
    assert notice_at(change, world.cell5).asks is NoticeEffect.ENDED


def test_a_retirement_starts_two_counters_in_working_days(world):
    change = retired(world, effective_on=date(2026, 4, 1))

    assert change.review_on == date(2026, 5, 18)
    assert change.until_on == date(2026, 6, 29)


def test_a_death_after_a_retirement_is_still_recorded_while_the_liaison_lasts(world):
    retired(world, effective_on=date(2026, 3, 2))

    change = departed(world, effective_on=date(2026, 3, 12))

    assert world.mai.left_on == date(2026, 3, 12)
    assert notice_at(change, world.cell5).asks is NoticeEffect.ENDED


def test_a_letter_in_preparation_is_given_up_at_once(world):
    departed(world, name="nga")

    assert world.liaison("nga").state is LiaisonState.ENDED


def test_a_departure_recorded_by_mistake_leaves_the_member_where_he_was(world):
    change = departed(world)

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Nhầm người cùng tên"))

    assert world.mai.left_on is None
