"""Signed, confirmed by somebody else or sent back, returned to the workplace on record that day."""

import pytest
from sqlalchemy import func, select

from domain.errors import Refused
from models import Evaluation, EvaluationStep, EvaluationVersion, Notification, db
from models.vocabulary import EvaluationStage, EvaluationState, Office
from services import confirmations
from services.confirmations import (
    ConfirmSheets,
    SendSheetBack,
    SignSheets,
    confirm_sheets,
    return_sheets,
    send_sheet_back,
    sign_sheets,
)
from services.evaluations import mark_many
from tests.support.factories import a_mandate, an_evaluation
from tests.support.world import actor_of

S = EvaluationState


def version(sheet, edition=1):
    return db.session.scalars(
        select(EvaluationVersion).where(
            EvaluationVersion.evaluation_id == sheet.id, EvaluationVersion.edition == edition
        )
    ).one()


def bells(account):
    return list(db.session.scalars(select(Notification.event).where(Notification.account_id == account.id)))


def again(sheet):
    db.session.expire_all()
    return db.session.get_one(Evaluation, sheet.id)


def test_a_signed_sheet_says_from_then_on_what_it_says_now(world):
    sheet = an_evaluation(world.mai, state=S.AGREED)

    sign_sheets(world.actor("binh"), SignSheets(sheets=(sheet.ref,)))
    world.mai.full_name = "Tên Mới"
    world.cell5.name = "Chi bộ Tổ dân phố 5A"
    db.session.commit()

    content = version(sheet).content
    assert content["name"] == "Nguyễn Thị Mai"
    assert content["issuer"] == "Chi bộ Tổ dân phố 5"
    assert (content["office"], content["signer"]) == ("deputy", "Trần Văn Bình")
    assert [line["ticked"] for line in content["lines"]] == [2] * 6
    assert content["lines"][0]["levels"] == ["Nêu gương tốt", "Nêu gương", "Chưa nêu gương"]
    assert "SheetsSubmitted" in bells(world.hanh)


def test_what_was_not_agreed_on_is_not_signed(world):
    sheets = [an_evaluation(world.mai, state=S.AGREED), an_evaluation(world.anh78, state=S.WRITTEN)]

    with pytest.raises(Refused, match="not been agreed"):
        sign_sheets(world.actor("loc"), SignSheets(sheets=tuple(one.ref for one in sheets)))

    assert again(sheets[0]).state is S.AGREED


def test_nobody_confirms_what_he_or_she_signed(world):
    """The secretary of the cell is deputy of the commune committee as well."""
    a_mandate(world.loc, Office.DEPUTY, world.ward)
    sheet = an_evaluation(world.mai, state=S.SIGNED, signed_by=world.loc)

    with pytest.raises(Refused, match="You signed"):
        confirm_sheets(world.actor("loc", "ward"), ConfirmSheets(sheets=(sheet.ref,)))

    confirm_sheets(world.actor("hanh"), ConfirmSheets(sheets=(sheet.ref,)))
    assert again(sheet).state is S.CONFIRMED


def test_nobody_confirms_the_own_sheet(world):
    own = world.account("mai")
    a_mandate(own, Office.STAFF, world.ward)
    sheet = an_evaluation(world.mai, state=S.SIGNED)

    with pytest.raises(Refused, match="your own sheet"):
        confirm_sheets(actor_of(own, world.ward), ConfirmSheets(sheets=(sheet.ref,)))


def test_the_commune_confirms_many_at_once_and_leaves_some_for_later(world):
    sheets = [an_evaluation(world.member(name), state=S.SIGNED) for name in ("mai", "anh78", "anh85")]
    refs = tuple(one.ref for one in sheets)

    confirm_sheets(world.actor("hanh"), ConfirmSheets(sheets=refs, left_out=refs[2:]))

    assert [again(one).state for one in sheets] == [S.CONFIRMED, S.CONFIRMED, S.SIGNED]


