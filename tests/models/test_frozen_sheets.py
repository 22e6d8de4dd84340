"""The database itself keeps signed sheets, minutes of agreements and answered replies as they are, on both engines."""

from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from models import EvaluationAgreement, EvaluationVersion, Objection, db
from models.vocabulary import EvaluationState, Outcome
from tests.support.factories import an_agreement, an_evaluation, an_objection

REFUSED = "stay"


def refused(statement):
    with pytest.raises(DatabaseError) as broken:
        db.session.execute(statement)
    db.session.rollback()
    return str(broken.value.orig)


def allowed(statement):
    done: Any = db.session.execute(statement)
    return done.rowcount == 1


def test_a_signed_version_is_neither_changed_nor_deleted(world):
    sheet = an_evaluation(world.mai, state=EvaluationState.SIGNED)
    row = EvaluationVersion.evaluation_id == sheet.id

    assert REFUSED in refused(update(EvaluationVersion).where(row).values(remarks="Sửa lại"))
    assert REFUSED in refused(update(EvaluationVersion).where(row).values(signed_at=None, signed_by_id=None))
    assert REFUSED in refused(delete(EvaluationVersion).where(row))
    assert REFUSED in refused(text("UPDATE evaluation_version SET ticks = '{}'"))


def test_a_draft_may_be_changed_and_forgotten(world):
    sheet = an_evaluation(world.mai, state=EvaluationState.WRITTEN)
    row = EvaluationVersion.evaluation_id == sheet.id

    assert allowed(update(EvaluationVersion).where(row).values(remarks="Sửa lại"))
    assert allowed(delete(EvaluationVersion).where(row))


def test_minutes_of_an_agreement_never_change(world):
    agreement = an_agreement(world.cell5)
    row = EvaluationAgreement.id == agreement.id

    assert REFUSED in refused(update(EvaluationAgreement).where(row).values(note_taker="Người khác"))
    assert REFUSED in refused(delete(EvaluationAgreement).where(row))


def test_an_answered_reply_stays_and_an_open_one_is_answered_once(world):
    sheet = an_evaluation(world.mai, state=EvaluationState.SEEN)
    objection = an_objection(sheet)
    row = Objection.id == objection.id
    answer = {
        "answer": "Đã xem lại sổ",
        "outcome": Outcome.KEPT,
        "answered_on": objection.made_on,
        "answered_by_id": world.loc.id,
    }
    assert allowed(update(Objection).where(row).values(**answer))
    db.session.commit()

    assert REFUSED in refused(update(Objection).where(row).values(answer="Trả lời khác"))
    assert REFUSED in refused(delete(Objection).where(row))
