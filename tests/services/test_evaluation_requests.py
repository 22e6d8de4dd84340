"""What a workplace asks for: for the open round, or on need with purpose, paper and day."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import Evaluation, Notification, db
from models.vocabulary import Category, EvaluationPurpose, EvaluationState, LiaisonEnd
from services.evaluation_requests import (
    AskEvaluation,
    NoteDossier,
    WithdrawRequest,
    ask_evaluation,
    note_dossier,
    withdraw_request,
)
from services.liaisons import EndLiaison, end_liaison
from tests.support.factories import a_round, an_evaluation

P, S = EvaluationPurpose, EvaluationState


def need(**more):
    values: dict[str, Any] = {
        "purpose": P.PERSONNEL,
        "reference": "Kế hoạch số 12-KH/ĐU",
        "due_on": clocks.today() + timedelta(days=10),
    }
    return AskEvaluation(**(values | more))


def asked(world, name="mai", by="thu", **more):
    return ask_evaluation(world.actor(by), world.member(name).ref, need(**more))


def sheet_of(request):
    return db.session.scalars(select(Evaluation).where(Evaluation.request_id == request.id)).one()


def refused_on(act):
    with pytest.raises(Refused) as refused:
        act()
    return [one.field for one in refused.value.reasons]


def test_a_need_opens_one_sheet_at_the_cell_and_rings_there(world):
    sheet = sheet_of(asked(world))

    assert (sheet.round_id, sheet.cell_id, sheet.form) == (None, world.cell5.id, Category.FULL)
    assert sheet.due_on == clocks.today() + timedelta(days=10)
    bells = select(Notification.link).where(Notification.event == "EvaluationAsked")
    assert set(db.session.scalars(bells)) == {f"/evaluations/{sheet.ref}"}


def test_an_exempt_member_is_evaluated_on_need_on_the_short_sheet(world):
    assert sheet_of(asked(world, "tuan")).form is Category.EXEMPT


def test_an_exempt_member_has_no_yearly_evaluation(world):
    a_round(world.ward)

    assert refused_on(lambda: asked(world, "tuan", purpose=P.YEARLY)) == ["purpose"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reference": None}, "reference"),
        ({"due_on": None}, "due_on"),
        ({"due_on": "yesterday"}, "due_on"),
        ({"reference": "Tờ trình MẬT số 5"}, "reference"),
    ],
)
def test_what_a_need_lacks_is_named_on_its_field(world, more, field):
    if more.get("due_on") == "yesterday":
        more = {"due_on": clocks.today() - timedelta(days=1)}

    assert refused_on(lambda: asked(world, **more)) == [field]


def test_the_same_need_is_not_asked_for_twice(world):
    asked(world)

    assert refused_on(lambda: asked(world)) == ["purpose"]
    asked(world, purpose=P.REWARD)


def test_a_dossier_of_the_portal_is_noted_once(world):
    asked(world, dossier_code="H40.2026.0001")

    assert refused_on(lambda: asked(world, purpose=P.REWARD, dossier_code="H40.2026.0001")) == [
        "dossier_code"
    ]
    other = asked(world, purpose=P.REWARD)
    assert refused_on(
        lambda: note_dossier(world.actor("thu"), other.ref, NoteDossier(dossier_code="H40.2026.0001"))
    ) == ["dossier_code"]
    note_dossier(world.actor("thu"), other.ref, NoteDossier(dossier_code="H40.2026.0002"))


def test_a_workplace_adds_to_the_open_round_whom_it_needs(world):
    opened = a_round(world.ward)

    sheet = sheet_of(asked(world, purpose=P.YEARLY, reference=None, due_on=None))

    assert (sheet.round_id, sheet.due_on) == (opened.id, opened.cell_due_on)


def test_who_is_on_the_list_already_is_not_added(world):
    an_evaluation(world.mai)

    assert refused_on(lambda: asked(world, purpose=P.YEARLY)) == ["purpose"]


def test_without_an_open_round_the_yearly_review_has_to_wait(world):
    a_round(world.ward, closed_on=clocks.today())

    assert refused_on(lambda: asked(world, purpose=P.YEARLY)) == ["purpose"]


def test_nobody_is_asked_about_a_member_whose_liaison_has_ended_or_not_begun(world):
    end_liaison(
        world.actor("hanh"),
        world.liaison("mai").ref,
        EndLiaison(because=LiaisonEnd.MOVED, ended_on=clocks.today()),
    )

    for name in ("mai", "huy", "hoa"):
        with pytest.raises(Refused):
            asked(world, name)


def test_only_the_own_workplace_committee_asks(world):
    with pytest.raises(NotFound):
        asked(world, by="long")
    for name in ("hang", "luan", "loc", "hanh"):
        with pytest.raises(NotAllowed):
            asked(world, by=name)


def test_a_request_is_taken_back_until_the_cell_has_signed(world):
    request = asked(world)
    sheet = sheet_of(request)

    withdraw_request(world.actor("thu"), request.ref, WithdrawRequest(reason="Không còn xét"))

    assert (sheet.state, sheet.closed_on) == (S.WITHDRAWN, clocks.today())
    signed = an_evaluation(world.tuan, state=S.SIGNED)
    with pytest.raises(Refused):
        withdraw_request(
            world.actor("thu"),
            db.session.get_one(type(request), signed.request_id).ref,
            WithdrawRequest(reason="Thôi"),
        )
