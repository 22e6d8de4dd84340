"""Every state × every act × everybody of the map: what is allowed is exactly what table and rights say.

Nothing is listed by hand but the acts themselves: from which states one may be done stands in the table of the life
cycle, who may do it in access/offices.py, and where a sheet hangs in the map.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from access import Actor, Permission, may
from adapters import clock
from domain.errors import LiaisonError
from domain.lifecycles import EVALUATION, may_step
from models import Account, Evaluation, EvaluationVersion, db
from models.vocabulary import EvaluationState, Outcome, ReplyKind
from services.agreements import AgreeSheets, agree_sheets
from services.confirmations import (
    ConfirmSheets,
    SendSheetBack,
    SignSheets,
    confirm_sheets,
    return_sheets,
    send_sheet_back,
    sign_sheets,
)
from services.objections import (
    AnswerObjection,
    ReplyToSheet,
    answer_objection,
    reply_to_sheet,
)
from services.sheets import KeepSheet, ReopenSheet, WriteSheet, keep_sheet, reopen_sheet, write_sheet
from tests.support.factories import a_liaison, a_member, a_residence, an_account, an_evaluation

S = EvaluationState
TICKS = dict.fromkeys(range(1, 7), 2)


@dataclass(frozen=True)
class Act:
    """One thing that is done to a sheet: by whom, from which states, to which."""

    do: Callable[[Actor, Evaluation], object]
    right: Permission
    to: EvaluationState
    only_from: tuple[EvaluationState, ...] = tuple(S)
    """Where two acts lead to the same state, the states that this one begins in."""

    def begins_in(self, state: EvaluationState) -> bool:
        """Whether it may be done in a state, by the table of the life cycle."""
        return state in self.only_from and may_step(EVALUATION, state, self.to)


def _keep(actor, sheet):
    keep_sheet(actor, sheet.ref, KeepSheet(ticks={1: 2}, version=_version(sheet)))


def _write(actor, sheet):
    said = WriteSheet(ticks=TICKS, remarks="Góp ý về rác ngõ 12", version=_version(sheet), stands=True)
    write_sheet(actor, sheet.ref, said)


def _agree(actor, sheet):
    names = ("Nguyễn Văn Lộc", "Trần Văn Bình")
    people = db.session.scalars(select(Account.ref).where(Account.full_name.in_(names))).all()
    values: dict[str, Any] = {"front": "Nguyễn Thị Sen", "note_taker": "Hồ Thị Tâm", "people": tuple(people)}
    agree_sheets(actor, AgreeSheets(sheets=(sheet.ref,), on=clock.today(), **values))


def _version(sheet):
    found = select(EvaluationVersion.version).where(
        EvaluationVersion.evaluation_id == sheet.id, EvaluationVersion.edition == sheet.edition
    )
    return db.session.scalar(found) or 0


def _object(actor, sheet):
    reply_to_sheet(actor, sheet.ref, ReplyToSheet(kind=ReplyKind.OBJECTION, text="Tôi có mặt ngày 2/3"))


def _answer(outcome):
    answer = AnswerObjection(outcome=outcome, answer="Chi bộ đã xem lại sổ điểm danh")
    return lambda actor, sheet: answer_objection(actor, sheet.ref, answer)


WRITES, CONFIRMS = Permission.EVALUATION_WRITE, Permission.EVALUATION_CONFIRM
ACTS = {
    "keep": Act(_keep, WRITES, S.DRAFTED, (S.REQUESTED, S.DRAFTED, S.WRITTEN, S.SENT_BACK)),
    "write": Act(_write, WRITES, S.WRITTEN),
    "reopen": Act(
        lambda actor, sheet: reopen_sheet(actor, sheet.ref, ReopenSheet(reason="Ghi nhầm tên")),
        WRITES,
        S.DRAFTED,
        (S.AGREED,),
    ),
    "agree": Act(_agree, WRITES, S.AGREED),
    "sign": Act(lambda actor, sheet: sign_sheets(actor, SignSheets(sheets=(sheet.ref,))), WRITES, S.SIGNED),
    "confirm": Act(
        lambda actor, sheet: confirm_sheets(actor, ConfirmSheets(sheets=(sheet.ref,))), CONFIRMS, S.CONFIRMED
    ),
    "send back": Act(
        lambda actor, sheet: send_sheet_back(actor, sheet.ref, SendSheetBack(reason="Chưa ghi ngày họp")),
        CONFIRMS,
        S.SENT_BACK,
    ),
    "return": Act(lambda actor, _sheet: return_sheets(actor), CONFIRMS, S.RETURNED),
    "object": Act(_object, Permission.OWN_RECORD, S.OBJECTED),
    "keep the sheet": Act(_answer(Outcome.KEPT), WRITES, S.ANSWERED),
    "amend the sheet": Act(_answer(Outcome.AMENDED), WRITES, S.DRAFTED, (S.OBJECTED,)),
}


class Stage:
    """Everybody of the map, and one sheet in a state, of a member of cell 5 who works below the tax committee."""

    def __init__(self, world, state):
        self.world = world
        self.member = a_member(workplace=world.tax_cell)
        a_residence(self.member, world.cell5)
        a_liaison(self.member, world.cell5)
        self.account = an_account(member=self.member, organisation=world.cell5)
        self.sheet = an_evaluation(self.member, state=state)
        self.before = self.stored()

    def person(self, name):
        """One of those who try."""
        if name == "the member":
            return Actor(account_id=self.account.id, member_id=self.member.id, is_fresh=True)
        if name == "another member":
            return self.world.as_member("mai")
        return Actor.nobody() if name == "nobody" else self.world.actor(name)

    def may(self, actor, act):
        """Whether rights and place let somebody do this at all; said in words, not by the scope."""
        if act.right is Permission.OWN_RECORD:
            return actor.member_id == self.member.id
        home = {WRITES: self.world.cell5.id, CONFIRMS: self.world.ward.id}[act.right]
        return may(actor, act.right) and actor.organisation_id == home

    def stored(self):
        """The state of the sheet, and what its signed versions say."""
        db.session.rollback()
        db.session.expire_all()
        signed = select(EvaluationVersion.edition, EvaluationVersion.content).where(
            EvaluationVersion.evaluation_id == self.sheet.id, EvaluationVersion.signed_at.is_not(None)
        )
        return self.sheet.state, dict(db.session.execute(signed).all())


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_done_by_whom_and_in_which_state_the_tables_say(world, name):
    act, done = ACTS[name], 0
    wrong: list[tuple[str, str, bool, str]] = []
    people = [*world.officers, "the member", "another member", "nobody"]
    for state in S:
        stage = Stage(world, state)
        for who in people:
            actor = stage.person(who)
            is_wanted = act.begins_in(state) and stage.may(actor, act)
            is_done = tried(act, actor, stage.sheet)
            now, signed = stage.stored()
            if is_done is not is_wanted or now is not (act.to if is_wanted else state):
                wrong.append((state.value, who, is_done, now.value))
            if not stage.before[1].items() <= signed.items():
                wrong.append((state.value, who, is_done, "what was signed has changed"))
            if is_done:
                done += 1
                stage = Stage(world, state)
        stage.sheet.state = S.WITHDRAWN  # out of the way of what is done to all sheets at once
        db.session.commit()

    assert wrong == []
    assert done >= 1


def tried(act, actor, sheet):
    """Whether it was done; a refusal in words counts as not done, anything else ends the test."""
    try:
        act.do(actor, sheet)
    except LiaisonError:
        return False
    return True


def test_every_arrow_of_the_life_cycle_is_an_act_or_comes_by_itself():
    by_itself = {(state, to) for state in S for to in (S.LAPSED, S.WITHDRAWN, S.SEEN)}
    arrows = {(state, to) for state, ends in EVALUATION.arrows.items() for to in ends}
    acts = {(state, act.to) for act in ACTS.values() for state in S if act.begins_in(state)}

    assert arrows - by_itself == acts
