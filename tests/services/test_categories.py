"""An exemption begins or ends: proposed by the workplace, carried out at the residence."""

from datetime import date

import pytest

from domain.errors import Refused
from models.vocabulary import Category, ExemptionReason, LiaisonState, NoticeEffect
from services.notices import ProcessNotice, acknowledge_notice, process_notice
from tests.support.reported import notice_at, recategorised

EXEMPT = {
    "new_category": Category.EXEMPT,
    "exemption_reason": ExemptionReason.STUDY,
    "exemption_basis": "Quyết định cử đi học số 12-QĐ/TU",
}


def process(world, change, who, receiver):
    notice = notice_at(change, receiver)
    acknowledge_notice(world.actor(who), notice.ref)
    process_notice(world.actor(who), notice.ref, ProcessNotice(effect=notice.asks))


def test_the_cell_that_processes_makes_the_member_exempt_with_reason_basis_and_review(world):
    change = recategorised(world, **EXEMPT, effective_on=date(2026, 3, 2))
    assert world.liaison("mai").state is LiaisonState.ACTIVE

    process(world, change, "loc", world.cell5)
    process(world, change, "hanh", world.ward)

    bond = world.liaison("mai")
    assert (bond.state, bond.category) == (LiaisonState.EXEMPTED, Category.EXEMPT)
    assert (bond.exemption_reason, bond.exempt_from) == (ExemptionReason.STUDY, date(2026, 3, 2))
    assert bond.exempt_review_on == date(2027, 3, 2)


def test_an_exemption_that_ends_lets_the_member_take_part_again(world):
    change = recategorised(world, "tuan", new_category=Category.FULL)
    assert notice_at(change, world.cell5).asks is NoticeEffect.RESUMED

    process(world, change, "loc", world.cell5)
    process(world, change, "hanh", world.ward)

    bond = world.liaison("tuan")
    assert (bond.state, bond.category, bond.exemption_reason) == (LiaisonState.ACTIVE, Category.FULL, None)


def test_on_a_draft_it_is_written_at_once(world):
    recategorised(world, "nga", **EXEMPT)

    assert world.liaison("nga").category is Category.EXEMPT
    assert world.liaison("nga").state is LiaisonState.DRAFTED


def test_an_exemption_needs_its_reason_and_its_paper(world):
    with pytest.raises(Refused) as refused:
        recategorised(world, new_category=Category.EXEMPT)

    assert [one.field for one in refused.value.reasons] == ["exemption_reason", "exemption_basis"]


def test_exempt_from_introduction_is_no_reason(world):
    with pytest.raises(Refused) as refused:
        recategorised(world, **EXEMPT | {"exemption_basis": "Được miễn giới thiệu"})

    assert refused.value.field == "exemption_basis"


def test_without_an_exemption_there_is_none_to_end(world):
    with pytest.raises(Refused, match="no exemption that could end"):
        recategorised(world, new_category=Category.FULL)
