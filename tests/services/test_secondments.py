"""A temporary workplace with its end written beside its beginning."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import Refused
from models import Workplace, db
from models.vocabulary import NoticeEffect
from services.changes import WithdrawChange, withdraw_change
from tests.support.reported import notice_at, seconded

START, END = date(2026, 3, 16), date(2027, 3, 15)


def temporary(member):
    return db.session.scalars(
        select(Workplace).where(Workplace.member_id == member.id, Workplace.is_temporary)
    ).all()


def test_the_member_works_elsewhere_for_a_term_and_keeps_cell_and_liaison(world):
    change = seconded(world, END, post="Chuyên viên")

    stay = temporary(world.mai)[0]
    assert (stay.host, stay.starts_on, stay.ends_on) == ("Ủy ban nhân dân tỉnh", START, date(2027, 3, 16))
    assert stay.organisation_id == world.mai.workplace_id == world.tax_cell.id
    assert notice_at(change, world.cell5).asks is NoticeEffect.NONE


def test_a_secondment_taken_back_was_never_there(world):
    change = seconded(world, END)

    withdraw_change(world.actor("hang"), change.ref, WithdrawChange(reason="Không đi nữa"))

    assert temporary(world.mai) == []


def test_a_term_that_ends_before_it_begins_is_refused(world):
    with pytest.raises(Refused) as refused:
        seconded(world, date(2026, 3, 1), review_on=date(2026, 2, 1))

    assert [one.field for one in refused.value.reasons] == ["until_on", "review_on", "review_on"][:2]
