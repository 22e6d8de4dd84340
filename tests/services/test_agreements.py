"""Agreed together: the cell committee with the Front, nobody on the own sheet, dissent kept."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from adapters import clock as clocks
from domain.errors import Refused
from models import EvaluationAgreement, EvaluationVersion, Mandate, db
from models.vocabulary import EvaluationState, Office
from services.agreements import AgreeSheets, agree_sheets
from services.sheets import ReopenSheet, reopen_sheet
from tests.support.factories import a_mandate, an_evaluation

S = EvaluationState


def meeting(world, *sheets, **more):
    values: dict[str, Any] = {
        "on": clocks.today(),
        "people": (world.loc.ref, world.binh.ref),
        "front": "Nguyễn Thị Sen, Trưởng ban",
        "note_taker": "Hồ Thị Tâm",
    }
    return AgreeSheets(sheets=tuple(one.ref for one in sheets), **(values | more))


def written(world, *names):
    return [an_evaluation(world.member(name), state=S.WRITTEN) for name in names]


def version(sheet):
    return db.session.scalars(
        select(EvaluationVersion).where(EvaluationVersion.evaluation_id == sheet.id)
    ).one()


def refused_on(world, agree):
    with pytest.raises(Refused) as refused:
        agree_sheets(world.actor("loc"), agree)
    assert db.session.scalar(select(func.count()).select_from(EvaluationAgreement)) == 0
    return [one.field for one in refused.value.reasons]


def test_one_meeting_agrees_on_many_sheets_and_keeps_dissent(world):
    mai, anh = written(world, "mai", "anh78")

    minutes = agree_sheets(
        world.actor("loc"), meeting(world, mai, anh, dissent={anh.ref: "Bà Sen chưa nhất trí tiêu chí 3"})
    )

    assert (mai.state, anh.state) == (S.AGREED, S.AGREED)
    assert [version(one).agreement_id for one in (mai, anh)] == [minutes.id, minutes.id]
    assert version(anh).dissent == "Bà Sen chưa nhất trí tiêu chí 3"
    assert minutes.number_text == "01-BB/CB"
    assert [one["role"] for one in minutes.people] == ["secretary", "committee", "front"]


def test_what_the_meeting_did_not_agree_on_stays_behind(world):
    mai, anh = written(world, "mai", "anh78")

    agree_sheets(world.actor("loc"), meeting(world, mai, anh, left_out=(anh.ref,)))

    assert (mai.state, anh.state) == (S.AGREED, S.WRITTEN)


def test_without_the_front_nothing_is_agreed(world):
    assert refused_on(world, meeting(world, *written(world, "mai"), front=None)) == ["front"]


def test_a_secretary_alone_agrees_on_nothing_where_there_is_a_committee(world):
    assert "people" in refused_on(world, meeting(world, *written(world, "mai"), people=(world.loc.ref,)))


def test_where_there_is_no_committee_the_secretary_stands_for_the_cell(world):
    world.cell5.has_committee = False
    db.session.commit()

    minutes = agree_sheets(
        world.actor("loc"), meeting(world, *written(world, "mai"), people=(world.loc.ref,))
    )

    assert not minutes.has_committee


def test_a_meeting_to_come_or_before_the_sheets_were_asked_for_agrees_on_nothing(world):
    sheets = written(world, "mai")
    day = timedelta(days=1)

    assert refused_on(world, meeting(world, *sheets, on=clocks.today() + day)) == ["on"]
    assert "on" in refused_on(world, meeting(world, *sheets, on=clocks.today() - day))


def test_somebody_of_another_cell_is_not_taken_for_one_of_this(world):
    agree = meeting(world, *written(world, "mai"), people=(world.loc.ref, world.binh.ref, world.sau.ref))

    assert refused_on(world, agree) == ["people"]


def test_a_sheet_of_another_cell_is_not_agreed_on_here(world):
    sheets = [*written(world, "mai"), *written(world, "yen")]

    assert refused_on(world, meeting(world, *sheets)) == ["sheets"]


def test_whoever_held_the_office_on_the_day_of_the_meeting_counts_also_after_the_mandate_ended(world, clock):
    (sheet,) = written(world, "mai")
    met_on = clocks.today()
    clock.move(days=3)
    mandate = db.session.scalars(select(Mandate).where(Mandate.account_id == world.binh.id)).one()
    mandate.ends_on = clocks.today()
    db.session.commit()

    minutes = agree_sheets(world.actor("loc"), meeting(world, sheet, on=met_on))

    assert "Trần Văn Bình" in [one["name"] for one in minutes.people]


def test_nobody_votes_on_the_own_sheet(world):
    """The deputy is evaluated: with the secretary and the Front the meeting still agrees, without anybody else not."""
    own = world.account("mai")
    a_mandate(own, Office.COMMITTEE_MEMBER, world.cell5)
    (sheet,) = written(world, "mai")

    assert "people" in refused_on(world, meeting(world, sheet, people=(own.ref,)))
    agree_sheets(world.actor("loc"), meeting(world, sheet, people=(own.ref, world.loc.ref, world.binh.ref)))


def test_a_front_representative_is_not_the_member_concerned(world):
    (sheet,) = written(world, "mai")

    assert "people" in refused_on(world, meeting(world, sheet, front="nguyễn thị mai"))


def test_of_several_sheets_one_that_is_not_written_stops_all(world):
    mai = an_evaluation(world.mai, state=S.DRAFTED)
    (anh,) = written(world, "anh78")

    assert refused_on(world, meeting(world, mai, anh)) == ["sheets"]
    assert anh.state is S.WRITTEN


def test_a_sheet_taken_up_again_is_agreed_on_anew(world):
    (sheet,) = written(world, "mai")
    agree_sheets(world.actor("loc"), meeting(world, sheet, dissent={sheet.ref: "Ý kiến khác"}))

    reopen_sheet(world.actor("binh"), sheet.ref, ReopenSheet(reason="Ghi nhầm ngày họp"))

    assert sheet.state is S.DRAFTED
    assert (version(sheet).agreement_id, version(sheet).dissent) == (None, None)
