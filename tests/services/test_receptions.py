"""What a commune committee does with letters: receive, assign, return; one or many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, Refused
from models import IntroductionLetter, Liaison, LiaisonStep, Notification, db
from models.vocabulary import Category, LiaisonState
from services.issuing import IssueLetters, issue_letters
from services.letters import ReviseDraft, revise_draft
from services.receptions import (
    AssignLetters,
    ReceiveAndAssign,
    ReceiveLetters,
    ReturnLetters,
    assign_letters,
    receive_and_assign,
    receive_letters,
    return_letters,
)
from tests.support import factories

L = LiaisonState
TODAY = date(2026, 3, 16)


def letter_of(liaison):
    return db.session.scalars(
        select(IntroductionLetter).where(IntroductionLetter.liaison_id == liaison.id)
    ).one()


def ref_of(world, name):
    return letter_of(world.liaison(name)).ref


def receive(world, *refs, who="hanh", on=TODAY):
    receive_letters(world.actor(who), ReceiveLetters(letters=refs, received_on=on))


def both(world, *refs, cells=(), who="hanh", on=TODAY):
    command = ReceiveAndAssign(letters=refs, cells=cells, received_on=on)
    receive_and_assign(world.actor(who), command)


def refusals(act, *arguments, **more):
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.reasons


def steps(world, name):
    liaison = world.liaison(name)
    found = select(LiaisonStep.state).where(LiaisonStep.liaison_id == liaison.id).order_by(LiaisonStep.id)
    return list(db.session.scalars(found))


def test_a_letter_is_received_on_the_day_that_was_written(world, clock):
    clock.move(days=3)

    receive(world, ref_of(world, "hoa"), on=date(2026, 3, 17))

    liaison = world.liaison("hoa")
    assert (liaison.state, liaison.residence_id) == (L.RECEIVED, world.ward.id)
    assert letter_of(liaison).received_on == date(2026, 3, 17)


def test_received_and_assigned_in_one_act_to_the_proposed_cell(world):
    both(world, ref_of(world, "hoa"))

    liaison = world.liaison("hoa")
    assert (liaison.state, liaison.residence_id) == (L.ASSIGNED, world.cell5.id)
    assert steps(world, "hoa")[-2:] == [L.RECEIVED, L.ASSIGNED]
    assert letter_of(liaison).assigned_cell_id == world.cell5.id


def test_twelve_letters_are_received_and_assigned_at_once(world):
    letters = [letter_of(factories.a_liaison(cell=world.cell6, state=L.ISSUED)).ref for _ in range(12)]

    both(world, *letters)

    found = db.session.scalars(select(Liaison).where(Liaison.residence_id == world.cell6.id)).all()
    assert sum(liaison.state is L.ASSIGNED for liaison in found) == 12
    rung = db.session.scalars(select(Notification).where(Notification.account_id == world.sau.id)).all()
    assert [one.event for one in rung] == ["LetterAssigned"]


def test_another_cell_than_the_proposed_one_may_be_chosen(world):
    both(world, ref_of(world, "hoa"), cells=(world.cell6.ref,))

    assert world.liaison("hoa").residence_id == world.cell6.id


def test_a_received_letter_is_assigned_later(world):
    assign_letters(world.actor("hanh"), AssignLetters(letters=(ref_of(world, "son"),)))

    assert world.liaison("son").state is L.ASSIGNED


def test_a_strangers_cell_is_refused_by_the_name_of_the_member(world):
    [refused] = refusals(both, world, ref_of(world, "hoa"), cells=(world.other_cell.ref,))

    assert refused.field == "cells"
    assert refused.params["name"] == "Nguyễn Thị Hòa"
    assert world.liaison("hoa").state is L.ISSUED


def test_a_cell_that_is_gone_is_no_cell_any_more(world):
    world.cell5.dissolved_on = TODAY
    db.session.commit()

    [refused] = refusals(both, world, ref_of(world, "hoa"))

    assert refused.field == "cells"


def test_without_a_proposed_cell_one_must_be_chosen(world):
    world.liaison("hoa").proposed_cell_id = None
    db.session.commit()

    [refused] = refusals(both, world, ref_of(world, "hoa"))

    assert refused.message.startswith("Choose a cell")


@pytest.mark.parametrize("on", [date(2026, 3, 17), date(2026, 3, 15)])
def test_a_letter_is_received_neither_after_today_nor_before_its_own_day(world, on):
    [refused] = refusals(receive, world, ref_of(world, "hoa"), on=on)

    assert refused.field == "received_on"


def test_every_mistake_is_told_at_once_and_nothing_is_half_done(world):
    liaison = world.liaison("hoa")
    liaison.proposed_cell_id = None
    other = factories.a_liaison(cell=world.cell6, state=L.ISSUED)

    found = refusals(both, world, ref_of(world, "hoa"), letter_of(other).ref, on=date(2026, 3, 1))

    assert sorted(refused.field for refused in found) == ["cells", "received_on"]
    assert db.session.get_one(Liaison, other.id).state is L.ISSUED


@pytest.mark.parametrize("name", ["son", "linh", "mai", "tuan"])
def test_a_letter_that_is_further_on_is_told_by_the_name_of_the_member(world, name):
    [refused] = refusals(receive, world, ref_of(world, name))

    assert refused.field == "letters"
    assert refused.params["name"] == world.member(name).full_name


def test_two_people_who_receive_the_same_letter_at_once_get_one_result(app, world):
    ref, actors = ref_of(world, "hoa"), [world.actor("hanh"), world.actor("thanh")]
    db.session.commit()

    def one(actor):
        with app.app_context():
            try:
                receive_and_assign(actor, ReceiveAndAssign(letters=(ref,), received_on=TODAY))
            except Refused as refused:
                return str(refused)
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, actors))

    assert answers == ["Comrade Nguyễn Thị Hòa has already been introduced to a cell.", "done"]
    assert steps(world, "hoa").count(L.RECEIVED) == 1


def test_a_letter_that_is_sent_back_goes_to_the_workplace_with_the_reason(world):
    return_letters(
        world.actor("hanh"), ReturnLetters(letters=(ref_of(world, "hoa"),), reason="Không cư trú tại đây")
    )

    liaison = world.liaison("hoa")
    assert (liaison.state, liaison.residence_id) == (L.RETURNED, None)
    assert liaison.returned_because == "Không cư trú tại đây"
    assert letter_of(liaison).cancelled_on == TODAY
    rung = db.session.scalars(select(Notification).where(Notification.account_id == world.kien.id)).all()
    assert [one.event for one in rung] == ["LetterReturned"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_without_a_reason_is_impossible(world, reason):
    letters = (ref_of(world, "hoa"),)

    [refused] = refusals(return_letters, world.actor("hanh"), ReturnLetters(letters=letters, reason=reason))

    assert refused.field == "reason"


def test_a_letter_that_a_cell_holds_is_not_returned_over_its_head(world):
    letters = (ref_of(world, "linh"),)

    [refused] = refusals(return_letters, world.actor("hanh"), ReturnLetters(letters=letters, reason="x"))

    assert "introduced to a cell" in refused.message


def test_a_letter_that_a_colleague_returned_is_no_longer_there(world):
    ref = ref_of(world, "hoa")
    return_letters(world.actor("thanh"), ReturnLetters(letters=(ref,), reason="Nhầm"))

    [refused] = refusals(receive, world, ref)

    assert "no longer with you" in refused.message


def test_letters_of_another_ward_and_letters_that_never_were_are_told_alike(world):
    theirs = refusals(receive, world, ref_of(world, "hoa"), who="nhan")
    nothing = refusals(receive, world, "0" * 12, who="nhan")

    assert [one.message for one in theirs] == [one.message for one in nothing]


def test_at_least_one_letter_must_be_chosen(world):
    [refused] = refusals(receive, world)

    assert refused.field == "letters"


@pytest.mark.parametrize("who", ["vinh", "loc", "kien", "admin"])
def test_only_those_who_receive_letters_do(world, who):
    with pytest.raises(NotAllowed):
        receive(world, ref_of(world, "hoa"), who=who)


def test_a_letter_that_came_back_is_not_received_in_place_of_the_new_one(world):
    old = ref_of(world, "hoa")
    return_letters(world.actor("hanh"), ReturnLetters(letters=(old,), reason="Sai địa chỉ"))
    draft = world.liaison("hoa")
    right = ReviseDraft(
        commune=world.ward.ref, unit="Tổ dân phố 5", category=Category.FULL, version=draft.version
    )
    revise_draft(world.actor("kien"), draft.ref, right)
    [new] = issue_letters(world.actor("kien"), IssueLetters(drafts=(draft.ref,))).letters

    [refused] = refusals(receive, world, old)

    assert "has been returned" in str(refused)
    receive(world, new.ref)
    assert db.session.get_one(IntroductionLetter, new.id).received_on == TODAY
