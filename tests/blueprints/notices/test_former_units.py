"""Who held a member before reads what was issued then, and not where he or she works today."""

import pytest

from models import db
from models.vocabulary import LiaisonEnd, LiaisonState
from tests.support import factories
from tests.support.reported import appointed, notice_at

NOW = "Chi bộ Văn phòng Sở"


@pytest.fixture
def moved(world, clock):
    """Mai was appointed and told something at the fifth cell; since then she works and lives elsewhere."""
    change = appointed(world)
    contact = factories.a_contact(world.mai, text="Báo lịch họp")
    opinion = factories.an_opinion(world.mai)
    mai, bond = world.mai, world.liaison("mai")
    mai.workplace_id = world.finance_cell.id
    bond.state, bond.ended_on, bond.ended_because = LiaisonState.ENDED, clock.today, LiaisonEnd.MOVED
    db.session.commit()
    return change, notice_at(change, world.cell5), contact, opinion


@pytest.mark.parametrize("page", ["", "/dispute"])
def test_the_former_cell_reads_its_old_notice_without_the_present_workplace(sign_in_as, world, moved, page):
    words = sign_in_as("loc").page(f"/notices/{moved[1].ref}{page}").words

    assert "Nguyễn Thị Mai" in words
    assert NOW not in words


@pytest.mark.parametrize("page", ["", "/withdraw"])
def test_the_former_workplace_reads_what_it_reported_without_the_present_one(sign_in_as, world, moved, page):
    words = sign_in_as("hang").page(f"/changes/{moved[0].ref}{page}").words

    assert "Chi bộ Phòng Nghiệp vụ" in words
    assert NOW not in words


def test_an_old_contact_and_an_old_opinion_do_not_tell_it_either(sign_in_as, world, moved):
    browser = sign_in_as("loc")

    assert NOW not in browser.page(f"/contacts/{moved[2].ref}").words
    assert NOW not in browser.page(f"/opinions/{moved[3].ref}").words
