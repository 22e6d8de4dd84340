"""What `fetch` answers when two reach for one row: the second hears what is the case; what moved away is gone."""

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import NotFound, Refused
from models import IntroductionLetter, db
from models.vocabulary import ChangeWord, LiaisonState, Step
from services.liaisons import SendBack, confirm_liaison, send_back
from services.notices import acknowledge_notice
from services.receptions import ReceiveLetters, receive_letters
from services.rewards import RecordReward, record_reward
from services.transfers import RecordTransfer, record_transfer
from tests.support.races import one_behind_the_other
from tests.support.reported import appointed, decided, notice_at, steps


def test_of_two_who_acknowledge_one_notice_the_second_hears_who_did(app, world):
    notice = notice_at(appointed(world), world.cell5)
    loc, binh = world.actor("loc"), world.actor("binh")
    db.session.commit()

    first, second = one_behind_the_other(
        app, lambda: acknowledge_notice(loc, notice.ref), lambda: acknowledge_notice(binh, notice.ref)
    )

    assert not isinstance(first, Exception)
    assert isinstance(second, Refused)
    assert second.params["name"] == "Nguyễn Văn Lộc"
    assert steps(notice).count(Step.ACKNOWLEDGED) == 1


def test_of_two_who_confirm_one_member_the_second_hears_that_it_was_done(app, world):
    ref, loc, binh = world.liaison("linh").ref, world.actor("loc"), world.actor("binh")
    db.session.commit()

    _first, second = one_behind_the_other(
        app, lambda: confirm_liaison(loc, ref), lambda: confirm_liaison(binh, ref)
    )

    assert isinstance(second, Refused)
    assert "already confirmed" in str(second)


def test_of_two_who_receive_one_letter_the_second_hears_that_it_was_received(app, world):
    letter = select(IntroductionLetter.ref).where(IntroductionLetter.liaison_id == world.liaison("hoa").id)
    arrived = ReceiveLetters(letters=(db.session.scalars(letter).one(),), received_on=clocks.today())
    hanh, thanh = world.actor("hanh"), world.actor("thanh")
    db.session.commit()

    _first, second = one_behind_the_other(
        app, lambda: receive_letters(hanh, arrived), lambda: receive_letters(thanh, arrived)
    )

    assert isinstance(second, Refused)
    assert "already been received" in str(second)


def test_a_member_whom_a_colleague_hands_back_at_that_moment_is_gone_for_the_other(app, world):
    ref, loc, binh = world.liaison("linh").ref, world.actor("loc"), world.actor("binh")
    db.session.commit()

    _first, second = one_behind_the_other(
        app, lambda: send_back(loc, ref, SendBack(reason="Đã chuyển đi")), lambda: confirm_liaison(binh, ref)
    )

    assert isinstance(second, NotFound)
    assert world.liaison("linh").state is LiaisonState.RECEIVED


def test_a_member_whom_a_colleague_transfers_at_that_moment_is_gone_for_the_other(app, world):
    away = RecordTransfer(member=world.mai.ref, **decided(to_name="Chi bộ Văn phòng Sở"))
    reward = RecordReward(member=world.mai.ref, **decided(title="Bằng khen"))
    hang, tien = world.actor("hang"), world.actor("tien")
    db.session.commit()

    _first, second = one_behind_the_other(
        app,
        lambda: record_transfer(hang, ChangeWord.TRANSFER, away),
        lambda: record_reward(tien, ChangeWord.REWARD, reward),
    )

    assert isinstance(second, NotFound)


def test_what_was_never_in_sight_is_not_there(world):
    with pytest.raises(NotFound):
        confirm_liaison(world.actor("sau"), world.liaison("linh").ref)
