import pytest

from domain.consequences import asked_by, reason_of_end
from models.vocabulary import Category, ChangeWord, LiaisonEnd, NoticeEffect

_W = ChangeWord


@pytest.mark.parametrize("word", ChangeWord)
def test_each_word_asks_for_something_definite_and_an_end_has_its_reason(word):
    for is_known_there in (True, False):
        asked = asked_by(word, is_known_there=is_known_there)
        if asked is NoticeEffect.ENDED:
            assert reason_of_end(word) in LiaisonEnd


@pytest.mark.parametrize("word", [_W.APPOINTMENT, _W.LEAVING_OFFICE, _W.REWARD, _W.SANCTION, _W.SECONDMENT])
def test_a_post_a_reward_a_sanction_leave_the_liaison_alone(word):
    assert asked_by(word) is NoticeEffect.NONE


def test_the_liaison_follows_to_a_workplace_of_this_register_and_ends_otherwise():
    assert asked_by(_W.TRANSFER, is_known_there=True) is NoticeEffect.NONE
    assert asked_by(_W.TRANSFER, is_known_there=False) is NoticeEffect.ENDED


def test_a_move_drafts_the_next_liaison_where_there_is_somebody_to_write_to():
    assert asked_by(_W.RESIDENCE_MOVE, is_known_there=True) is NoticeEffect.MOVED
    assert asked_by(_W.RESIDENCE_MOVE, is_known_there=False) is NoticeEffect.ENDED


def test_an_exemption_begins_or_ends():
    assert asked_by(_W.CATEGORY_CHANGE, new_category=Category.EXEMPT) is NoticeEffect.EXEMPTED
    assert asked_by(_W.CATEGORY_CHANGE, new_category=Category.FULL) is NoticeEffect.RESUMED


@pytest.mark.parametrize(
    ("word", "because"),
    [
        (_W.DEATH, LiaisonEnd.DIED),
        (_W.LEAVING_PARTY, LiaisonEnd.LEFT_PARTY),
        (_W.RETIREMENT, LiaisonEnd.RETIRED),
    ],
)
def test_who_leaves_ends_the_liaison_for_that_reason(word, because):
    assert asked_by(word) is NoticeEffect.ENDED
    assert reason_of_end(word) is because
