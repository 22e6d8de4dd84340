"""Rounds: opened with the list of the day, cells reminded, sheets handed over, closed; drafts forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import Evaluation, EvaluationRound, EvaluationVersion, Notification, RuleSet, db
from models.vocabulary import EvaluationState, LiaisonEnd
from queries import rounds as queries
from services.liaisons import EndLiaison, end_liaison
from services.rounds import (
    HandOver,
    OpenRound,
    close_overdue_rounds,
    close_round,
    forget_drafts,
    hand_over,
    open_round,
    remind_all_of_sheets,
    remind_of_sheets,
)
from tests.support.factories import a_round, an_evaluation

S = EvaluationState
WORKER = Actor.worker()


def calendar(**more):
    days: dict[str, Any] = {
        "year": 2026,
        "listed_on": date(2026, 3, 16),
        "cell_due_on": date(2026, 4, 5),
        "confirm_due_on": date(2026, 4, 15),
        "return_due_on": date(2026, 4, 20),
    }
    return OpenRound(**(days | more))


def listed():
    return set(db.session.scalars(select(Evaluation.member_id)))


def bells(name, world):
    found = select(Notification.event).where(Notification.account_id == world.account(name).id)
    return list(db.session.scalars(found))


def test_the_list_takes_the_full_active_liaisons_of_the_commune(world):
    opened = open_round(world.actor("hanh"), calendar())

    assert listed() == {world.member(name).id for name in ("mai", "anh78", "anh85", "dung", "yen")}
    assert opened.opener_id == opened.committee_id == world.ward.id
    assert bells("loc", world) == ["RoundOpened"]
    assert bells("quy", world) == []


def test_who_came_to_the_cell_after_the_day_of_the_list_is_not_on_it(world):
    world.liaison("mai").started_on = date(2026, 3, 10)
    world.liaison("yen").started_on = date(2026, 3, 1)
    db.session.commit()

    open_round(world.actor("hanh"), calendar(listed_on=date(2026, 3, 5)))

    assert world.mai.id not in listed()
    assert world.yen.id in listed()


def test_each_sheet_keeps_the_rule_set_in_force(world):
    opened = open_round(world.actor("hanh"), calendar())

    sheets = set(db.session.scalars(select(Evaluation.rule_set_id)))
    assert sheets == {opened.rule_set_id} == {db.session.scalars(select(RuleSet.id)).one()}


def test_a_round_is_opened_once_a_year(world):
    open_round(world.actor("hanh"), calendar())

    with pytest.raises(Refused, match="already opened") as refused:
        open_round(world.actor("thanh"), calendar())

    assert refused.value.field == "year"
    assert db.session.scalar(select(func.count()).select_from(Evaluation)) == 5


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"listed_on": date(2026, 3, 17)}, "listed_on"),
        ({"listed_on": date(2024, 3, 17)}, "listed_on"),
        ({"cell_due_on": date(2026, 3, 15)}, "cell_due_on"),
        ({"cell_due_on": date(2029, 3, 15)}, "cell_due_on"),
        ({"confirm_due_on": date(2026, 4, 4)}, "confirm_due_on"),
        ({"return_due_on": date(2026, 4, 14)}, "return_due_on"),
        ({"return_due_on": date(2028, 4, 14)}, "return_due_on"),
    ],
)
def test_days_out_of_order_are_named_on_their_field(world, days, field):
    with pytest.raises(Refused) as refused:
        open_round(world.actor("hanh"), calendar(**days))

    assert field in [one.field for one in refused.value.reasons]
    assert db.session.scalar(select(func.count()).select_from(EvaluationRound)) == 0


def test_a_superior_committee_opens_the_rounds_of_several_communes_in_one_act(world):
    both = (world.ward.ref, world.other_ward.ref)

    open_round(world.actor("overseer"), calendar(communes=both))

    opened = db.session.scalars(select(EvaluationRound)).all()
    assert {one.committee_id for one in opened} == {world.ward.id, world.other_ward.id}
    assert {one.opener_id for one in opened} == {world.province.id}
    assert world.khanh.id in listed()


def test_of_several_communes_all_or_none_are_opened(world):
    open_round(world.actor("hanh"), calendar())

    with pytest.raises(Refused, match="already opened"):
        open_round(world.actor("overseer"), calendar(communes=(world.other_ward.ref, world.ward.ref)))

    assert db.session.scalar(select(func.count()).select_from(EvaluationRound)) == 1


@pytest.mark.parametrize("name", ["loc", "vinh", "thu", "admin"])
def test_nobody_else_opens_a_round(world, name):
    with pytest.raises(NotAllowed):
        open_round(world.actor(name), calendar())


def test_a_cell_is_reminded_once_a_day_and_not_when_it_owes_nothing(world):
    opened = open_round(world.actor("hanh"), calendar())

    remind_of_sheets(world.actor("hanh"), opened.ref, world.cell5.ref)
    with pytest.raises(Refused, match="reminded today"):
        remind_of_sheets(world.actor("hanh"), opened.ref, world.cell5.ref)

    assert bells("loc", world).count("SheetsAwaited") == 1
    with pytest.raises(NotFound):
        remind_of_sheets(world.actor("nhan"), opened.ref, world.cell5.ref)


def test_all_who_owe_are_reminded_in_one_act(world):
    opened = open_round(world.actor("hanh"), calendar())
    remind_of_sheets(world.actor("hanh"), opened.ref, world.cell5.ref)

    remind_all_of_sheets(world.actor("hanh"), opened.ref)

    assert bells("loc", world).count("SheetsAwaited") == 1
    assert bells("sau", world).count("SheetsAwaited") == 1


def test_progress_counts_each_sheet_once(world):
    opened = a_round(world.ward)
    for name, state in (("mai", S.DRAFTED), ("anh78", S.SIGNED), ("anh85", S.OBJECTED), ("yen", S.CONFIRMED)):
        an_evaluation(world.member(name), state=state, opened=opened)

    five, six = queries.progress(world.actor("hanh"), opened)

    assert (five.total, five.at_cell, five.signed, five.out, five.objected) == (3, 1, 1, 1, 1)
    assert (six.total, six.confirmed) == (1, 1)
    assert not five.is_late(opened, opened.cell_due_on)
    assert five.is_late(opened, opened.cell_due_on + timedelta(days=1))


def test_a_merged_cell_hands_everything_under_way_over_to_its_successor(world):
    opened = a_round(world.ward)
    draft = an_evaluation(world.mai, state=S.DRAFTED, opened=opened)
    signed = an_evaluation(world.anh78, state=S.SIGNED, opened=opened)
    over = an_evaluation(world.anh85, state=S.ANSWERED, opened=opened)

    hand_over(
        world.actor("hanh"),
        HandOver(cell=world.cell5.ref, successor=world.cell6.ref, reason="Nghị quyết 05-NQ/ĐU"),
    )

    assert (draft.cell_id, draft.listed_cell_id) == (world.cell6.id, world.cell5.id)
    assert signed.cell_id == world.cell6.id
    assert over.cell_id == world.cell5.id
    assert world.liaison("mai").residence_id == world.cell6.id
    assert "SheetsHandedOver" in bells("sau", world)


def test_members_are_handed_over_within_the_commune_only(world):
    with pytest.raises(NotFound):
        hand_over(
            world.actor("hanh"),
            HandOver(cell=world.cell5.ref, successor=world.other_cell.ref, reason="Sáp nhập"),
        )
    with pytest.raises(Refused):
        hand_over(
            world.actor("hanh"), HandOver(cell=world.cell5.ref, successor=world.cell5.ref, reason="Sáp nhập")
        )


def test_a_round_closes_when_nothing_waits_at_the_committee_and_what_is_unsigned_lapses(world):
    opened = a_round(world.ward)
    draft = an_evaluation(world.mai, state=S.DRAFTED, opened=opened)
    signed = an_evaluation(world.anh78, state=S.SIGNED, opened=opened)

    with pytest.raises(Refused, match="still wait"):
        close_round(world.actor("hanh"), opened.ref)
    with db.session.no_autoflush:
        signed.state, signed.returned_on = S.RETURNED, clocks.today()
        signed.returned_to_id, signed.returned_edition = world.tax.id, 1
    db.session.commit()
    close_round(world.actor("hanh"), opened.ref)

    assert (draft.state, draft.closed_on) == (S.LAPSED, clocks.today())
    assert signed.state is S.RETURNED
    with pytest.raises(Refused, match="was closed"):
        close_round(world.actor("hanh"), opened.ref)


def test_a_round_that_nobody_closes_closes_by_itself(world, clock):
    opened = a_round(world.ward)
    an_evaluation(world.mai, state=S.DRAFTED, opened=opened)
    last = opened.return_due_on + timedelta(days=60)

    close_overdue_rounds(WORKER, last)
    assert opened.closed_on is None
    close_overdue_rounds(WORKER, last + timedelta(days=1))
    assert opened.closed_on is not None


def test_drafts_live_thirty_days_after_the_round_and_signed_versions_stay(world):
    opened = a_round(world.ward)
    for name, state in (("mai", S.DRAFTED), ("anh78", S.RETURNED)):
        an_evaluation(world.member(name), state=state, opened=opened)
    close_round(world.actor("hanh"), opened.ref)
    closed = clocks.today()

    forget_drafts(WORKER, closed + timedelta(days=30))
    assert db.session.scalar(select(func.count()).select_from(EvaluationVersion)) == 2
    forget_drafts(WORKER, closed + timedelta(days=31))
    kept = db.session.scalars(select(EvaluationVersion)).all()
    assert [one.signed_at is not None for one in kept] == [True]


@pytest.mark.parametrize(
    ("because", "state"),
    [
        (LiaisonEnd.DIED, S.WITHDRAWN),
        (LiaisonEnd.LEFT_PARTY, S.WITHDRAWN),
        (LiaisonEnd.RETIRED, S.WITHDRAWN),
        (LiaisonEnd.MOVED, S.DRAFTED),
        (LiaisonEnd.WORKPLACE, S.DRAFTED),
    ],
)
def test_what_becomes_of_a_draft_when_the_liaison_ends(world, because, state):
    sheet = an_evaluation(world.mai, state=S.DRAFTED)

    end_liaison(
        world.actor("hanh"), world.liaison("mai").ref, EndLiaison(because=because, ended_on=clocks.today())
    )

    assert sheet.state is state
