"""Changes in sight, and what is proposed while one is written."""

import pytest

from access import Permission
from domain.errors import NotFound
from models.vocabulary import Office, OrganisationKind
from queries import changes
from tests.support.factories import a_member
from tests.support.reported import appointed, rewarded, sanctioned

RECORD = Permission.CHANGE_RECORD


def names(world, words, who="kien"):
    found = changes.candidates(world.actor(who), RECORD, words, None)
    return [(one.full_name, one.birth_year) for one in found]


def test_three_letters_without_marks_find_a_member_and_homonyms_are_told_apart(world):
    assert ("Lê Hữu Ánh", "1978") in names(world, "anh")
    assert ("Hoàng Anh Tuấn", "1992") in names(world, "anh")
    assert names(world, "mai") == [("Nguyễn Thị Mai", "1988")]


def test_only_ones_own_members_are_found(world):
    assert ("Lê Hữu Ánh", "1985") not in names(world, "anh")
    assert names(world, "mai", who="chi") == []
    assert names(world, "mai", who="loc") == []


def test_nothing_typed_finds_nobody(world):
    assert names(world, "") == []
    assert names(world, None) == []


def test_a_year_of_birth_tells_homonyms_apart(world):
    a_member("Lê Hữu Ánh", born="1985", workplace=world.tax_cell)

    assert names(world, "anh 1985") == [("Lê Hữu Ánh", "1985")]
    assert names(world, "1978") == [("Lê Hữu Ánh", "1978")]
    assert names(world, "---") == []


def test_a_reference_finds_that_member_with_the_residence_cell(world):
    found = changes.candidates(world.actor("hang"), RECORD, None, world.mai.ref)

    assert [(one.ref, one.residence) for one in found] == [(world.mai.ref, "Chi bộ Tổ dân phố 5")]


def test_more_than_a_page_can_tell_apart_is_cut_after_one_more(world):
    for _ in range(20):
        a_member(full_name="Trần Văn Bảo", workplace=world.tax_cell)

    assert len(names(world, "bao")) == changes.FOUND + 1


def test_the_body_used_last_is_proposed_and_at_first_the_organisation_itself(world):
    assert changes.bodies(world.actor("hang")) == ["Chi bộ Phòng Nghiệp vụ"]

    appointed(world, decided_by="Ủy ban nhân dân tỉnh")
    rewarded(world, decided_by="Bộ Tài chính")

    assert changes.bodies(world.actor("hang"))[0] in ("Bộ Tài chính", "Ủy ban nhân dân tỉnh")
    assert len(changes.bodies(world.actor("hang"))) == 2


def test_the_body_of_a_sanction_is_proposed_to_nobody(world):
    sanctioned(world, decided_by="Ủy ban Kiểm tra")

    assert "Ủy ban Kiểm tra" not in changes.bodies(world.actor("thu"))


def test_a_change_knows_what_it_corrects_and_what_corrects_it(world):
    old = appointed(world)
    new = appointed(world, post="Trưởng phòng", supersedes=old.ref)

    assert changes.standing(world.actor("hang"), old.ref).corrected_by == new.ref
    assert changes.standing(world.actor("hang"), new.ref).corrects == old.ref


def test_out_of_sight_is_as_if_it_never_was(world):
    change = appointed(world)

    for who in ("chi", "sau", "nhan", "overseer"):
        with pytest.raises(NotFound):
            changes.one(world.actor(who), change.ref)


def test_the_residence_sees_what_it_was_told(world):
    change = appointed(world)

    for who in ("loc", "tam", "hanh"):
        assert [one.ref for one in changes.listed(world.actor(who)).rows] == [change.ref]


def test_who_reads_comes_from_the_table_of_rights():
    cell = OrganisationKind.RESIDENCE_CELL

    assert changes.readers(cell, is_restricted=True) == [Office.SECRETARY]
    assert set(changes.readers(cell, is_restricted=False)) == {
        Office.SECRETARY,
        Office.DEPUTY,
        Office.COMMITTEE_MEMBER,
    }
    assert changes.readers(OrganisationKind.WORKPLACE_CELL, is_restricted=True) == []
