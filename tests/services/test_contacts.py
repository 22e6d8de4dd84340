"""Contacts: the cell records, a member proposes, the cell answers; ten minutes to take back; two years to be kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import AuditEntry, Contact, Match, db
from models.vocabulary import ContactKind, ContactState, LiaisonEnd, LiaisonState, MatchState
from queries import rulesets
from services.contacts import (
    DeclineContact,
    RecordContact,
    confirm_contact,
    decline_contact,
    forget_contacts,
    propose_contact,
    record_contact,
    take_back_confirmation,
    take_back_proposal,
    withdraw_contact,
)
from tests.support import factories
from tests.support.reported import rings

_S = ContactState


def a_call(**more):
    values: dict[str, Any] = {"kind": ContactKind.CALL, "on": clocks.today()}
    return RecordContact(**values | more)


def recorded(world, who="loc", name="mai", **more):
    return record_contact(world.actor(who), world.liaison(name).ref, a_call(**more))


def proposed(world, **more):
    return propose_contact(world.as_member("mai"), a_call(text="Ghé nhà văn hóa", **more))


def stored(contact) -> Contact:
    return db.session.get_one(Contact, contact.id, populate_existing=True)


def test_what_the_cell_records_counts_at_once(world):
    contact = recorded(world, who="binh", text="Báo lịch họp", duty=4)

    kept = stored(contact)
    assert (kept.state, kept.text, kept.duty) == (_S.CONFIRMED, "Báo lịch họp", 4)
    assert (kept.liaison_id, kept.member_id, kept.cell_id) == (
        world.liaison("mai").id,
        world.mai.id,
        world.cell5.id,
    )
    assert kept.confirmed_by_id == kept.recorded_by_id == world.account("binh").id
    assert kept.rule_set_id == rulesets.in_force(clocks.today()).id
    assert world.liaison("mai").last_contact_on == clocks.today()


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("tam", NotAllowed), ("hanh", NotAllowed), ("sau", NotFound), ("quy", NotFound), ("kien", NotAllowed)],
)
def test_nobody_else_records_one(world, who, refusal):
    with pytest.raises(refusal):
        recorded(world, who=who)


def test_everything_that_cannot_be_is_told_at_once(world):
    with pytest.raises(Refused) as refused:
        recorded(world, kind=ContactKind.HELP, on=clocks.today() + timedelta(days=1), duty=6)

    assert [one.field for one in refused.value.reasons] == ["on", "text", "duty"]
    assert db.session.scalars(select(Contact)).all() == []


def test_with_somebody_not_yet_confirmed_there_is_no_contact(world):
    with pytest.raises(Refused, match="still to confirm"):
        recorded(world, name="linh")


def test_an_exempt_member_may_be_called_too(world):
    assert stored(recorded(world, name="tuan", duty=5)).state is _S.CONFIRMED


def test_the_last_contact_is_the_latest_day_not_the_latest_written(world):
    recorded(world)
    recorded(world, on=clocks.today() - timedelta(days=20))

    assert world.liaison("mai").last_contact_on == clocks.today()


def test_a_contact_is_taken_back_within_ten_minutes(world, clock):
    earlier = clocks.today() - timedelta(days=20)
    recorded(world, on=earlier)
    contact = recorded(world)
    clock.move(minutes=10)

    withdraw_contact(world.actor("loc"), contact.ref)

    kept = stored(contact)
    assert (kept.state, kept.confirmed_at, kept.confirmed_by_id) == (_S.WITHDRAWN, None, None)
    assert world.liaison("mai").last_contact_on == earlier


def test_after_ten_minutes_it_stays(world, clock):
    contact = recorded(world)
    clock.move(minutes=11)

    with pytest.raises(Refused, match="Ten minutes"):
        withdraw_contact(world.actor("loc"), contact.ref)


def test_somebody_elses_contact_is_not_taken_back(world):
    contact = recorded(world)

    with pytest.raises(Refused, match="Only the person"):
        withdraw_contact(world.actor("binh"), contact.ref)


def test_taking_back_twice_is_told_in_words(world):
    contact = recorded(world)
    withdraw_contact(world.actor("loc"), contact.ref)

    with pytest.raises(Refused, match="has been withdrawn"):
        withdraw_contact(world.actor("loc"), contact.ref)


def test_help_whose_certificate_is_taken_back_is_open_again(world):
    contact = recorded(world, kind=ContactKind.HELP, text="Sửa điện")
    match = factories.a_match(
        factories.a_need(world.cell5), world.mai, state=MatchState.CERTIFIED, contact_id=contact.id
    )

    withdraw_contact(world.actor("loc"), contact.ref)

    kept = db.session.get_one(Match, match.id, populate_existing=True)
    assert (kept.state, kept.contact_id) == (MatchState.ACCEPTED, None)


def test_what_a_member_writes_waits_for_the_cell_and_counts_nothing_yet(world):
    contact = proposed(world)

    assert stored(contact).state is _S.PROPOSED
    assert world.liaison("mai").last_contact_on is None
    assert rings(world, "loc") == rings(world, "binh") == ["ContactProposed"]
    assert rings(world, "tam") == []


def test_what_a_member_does_for_himself_stands_in_the_trail_of_no_organisation(world):
    contact = proposed(world)

    about_it = (AuditEntry.subject == "contact", AuditEntry.subject_id == contact.id)
    entry = db.session.scalars(select(AuditEntry).where(*about_it)).one()
    assert (entry.action, entry.organisation_id) == ("propose_contact", None)
    assert "nhà văn hóa" not in entry.detail


def test_the_cell_confirms_and_the_member_hears_of_it(world):
    contact = proposed(world, on=clocks.today() - timedelta(days=3))

    confirm_contact(world.actor("binh"), contact.ref)

    assert stored(contact).confirmed_by_id == world.account("binh").id
    assert world.liaison("mai").last_contact_on == clocks.today() - timedelta(days=3)
    assert rings(world, "mai") == ["ContactConfirmed"]


def test_the_cell_declines_with_a_reason_and_may_think_again(world):
    contact = proposed(world)

    decline_contact(world.actor("loc"), contact.ref, DeclineContact(reason="Hôm đó chi ủy đi vắng"))
    assert stored(contact).declined_because == "Hôm đó chi ủy đi vắng"
    assert world.liaison("mai").last_contact_on is None

    confirm_contact(world.actor("loc"), contact.ref)
    assert (stored(contact).state, stored(contact).declined_because) == (_S.CONFIRMED, None)
    assert rings(world, "mai") == ["ContactDeclined", "ContactConfirmed"]


def test_a_confirmation_is_taken_back_within_ten_minutes_and_the_member_hears_of_it(world, clock):
    contact = proposed(world)
    confirm_contact(world.actor("binh"), contact.ref)
    clock.move(minutes=10)

    take_back_confirmation(world.actor("binh"), contact.ref)

    kept = stored(contact)
    assert (kept.state, kept.confirmed_at, kept.confirmed_by_id) == (_S.PROPOSED, None, None)
    assert world.liaison("mai").last_contact_on is None
    assert rings(world, "mai") == ["ContactConfirmed", "ContactUnconfirmed"]


def test_what_waits_again_is_answered_again_and_told_again(world, clock):
    contact = proposed(world)
    confirm_contact(world.actor("loc"), contact.ref)
    clock.move(minutes=1)
    take_back_confirmation(world.actor("loc"), contact.ref)
    clock.move(minutes=1)

    confirm_contact(world.actor("binh"), contact.ref)

    assert stored(contact).confirmed_by_id == world.account("binh").id
    assert rings(world, "mai") == ["ContactConfirmed", "ContactUnconfirmed", "ContactConfirmed"]


@pytest.mark.parametrize(
    ("who", "minutes", "said"), [("binh", 11, "Ten minutes"), ("loc", 1, "Only the person who confirmed")]
)
def test_later_or_by_somebody_else_no_confirmation_is_taken_back(world, clock, who, minutes, said):
    contact = proposed(world)
    confirm_contact(world.actor("binh"), contact.ref)
    clock.move(minutes=minutes)

    with pytest.raises(Refused, match=said):
        take_back_confirmation(world.actor(who), contact.ref)

    assert stored(contact).state is _S.CONFIRMED


def test_only_what_a_member_wrote_and_the_cell_confirmed_waits_again(world):
    with pytest.raises(Refused, match="already been confirmed"):
        take_back_confirmation(world.actor("loc"), recorded(world).ref)
    with pytest.raises(Refused, match="not confirmed this contact yet"):
        take_back_confirmation(world.actor("loc"), proposed(world).ref)


def test_declining_needs_a_reason(world):
    with pytest.raises(Refused) as refused:
        decline_contact(world.actor("loc"), proposed(world).ref, DeclineContact(reason=" "))

    assert refused.value.field == "reason"


def test_a_mark_of_secrecy_is_no_reason(world):
    with pytest.raises(Refused) as refused:
        decline_contact(world.actor("loc"), proposed(world).ref, DeclineContact(reason="Công văn MẬT"))

    assert refused.value.field == "reason"


def test_of_two_who_answer_at_the_same_moment_one_is_told(world, app):
    contact_ref = proposed(world).ref
    actors = [world.actor("loc"), world.actor("binh")]
    db.session.commit()

    def confirm(actor):
        with app.app_context():
            try:
                confirm_contact(actor, contact_ref)
            except Refused as refused:
                return refused.message
            return None

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(confirm, actors))

    assert sorted(answers, key=bool) == [None, "This contact has already been confirmed."]


def test_an_own_proposal_is_taken_back_until_the_cell_has_answered(world):
    first, second = proposed(world), proposed(world, on=clocks.today() - timedelta(days=1))
    confirm_contact(world.actor("loc"), second.ref)

    take_back_proposal(world.as_member("mai"), first.ref)
    with pytest.raises(Refused, match="already been confirmed"):
        take_back_proposal(world.as_member("mai"), second.ref)

    assert stored(first).state is _S.WITHDRAWN


def test_what_the_cell_recorded_is_not_the_members_to_take_back(world):
    contact = recorded(world)

    with pytest.raises(Refused):
        take_back_proposal(world.as_member("mai"), contact.ref)


def test_a_member_of_no_cell_is_told_so(world):
    account = factories.an_account(member=world.huy)

    with pytest.raises(Refused, match="No residence cell"):
        propose_contact(Actor(account_id=account.id, member_id=world.huy.id), a_call())


def test_a_liaison_that_ended_takes_no_contact(world):
    liaison = world.liaison("mai")
    liaison.state, liaison.ended_on, liaison.ended_because = (
        LiaisonState.ENDED,
        clocks.today(),
        LiaisonEnd.MOVED,
    )
    db.session.commit()

    with pytest.raises(Refused):
        recorded(world)


def test_nobody_vouches_for_himself(world):
    binh = world.account("binh")
    world.account("mai").member_id = None
    db.session.flush()
    binh.member_id = world.mai.id
    db.session.commit()

    with pytest.raises(Refused, match="about yourself"):
        recorded(world, who="binh")
    contact = propose_contact(world.as_member("binh"), a_call())
    with pytest.raises(Refused, match="about yourself"):
        confirm_contact(world.actor("binh"), contact.ref)


def test_after_two_years_a_contact_is_forgotten_and_what_it_certified_remains(world, clock):
    old = recorded(world, kind=ContactKind.HELP, text="Sửa điện")
    match = factories.a_match(
        factories.a_need(world.cell5), world.mai, state=MatchState.CERTIFIED, contact_id=old.id
    )
    clock.set(date(2028, 3, 16))
    young = recorded(world)
    assert forget_contacts(Actor.worker(), clocks.today()) == 0

    assert forget_contacts(Actor.worker(), date(2028, 3, 17)) == 1

    assert list(db.session.scalars(select(Contact.id))) == [young.id]
    kept = db.session.get_one(Match, match.id, populate_existing=True)
    assert (kept.state, kept.contact_id) == (MatchState.CERTIFIED, None)


def test_only_the_worker_forgets(world):
    with pytest.raises(NotAllowed):
        forget_contacts(world.actor("loc"), clocks.today())
