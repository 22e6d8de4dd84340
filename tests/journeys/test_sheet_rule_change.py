"""The form of the sheet replaced in the middle of a round: sheets asked for before keep the old one."""

from copy import deepcopy
from datetime import date

import pytest
from sqlalchemy import select

from models import EvaluationVersion, RuleSet, db
from models.vocabulary import EvaluationPurpose, EvaluationState
from services.confirmations import SignSheets, sign_sheets
from services.evaluation_requests import AskEvaluation, ask_evaluation
from tests.support.factories import an_evaluation

NEW_LEVEL = "Mức viết theo quy định mới"


@pytest.fixture
def replaced(world):
    """From 1 July another set is in force, in which the highest level of three criteria is worded anew."""
    before = db.session.scalars(select(RuleSet)).one()
    rules = deepcopy(before.rules)
    for number in ("1", "2", "3"):
        for sheet in ("full_sheet", "exempt_sheet"):
            rules[sheet][number]["value"] = [NEW_LEVEL, *rules[sheet][number]["value"][1:]]
    db.session.add(RuleSet(code="99-QĐ/TW", title="Quy định mới", valid_from=date(2026, 7, 1), rules=rules))
    db.session.commit()
    return world


def test_a_sheet_keeps_the_form_under_which_it_was_asked_for(replaced, sign_in_as, clock):
    world = replaced
    old = an_evaluation(world.mai, state=EvaluationState.AGREED)
    open_ = an_evaluation(world.anh78)
    clock.set(date(2026, 7, 2))
    need = AskEvaluation(
        purpose=EvaluationPurpose.PERSONNEL, reference="Tờ trình 12-TTr/ĐU", due_on=date(2026, 8, 1)
    )
    asked = ask_evaluation(world.actor("thu"), world.tuan.ref, need)
    secretary = sign_in_as("loc")

    sign_sheets(world.actor("loc"), SignSheets(sheets=(old.ref,)))

    assert NEW_LEVEL not in secretary.page(f"/evaluations/{open_.ref}/write").words
    new = secretary.page(secretary.page("/evaluations/").link(world.tuan.full_name))
    assert NEW_LEVEL in new.words
    signed = db.session.scalars(
        select(EvaluationVersion).where(EvaluationVersion.evaluation_id == old.id)
    ).one()
    assert NEW_LEVEL not in str(signed.content)
    assert asked.rule_set_id != old.rule_set_id
