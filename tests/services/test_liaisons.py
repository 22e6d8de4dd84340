"""The life of a liaison: what the cell and the committee do, and the steps that other use cases take."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotFound, Refused
from models import IntroductionLetter, Liaison, LiaisonStep, Notification, Organisation, db
from models.vocabulary import Category, ExemptionReason, LiaisonEnd, LiaisonState
from services import liaisons
from services.liaisons import (
    CompleteExemption,
    EndLiaison,
    SendBack,
    complete_exemption,
    confirm_liaison,
    end_liaison,
    send_back,
)
from services.unit import use_case

L = LiaisonState
TODAY = date(2026, 3, 16)
STUDY = CompleteExemption(
    exemption_reason=ExemptionReason.STUDY,
    exemption_basis="Quyết định số 12-QĐ/TU",
    exempt_from=date(2026, 3, 2),
)


def letter_of(liaison):
    found = select(IntroductionLetter).where(IntroductionLetter.liaison_id == liaison.id)
    return db.session.scalars(found).one()


def last_step(liaison):
    found = select(LiaisonStep).where(LiaisonStep.liaison_id == liaison.id).order_by(LiaisonStep.id.desc())
    return db.session.scalars(found).first()


def rung(account):
    found = select(Notification.event).where(Notification.account_id == account.id)
    return list(db.session.scalars(found))


@use_case
def within_a_use_case(actor, liaison_id, act):
    """Another use case that has loaded a liaison and acts on it."""
    return act(actor, db.session.get_one(Liaison, liaison_id))


def acting(world, name, act, who="hanh"):
    return within_a_use_case(world.actor(who), world.liaison(name).id, act)


def test_a_cell_confirms_that_a_member_was_contacted(world):
    confirm_liaison(world.actor("loc"), world.liaison("linh").ref)

    liaison = world.liaison("linh")
    assert (liaison.state, liaison.started_on) == (L.ACTIVE, TODAY)
    assert last_step(liaison).by_id == world.loc.id
    assert rung(world.kien) == ["LiaisonConfirmed"]


def test_a_confirmed_exempt_member_is_exempted(world):
    acting(world, "linh", exempted, who="loc")

    confirm_liaison(world.actor("binh"), world.liaison("linh").ref)

    assert world.liaison("linh").state is L.EXEMPTED


def test_a_second_confirmation_hears_of_the_first(world):
    confirm_liaison(world.actor("loc"), world.liaison("linh").ref)

    with pytest.raises(Refused, match="already confirmed"):
        confirm_liaison(world.actor("binh"), world.liaison("linh").ref)


def test_a_letter_must_be_assigned_before_a_cell_can_confirm(world):
    with pytest.raises(NotFound):
        confirm_liaison(world.actor("sau"), world.liaison("son").ref)


@pytest.mark.parametrize(("who", "error"), [("sau", NotFound), ("tam", NotAllowed), ("hanh", NotAllowed)])
def test_only_the_secretary_or_deputy_of_the_cell_confirms(world, who, error):
    with pytest.raises(error):
        confirm_liaison(world.actor(who), world.liaison("linh").ref)


def test_a_cell_hands_a_member_back_to_the_committee_with_the_reason(world):
    send_back(world.actor("loc"), world.liaison("linh").ref, SendBack(reason="Ở tổ dân phố 6"))

    liaison = world.liaison("linh")
    assert (liaison.state, liaison.residence_id) == (L.RECEIVED, world.ward.id)
    assert liaison.proposed_cell_id is None  # the same cell is not proposed once more
    assert letter_of(liaison).assigned_cell_id is None
    assert last_step(liaison).reason == "Ở tổ dân phố 6"
    assert rung(world.hanh) == ["LiaisonSentBack"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_cell_hands_nobody_back_without_a_reason(world, reason):
    with pytest.raises(Refused) as refused:
        send_back(world.actor("loc"), world.liaison("linh").ref, SendBack(reason=reason))

    assert refused.value.field == "reason"
    assert world.liaison("linh").state is L.ASSIGNED


def test_a_member_in_liaison_is_not_handed_back(world):
    with pytest.raises(Refused, match="already confirmed"):
        send_back(world.actor("loc"), world.liaison("mai").ref, SendBack(reason="Nhầm"))


@pytest.mark.parametrize("who", ["hanh", "kien"])
def test_an_exemption_is_completed_by_either_committee(world, who):
    liaison = world.liaison("tuan")
    liaison.exemption_reason, liaison.exemption_basis = ExemptionReason.NOT_STATED, None
    db.session.commit()

    complete_exemption(world.actor(who), liaison.ref, STUDY)

    liaison = world.liaison("tuan")
    assert liaison.exemption_reason is ExemptionReason.STUDY
    assert (liaison.exemption_basis, liaison.exempt_from) == ("Quyết định số 12-QĐ/TU", date(2026, 3, 2))
    assert liaison.exempt_review_on == date(2027, 3, 2)


def test_a_member_without_exemption_has_none_to_complete(world):
    with pytest.raises(Refused, match="not exempt"):
        complete_exemption(world.actor("hanh"), world.liaison("mai").ref, STUDY)


def test_the_words_exempt_from_introduction_complete_nothing(world):
    wrong = CompleteExemption(
        exemption_reason=ExemptionReason.ARMED_FORCES,
        exemption_basis="miễn giới thiệu",
        exempt_from=date(2026, 3, 2),
    )

    with pytest.raises(Refused, match="not entered"):
        complete_exemption(world.actor("hanh"), world.liaison("tuan").ref, wrong)


def test_the_commune_ends_a_liaison_on_a_day_of_its_life(world):
    ref = world.liaison("mai").ref
    end_liaison(world.actor("hanh"), ref, EndLiaison(because=LiaisonEnd.RETIRED, ended_on=date(2026, 3, 10)))

    liaison = world.liaison("mai")
    assert (liaison.state, liaison.ended_on) == (L.ENDED, date(2026, 3, 10))
    assert liaison.ended_because is LiaisonEnd.RETIRED
    assert rung(world.hang) == ["LiaisonEnded"]


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2025, 12, 1)])
def test_a_liaison_ends_neither_after_today_nor_before_it_began(world, day):
    with pytest.raises(Refused) as refused:
        end_liaison(
            world.actor("hanh"), world.liaison("mai").ref, EndLiaison(because=LiaisonEnd.DIED, ended_on=day)
        )

    assert refused.value.field == "ended_on"


@pytest.mark.parametrize(
    ("name", "sentence"), [("ha", "has ended"), ("linh", "introduced to a cell"), ("hoa", "sent")]
)
def test_what_is_not_in_force_cannot_be_ended(world, name, sentence):
    with pytest.raises(Refused, match=sentence):
        end_liaison(
            world.actor("hanh"), world.liaison(name).ref, EndLiaison(because=LiaisonEnd.DIED, ended_on=TODAY)
        )


def exempted(actor, liaison):
    liaisons.exempt(actor, liaison, ExemptionReason.STUDY, "QĐ 12", TODAY, None, TODAY)


def test_an_exemption_of_a_member_in_liaison_takes_effect_and_ends(world):
    acting(world, "mai", exempted)
    assert (world.liaison("mai").state, world.liaison("mai").category) == (L.EXEMPTED, Category.EXEMPT)

    acting(world, "mai", lambda actor, liaison: liaisons.resume(actor, liaison, TODAY))

    liaison = world.liaison("mai")
    assert (liaison.state, liaison.category) == (L.ACTIVE, Category.FULL)
    assert liaison.exemption_reason is liaison.exempt_from is None


@pytest.mark.parametrize("name", ["nga", "hoa", "son", "linh", "cuong"])
def test_an_exemption_on_the_way_is_only_written_down(world, name):
    before = world.liaison(name).state

    acting(world, name, exempted)

    assert (world.liaison(name).state, world.liaison(name).category) == (before, Category.EXEMPT)


@pytest.mark.parametrize("act", [exempted, lambda actor, liaison: liaisons.resume(actor, liaison, TODAY)])
def test_nothing_is_exempted_or_resumed_after_the_end(world, act):
    with pytest.raises(Refused, match="has ended"):
        acting(world, "ha", act)


def test_a_move_ends_one_liaison_and_drafts_the_next(world):
    other = world.other_ward.id

    def move(actor, liaison):
        return liaisons.move_home(actor, liaison, db.session.get_one(Organisation, other), TODAY)

    moved = acting(world, "mai", move)

    before = db.session.get_one(Liaison, moved.previous_id)
    assert (before.state, before.ended_because, before.ended_on) == (L.ENDED, LiaisonEnd.MOVED, TODAY)
    assert (moved.state, moved.commune_id, moved.residence_id) == (L.DRAFTED, other, None)
    assert moved.member_id == before.member_id


def test_a_fact_dated_before_the_beginning_ends_the_liaison_on_its_first_day(world):
    began = world.liaison("mai").started_on

    acting(
        world,
        "mai",
        lambda actor, liaison: liaisons.close(actor, liaison, LiaisonEnd.DIED, date(2020, 1, 1)),
    )

    assert world.liaison("mai").ended_on == began


def test_a_letter_on_its_way_is_cancelled_with_its_liaison(world):
    acting(world, "hoa", lambda actor, liaison: liaisons.close(actor, liaison, LiaisonEnd.DIED, TODAY))

    assert letter_of(world.liaison("hoa")).cancelled_on == TODAY


def test_a_liaison_follows_the_member_to_another_workplace_cell(world):
    new_cell = world.finance_cell.id

    acting(world, "mai", lambda _actor, liaison: liaisons.follow(liaison, new_cell))

    liaison = world.liaison("mai")
    assert (liaison.workplace_id, liaison.state, liaison.residence_id) == (new_cell, L.ACTIVE, world.cell5.id)
