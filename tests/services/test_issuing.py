"""Issuing letters: numbers, frozen content, and taking a letter back."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotFound, Refused
from domain.letters import content_from
from models import IntroductionLetter, Notification, Organisation, Residence, db
from models.vocabulary import Category, LiaisonEnd, LiaisonState, Office, OrganisationKind
from services.introductions import DraftLetters
from services.issuing import IssueLetters, WithdrawLetter, introduce_members, issue_letters, withdraw_letter
from services.receptions import ReceiveLetters, receive_letters
from tests.support import factories
from tests.support.world import actor_of

L = LiaisonState


def issue(world, *names, who="kien"):
    refs = tuple(world.liaison(name).ref for name in names)
    return issue_letters(world.actor(who), IssueLetters(drafts=refs))


def said(batch):
    return content_from(batch.letters[0].content)


def live_letter(world, name):
    liaison = world.liaison(name)
    return db.session.scalars(
        select(IntroductionLetter)
        .where(IntroductionLetter.liaison_id == liaison.id)
        .order_by(IntroductionLetter.id.desc())
    ).first()


def test_a_letter_takes_the_next_number_and_goes_to_the_commune(world):
    batch = issue(world, "nga")

    [letter] = batch.letters
    assert (letter.number, letter.number_text, letter.issued_on) == (1, "01-GGT/ĐU", date(2026, 3, 16))
    assert letter.batch == batch.ref
    liaison = world.liaison("nga")
    assert (liaison.state, liaison.residence_id) == (L.ISSUED, world.ward.id)


def test_a_letter_says_what_form_1_213_asks(world):
    content = said(issue(world, "nga"))

    assert content.superior == "Đảng bộ tỉnh Nghệ An"
    assert content.issuer == "Đảng ủy Thuế tỉnh"
    assert content.place == "Nghệ An"
    assert (content.commune, content.cell) == ("Đảng ủy phường Trường Vinh", "Chi bộ Tổ dân phố 5")
    assert content.basis.startswith("Quy định số 213-QĐ/TW")
    assert (content.name, content.born) == ("Trần Thị Nga", "1991-04-18")
    assert (content.member_cell, content.member_committee) == ("Chi bộ Phòng Nghiệp vụ", "Đảng bộ Thuế tỉnh")
    assert content.residence.endswith("Tổ dân phố 5, phường Trường Vinh, tỉnh Nghệ An")
    assert (content.office, content.signer) == (Office.SECRETARY, "Đặng Trung Kiên")


@pytest.mark.parametrize(
    ("who", "office", "signer"),
    [("dung", Office.DEPUTY, "Phạm Tiến Dũng"), ("thu", Office.SECRETARY, "Đặng Trung Kiên")],
)
def test_the_deputy_signs_what_he_issues_and_the_office_prepares_for_the_secretary(
    world, who, office, signer
):
    batch = issue_letters(world.actor(who, at="tax"), IssueLetters(drafts=(world.liaison("nga").ref,)))

    assert (said(batch).office, said(batch).signer) == (office, signer)


def test_what_a_letter_says_does_not_change_with_the_record(world):
    issue(world, "nga")
    world.nga.full_name = "Tên Khác"
    db.session.commit()

    assert content_from(live_letter(world, "nga").content).name == "Trần Thị Nga"


def test_many_letters_are_issued_in_one_act_with_numbers_that_follow(world):
    members = [factories.a_member(workplace=world.tax_cell) for _ in range(12)]
    for member in members:
        factories.a_residence(member, world.cell6)
    refs = tuple(member.ref for member in members)

    batch = introduce_members(world.actor("kien"), DraftLetters(members=refs, category=Category.FULL))

    assert [letter.number for letter in batch.letters] == list(range(1, 13))
    rung = db.session.scalars(select(Notification).where(Notification.account_id == world.hanh.id)).all()
    assert [one.event for one in rung] == ["LetterIssued"]  # one ring for the act, not twelve


def test_nothing_is_issued_when_one_draft_is_none(world):
    with pytest.raises(Refused) as refused:
        issue(world, "nga", "hoa")

    assert refused.value.params["name"] == "Nguyễn Thị Hòa"
    assert world.liaison("nga").state is L.DRAFTED
    assert issue(world, "nga").letters[0].number == 1


def test_a_second_person_who_signs_the_same_draft_hears_that_it_was_sent(world):
    issue(world, "nga")

    with pytest.raises(Refused, match="has been sent"):
        issue(world, "nga", who="thu")


def test_a_member_who_left_working_life_meanwhile_is_not_introduced(world):
    world.nga.left_on = date(2026, 3, 1)
    db.session.commit()

    with pytest.raises(Refused, match="left working life"):
        issue(world, "nga")


def test_a_draft_without_a_home_is_sent_back_to_be_completed(world):
    db.session.delete(db.session.scalars(select(Residence).where(Residence.member_id == world.nga.id)).one())
    db.session.commit()

    with pytest.raises(Refused, match="no residence"):
        issue(world, "nga")


def test_a_letter_to_a_committee_that_is_gone_is_refused(world):
    world.ward.dissolved_on = date(2026, 3, 1)
    db.session.commit()

    with pytest.raises(Refused, match="no longer exists"):
        issue(world, "nga")


@pytest.mark.parametrize("who", ["hang", "luan", "hanh"])
def test_only_the_workplace_committee_issues(world, who):
    with pytest.raises(NotAllowed):
        issue(world, "nga", who=who)


def test_drafts_of_another_workplace_cannot_be_issued(world):
    with pytest.raises(Refused, match="Choose the drafts"):
        issue(world, "nga", who="long")


def test_a_letter_that_nobody_received_can_be_taken_back_and_its_number_stays_used(world):
    letter = issue(world, "nga").letters[0]

    withdraw_letter(world.actor("kien"), letter.ref, WithdrawLetter(reason="Nhầm phường"))

    liaison, taken_back = world.liaison("nga"), live_letter(world, "nga")
    assert (liaison.state, liaison.ended_because) == (L.ENDED, LiaisonEnd.WITHDRAWN)
    assert (taken_back.cancelled_on, taken_back.cancelled_because) == (date(2026, 3, 16), "Nhầm phường")
    [again] = introduce_members(
        world.actor("kien"), DraftLetters(members=(world.nga.ref,), category=Category.FULL)
    ).letters
    assert again.number == 2


def test_a_letter_that_was_received_is_not_taken_back(world):
    with pytest.raises(Refused, match="already been received"):
        withdraw_letter(
            world.actor("kien"), live_letter(world, "son").ref, WithdrawLetter(reason="Nhầm phường")
        )


def test_a_letter_of_another_workplace_is_not_there(world):
    with pytest.raises(NotFound):
        withdraw_letter(world.actor("long"), live_letter(world, "hoa").ref, WithdrawLetter(reason="Nhầm"))


# --- a grassroots cell (chi bộ cơ sở) ---


@pytest.fixture
def press(world):
    """A cell right below the province, with a secretary and a member who lives in residence cell 6."""
    cell = factories.an_organisation("Chi bộ Báo Nghệ An", OrganisationKind.WORKPLACE_CELL, world.province)
    secretary = factories.an_account("Đinh Thị Hoài", organisation=cell)
    factories.a_mandate(secretary, Office.SECRETARY, cell)
    member = factories.a_member("Cao Xuân Hải", workplace=cell)
    factories.a_residence(member, world.cell6)
    db.session.commit()
    return actor_of(secretary), DraftLetters(members=(member.ref,), category=Category.FULL)


def test_a_grassroots_cell_issues_letters_in_its_own_name(world, press):
    secretary, draft = press

    [letter] = introduce_members(secretary, draft).letters

    content = content_from(letter.content)
    assert letter.number_text == content.number == "01-GGT/CB"
    assert (content.superior, content.issuer) == ("Đảng bộ tỉnh Nghệ An", "Chi bộ Báo Nghệ An")
    assert (content.signs_for, content.signer) == ("cell_committee", "Đinh Thị Hoài")
    assert (content.member_cell, content.member_committee) == ("Chi bộ Báo Nghệ An", "Đảng bộ tỉnh Nghệ An")
    assert content.place == "Nghệ An"


def test_without_a_cell_committee_the_cell_itself_signs(world, press):
    secretary, draft = press
    db.session.get_one(Organisation, secretary.organisation_id).has_committee = False
    db.session.commit()

    [letter] = introduce_members(secretary, draft).letters

    assert content_from(letter.content).signs_for == "cell"


def test_its_drafts_ring_nowhere_and_it_hears_of_its_letters(world, press):
    secretary, draft = press
    [letter] = introduce_members(secretary, draft).letters

    receive_letters(world.actor("hanh"), ReceiveLetters(letters=(letter.ref,), received_on=date(2026, 3, 16)))

    rung = db.session.scalars(select(Notification)).all()
    assert {(one.event, one.account_id) for one in rung} == {
        ("LetterReceived", secretary.account_id),
        *(("LetterIssued", world.account(name).id) for name in ("thanh", "phuc", "hanh")),
    }


def test_what_a_grassroots_cell_sent_it_takes_back(world, press):
    secretary, draft = press
    [letter] = introduce_members(secretary, draft).letters

    withdraw_letter(secretary, letter.ref, WithdrawLetter(reason="Nhầm phường"))

    assert db.session.get_one(IntroductionLetter, letter.id).cancelled_on == date(2026, 3, 16)


def test_a_cell_below_a_superior_committee_issues_once_it_is_a_grassroots_organisation(world):
    world.tax_cell.is_grassroots = True
    db.session.commit()

    batch = issue(world, "nga", who="hang")

    assert (said(batch).superior, said(batch).issuer) == ("Đảng bộ Thuế tỉnh", "Chi bộ Phòng Nghiệp vụ")
    with pytest.raises(Refused, match="Choose the drafts"):
        issue(world, "cuong", who="hang")
