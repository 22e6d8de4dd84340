"""Strengths and needs: said and taken out at will, asked, answered without a reason, certified as a contact."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from access import Actor, Permission, may, visible
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import AuditEntry, Contact, Match, Need, Strength, db
from models.vocabulary import Competence, ContactKind, ContactState, MatchState, NeedState
from queries import needs as queries
from services.contacts import withdraw_contact
from services.needs import (
    AskMembers,
    CloseNeed,
    PostNeed,
    SayStrength,
    TakeOutStrength,
    accept_help,
    ask_members,
    certify_help,
    close_need,
    decline_help,
    post_need,
    say_strength,
    take_out_strength,
)
from tests.support import factories
from tests.support.reported import rings

_S = MatchState
OTHERS = (
    *("thanh", "phuc", "vinh", "hanh", "nhan"),
    *("kien", "dung", "thu", "luan", "hang", "tien", "que", "long", "chi"),
    *("sau", "quy", "admin", "overseer"),
)
"""Everybody outside the cell of Mai: communes, workplaces, other cells, the province."""


def say(world, words="Sửa điện trong nhà", competence=Competence.ELECTRICITY):
    say_strength(world.as_member("mai"), SayStrength(competence=competence, words=words))


def strengths():
    db.session.rollback()
    return [(one.competence, one.words) for one in db.session.scalars(select(Strength))]


def test_a_member_says_it_once_for_each_field_and_may_say_it_otherwise(world):
    say(world)
    say(world, words="Sửa điện, nước")
    say(world, competence=Competence.HEALTH, words=None)

    assert strengths() == [(Competence.ELECTRICITY, "Sửa điện, nước"), (Competence.HEALTH, None)]


def test_what_is_taken_out_is_gone_and_taking_out_twice_is_no_mistake(world):
    say(world)
    for _ in range(2):
        take_out_strength(world.as_member("mai"), TakeOutStrength(competence=Competence.ELECTRICITY))

    assert strengths() == []


def test_the_trail_says_only_that_it_changed(world):
    say(world)
    take_out_strength(world.as_member("mai"), TakeOutStrength(competence=Competence.ELECTRICITY))

    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "strength")).all()
    assert [(one.subject_id, one.detail) for one in entries] == [(None, '{"":"~"}'), (None, '{"":"-"}')]
    assert {one.organisation_id for one in entries} == {None}


def test_something_else_needs_words(world):
    with pytest.raises(Refused) as refused:
        say(world, competence=Competence.OTHER, words=None)

    assert refused.value.field == "words"


def test_who_is_no_member_has_nothing_to_say(world):
    with pytest.raises(NotAllowed):
        say_strength(world.actor("loc"), SayStrength(competence=Competence.LAW))


@pytest.mark.parametrize("who", ["loc", "binh", "tam"])
def test_the_own_cell_reads_it(world, who):
    say(world)

    assert [one.name for one in queries.able(world.actor(who))] == ["Nguyễn Thị Mai"]


@pytest.mark.parametrize(
    "who",
    OTHERS,
)
def test_no_commune_no_workplace_and_no_other_cell_ever_reads_it(world, who):
    say(world)
    actor = world.actor(who)

    assert queries.able(actor) == []
    assert db.session.scalars(visible(actor, Permission.STRENGTH_READ, Strength)).all() == []
    assert may(actor, Permission.STRENGTH_READ) is (who in ("sau", "quy"))


def test_before_the_cell_has_confirmed_the_member_it_reads_nothing(world):
    factories.a_strength(world.linh)

    assert queries.able(world.actor("loc")) == []


def needed(world, who="loc", **more):
    values: dict[str, Any] = {
        "competence": Competence.ELECTRICITY,
        "text": "Sửa đường điện nhà văn hóa",
        "on": clocks.today(),
        "people": 2,
    }
    return post_need(world.actor(who), PostNeed(**values | more))


def asked(world, need=None, names=("mai",), who="loc"):
    need = need or needed(world)
    refs = tuple(world.member(name).ref for name in names)
    ask_members(world.actor(who), need.ref, AskMembers(members=refs))
    return need


def match_of(world, name="mai") -> Match:
    db.session.rollback()
    return db.session.scalars(select(Match).where(Match.member_id == world.member(name).id)).one()


def test_a_need_says_what_when_and_how_many(world):
    need = db.session.get_one(Need, needed(world).id)

    assert (need.cell_id, need.people, need.state) == (world.cell5.id, 2, NeedState.OPEN)


def test_everything_missing_is_told_at_once(world):
    with pytest.raises(Refused) as refused:
        needed(world, text=" ", on=clocks.today() - timedelta(days=1), people=0)

    assert [one.field for one in refused.value.reasons] == ["text", "on", "people"]


@pytest.mark.parametrize("who", ["tam", "hanh", "kien", "hang", "admin"])
def test_nobody_else_posts_one(world, who):
    with pytest.raises(NotAllowed):
        needed(world, who=who)


def test_each_member_is_asked_once_and_hears_of_it(world):
    need = asked(world, names=("mai", "anh78"))
    asked(world, need, names=("mai",))

    assert match_of(world).state is _S.ASKED
    assert rings(world, "mai") == ["HelpAsked"]
    assert db.session.scalar(select(func.count()).select_from(Match)) == 2


@pytest.mark.parametrize("name", ["yen", "linh", "khanh"])
def test_only_members_of_the_cell_are_asked(world, name):
    asked(world, names=(name,))

    assert db.session.scalars(select(Match)).all() == []


def test_asking_nobody_is_told(world):
    with pytest.raises(Refused) as refused:
        asked(world, names=())

    assert refused.value.field == "members"


def test_a_need_of_another_cell_is_one_that_never_was(world):
    need = needed(world)

    for act in (
        lambda: asked(world, need, who="sau"),
        lambda: close_need(world.actor("sau"), need.ref, CloseNeed(outcome=NeedState.MET)),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_member_says_yes_or_no_and_changes_his_mind_without_a_reason(world):
    asked(world)
    mai = world.as_member("mai")

    accept_help(mai, match_of(world).ref)
    assert match_of(world).state is _S.ACCEPTED
    decline_help(mai, match_of(world).ref)
    assert match_of(world).state is _S.DECLINED
    accept_help(mai, match_of(world).ref)
    assert match_of(world).state is _S.ACCEPTED

    assert set(rings(world, "loc")) == {"HelpAnswered"}
    assert not hasattr(Match, "declined_because")


def test_nobody_answers_for_somebody_else(world):
    asked(world)
    stranger = factories.an_account(member=world.anh78)

    with pytest.raises(NotFound):
        accept_help(Actor(account_id=stranger.id, member_id=world.anh78.id), match_of(world).ref)


def test_the_cell_sees_numbers(world):
    need = asked(world, names=("mai", "anh78", "anh85"))
    accept_help(world.as_member("mai"), match_of(world).ref)
    no = match_of(world, "anh78")
    no.state = _S.DECLINED
    db.session.commit()

    assert queries.answers([need.id])[need.id] == {_S.ACCEPTED: 1, _S.DECLINED: 1, _S.ASKED: 1}
    assert [one.member.birth_year for one in queries.asked(world.actor("loc"), need.id)] == [
        1978,
        1985,
        1988,
    ]
    assert queries.asked(world.actor("sau"), need.id) == []


def test_what_was_done_becomes_a_contact_of_that_day(world, clock):
    need = asked(world)
    accept_help(world.as_member("mai"), match_of(world).ref)
    clock.move(days=3)

    contact = certify_help(world.actor("binh"), match_of(world).ref)

    kept = db.session.get_one(Contact, contact.id)
    assert (kept.kind, kept.on, kept.text, kept.state) == (
        ContactKind.HELP,
        need.on,
        "Sửa đường điện nhà văn hóa",
        ContactState.CONFIRMED,
    )
    assert (match_of(world).state, match_of(world).contact_id) == (_S.CERTIFIED, contact.id)
    assert world.liaison("mai").last_contact_on == need.on
    assert rings(world, "mai") == ["HelpAsked", "HelpCertified"]


def test_a_certificate_is_taken_back_within_ten_minutes(world):
    asked(world)
    accept_help(world.as_member("mai"), match_of(world).ref)
    contact = certify_help(world.actor("loc"), match_of(world).ref)

    withdraw_contact(world.actor("loc"), contact.ref)

    assert (match_of(world).state, match_of(world).contact_id) == (_S.ACCEPTED, None)
    assert world.liaison("mai").last_contact_on is None


def test_what_has_not_taken_place_is_not_certified(world):
    asked(world, needed(world, on=clocks.today() + timedelta(days=1)))
    accept_help(world.as_member("mai"), match_of(world).ref)

    with pytest.raises(Refused, match="from that day on"):
        certify_help(world.actor("loc"), match_of(world).ref)


def test_who_has_not_said_yes_is_not_certified(world):
    asked(world)

    with pytest.raises(Refused, match="not answered"):
        certify_help(world.actor("loc"), match_of(world).ref)


def test_once_it_is_met_those_not_needed_are_told_and_what_was_done_is_still_certified(world):
    need = asked(world, names=("mai", "anh78"))
    accept_help(world.as_member("mai"), match_of(world).ref)
    factories.an_account(member=world.anh78)

    close_need(world.actor("loc"), need.ref, CloseNeed(outcome=NeedState.MET))

    assert match_of(world, "anh78").state is _S.WITHDRAWN
    assert rings(world, "mai") == ["HelpAsked"]
    certify_help(world.actor("loc"), match_of(world).ref)
    assert match_of(world).state is _S.CERTIFIED


def test_once_it_is_withdrawn_all_who_were_asked_are_told(world):
    need = asked(world)
    accept_help(world.as_member("mai"), match_of(world).ref)

    close_need(world.actor("loc"), need.ref, CloseNeed(outcome=NeedState.WITHDRAWN))

    assert match_of(world).state is _S.WITHDRAWN
    assert rings(world, "mai") == ["HelpAsked", "HelpNotNeeded"]
    with pytest.raises(Refused, match="withdrawn this need"):
        accept_help(world.as_member("mai"), match_of(world).ref)
    with pytest.raises(Refused, match="withdrawn this need"):
        asked(world, need, names=("anh85",))


def test_closing_twice_is_told(world):
    need = needed(world)
    close_need(world.actor("loc"), need.ref, CloseNeed(outcome=NeedState.MET))

    with pytest.raises(Refused, match="has been met"):
        close_need(world.actor("loc"), need.ref, CloseNeed(outcome=NeedState.WITHDRAWN))


def test_nobody_certifies_himself(world):
    asked(world)
    accept_help(world.as_member("mai"), match_of(world).ref)
    world.account("mai").member_id = None
    db.session.flush()
    world.account("binh").member_id = world.mai.id
    db.session.commit()

    with pytest.raises(Refused, match="about yourself"):
        certify_help(world.actor("binh"), match_of(world).ref)
