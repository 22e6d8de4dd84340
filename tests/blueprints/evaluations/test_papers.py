"""Sheets and the minutes of their agreement as PDF and as Word files, for all who may read them."""

import pytest
from sqlalchemy import select

from models import Evaluation, EvaluationVersion, IssuedDocument, db
from models.vocabulary import DocumentState, EvaluationState
from tests.support.factories import an_evaluation
from tests.support.papers import needs_poppler, words_of_pdf, words_of_word


@pytest.fixture
def sheet(world):
    """A sheet of Mai that the workplace has and she has read."""
    return an_evaluation(world.mai, state=EvaluationState.SEEN)


@needs_poppler
def test_the_sheet_says_the_same_to_all_who_may_read_it_under_one_code(world, sheet, sign_in_as):
    told = [
        words_of_pdf(
            sign_in_as(world.actor(who) if who != "mai" else world.as_member("mai")).get(address).data
        )
        for who, address in (
            ("loc", f"/evaluations/{sheet.ref}/sheet.pdf"),
            ("hanh", f"/evaluations/{sheet.ref}/sheet.pdf"),
            ("kien", f"/evaluations/{sheet.ref}/sheet.pdf"),
        )
    ]

    assert len(set(told)) == 1
    assert "Họ và tên: Nguyễn Thị Mai." in told[0]
    assert "Mã kiểm tra" in told[0]
    entered = db.session.scalars(select(IssuedDocument)).all()
    assert [one.state for one in entered] == [DocumentState.VALID]


def test_the_member_takes_the_own_sheet_away(world, sheet, sign_in_as):
    made = sign_in_as(world.account("mai")).get(f"/evaluations/own/{sheet.ref}/sheet.docx")

    assert "Nguyễn Thị Mai" in words_of_word(made.data)


def test_a_sheet_of_another_ward_is_not_there(sheet, sign_in_as):
    assert sign_in_as("quy").get(f"/evaluations/{sheet.ref}/sheet.pdf").status_code == 404


def test_the_minutes_of_the_agreement_are_a_word_file(sheet, sign_in_as):
    version = select(EvaluationVersion).join(Evaluation).where(Evaluation.id == sheet.id)
    agreement = db.session.scalars(version).one().agreement_id
    ref = db.session.execute(
        select(db.metadata.tables["evaluation_agreement"].c.ref).filter_by(id=agreement)
    ).scalar()
    words = words_of_word(sign_in_as("loc").get(f"/evaluations/agreements/{ref}/minutes.docx").data)

    assert "họp thống nhất nhận xét đảng viên đang công tác" in words
    assert "BAN CÔNG TÁC MẶT TRẬN" in words