def test_a_sheet_sent_back_becomes_a_new_version_with_its_reason(world):
    sheet = an_evaluation(world.mai, state=S.SIGNED)

    send_sheet_back(world.actor("hanh"), sheet.ref, SendSheetBack(reason="Chưa ghi ngày họp"))

    assert (again(sheet).state, sheet.edition) == (S.SENT_BACK, 2)
    assert version(sheet, 2).amended_because == "Chưa ghi ngày họp"
    assert version(sheet, 2).ticks == version(sheet, 1).ticks
    assert version(sheet, 1).signed_at is not None
    assert "SheetSentBack" in bells(world.loc)


@pytest.mark.parametrize("reason", ["", "   "])
def test_to_send_back_needs_a_reason(world, reason):
    sheet = an_evaluation(world.mai, state=S.SIGNED)

    with pytest.raises(Refused) as refused:
        send_sheet_back(world.actor("hanh"), sheet.ref, SendSheetBack(reason=reason))

    assert refused.value.field == "reason"


def test_sheets_go_to_the_workplace_on_record_on_the_day_of_the_return(world):
    sheets = {name: an_evaluation(world.member(name), state=S.CONFIRMED) for name in ("mai", "anh85", "yen")}
    world.mai.workplace_id = world.finance_cell.id
    db.session.commit()

    done = return_sheets(world.actor("hanh"))

    assert (done.sheets, done.workplaces) == (3, 1)
    assert {again(one).returned_to_id for one in sheets.values()} == {world.finance.id}
    assert {again(one).returned_edition for one in sheets.values()} == {1}
    assert "SheetsReturned" in bells(world.long)
    assert "SheetsReturned" not in bells(world.kien)
    assert "SheetsToRead" in bells(world.account("mai"))


def test_a_grassroots_cell_receives_the_sheets_of_its_members_itself(world):
    sheet = an_evaluation(world.mai, state=S.CONFIRMED)
    world.tax_cell.is_grassroots = True
    db.session.commit()

    return_sheets(world.actor("hanh"))

    assert again(sheet).returned_to_id == world.tax_cell.id


def test_only_sheets_of_the_own_commune_are_returned(world):
    here, elsewhere = (an_evaluation(world.member(name), state=S.CONFIRMED) for name in ("mai", "khanh"))

    return_sheets(world.actor("hanh"))

    assert (again(here).state, again(elsewhere).state) == (S.RETURNED, S.CONFIRMED)
    with pytest.raises(Refused, match="No confirmed sheet"):
        return_sheets(world.actor("hanh"))


def test_a_return_that_is_killed_in_the_middle_leaves_nothing_half_done(world, monkeypatch):
    """The process dies after the first statement of the return; the next press does it whole."""
    sheets = [an_evaluation(world.member(name), state=S.CONFIRMED) for name in ("mai", "anh78")]
    monkeypatch.setattr(confirmations, "CHUNK", 1)
    monkeypatch.setattr(confirmations, "mark_many", killed)

    with pytest.raises(KeyboardInterrupt):
        return_sheets(world.actor("hanh"))
    assert [again(one).state for one in sheets] == [S.CONFIRMED, S.CONFIRMED]
    assert bells(world.kien) == []

    monkeypatch.setattr(confirmations, "mark_many", mark_many)
    return_sheets(world.actor("hanh"))
    assert [again(one).state for one in sheets] == [S.RETURNED, S.RETURNED]
    told = select(func.count()).where(EvaluationStep.stage == EvaluationStage.RETURNED)
    assert db.session.scalar(told) == 2


def killed(_actor, _rows, _stage):
    raise KeyboardInterrupt


def test_the_workplace_sees_a_sheet_only_once_it_was_returned_to_it(world):
    from access import Permission, visible

    signed, returned = (
        an_evaluation(world.member(name), state=state)
        for name, state in (("mai", S.CONFIRMED), ("anh78", S.RETURNED))
    )
    seen = {
        name: set(db.session.scalars(visible(world.actor(name), Permission.EVALUATION_READ, Evaluation)))
        for name in ("kien", "long", "hang", "hanh", "loc", "sau")
    }

    assert seen["kien"] == {returned}
    assert seen["long"] == seen["hang"] == seen["sau"] == set()
    assert seen["hanh"] == seen["loc"] == {signed, returned}
