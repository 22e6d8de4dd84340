"""What an office writes into papers: at once, everywhere, for papers to come; those handed out stay as they are."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from access import Actor
from domain.errors import Conflict, NotAllowed, NotFound, Refused
from domain.papers.amending import MARGINS
from domain.papers.blocks import Layout
from domain.papers.letter import letter_paper
from models import AuditEntry, IssuedDocument, PaperWording, db
from models.vocabulary import DocumentState, OrganisationKind, Paper
from queries.wording import newest, product, wording
from services.documents import Issue, as_entered, proven
from services.numbers import symbol_of
from services.organisations import DescribeOrganisation, describe_organisation
from services.proofs import Compare, check_paper
from services.wordings import (
    ChangeLayout,
    ChangeWording,
    RestoreWording,
    change_layout,
    change_wording,
    load_wording,
    restore_wording,
)
from tests.support.letters import a_content

TITLE = "GIẤY GIỚI THIỆU ĐẢNG VIÊN"


def write(world, part, key, text, **more):
    change_wording(world.actor("admin"), part, key, ChangeWording(text=text, **more))


def a_letter(world, **more):
    return Issue(
        kind=Paper.INTRODUCTION_LETTER,
        subject_ref="abcdefghjkm0",
        issuer_id=world.tax.id,
        number="01-GGT/ĐU",
        write=lambda words: letter_paper(a_content(**more), words),
    )


def entered():
    return list(db.session.scalars(select(IssuedDocument).order_by(IssuedDocument.id)))


def title_of(paper):
    return next(one.name for one in paper.blocks if type(one).__name__ == "Title")


def test_a_sentence_is_in_force_at_once_and_the_original_comes_back(world):
    write(world, "letter", "title", f"  {TITLE}  ")
    assert wording().of("letter")["title"] == TITLE
    assert wording().of("letter")["to"] == product()["letter"]["to"]

    restore_wording(world.actor("admin"), "letter.title", RestoreWording(version=newest().number))
    assert wording().of("letter")["title"] == product()["letter"]["title"]
    assert [row.mark for row in db.session.scalars(select(PaperWording))] == ["letter.title"] * 2


def test_the_trail_tells_who_wrote_what_and_what_stood_there(world):
    write(world, "letter", "title", TITLE)

    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.subject) == ("change_wording", "paper_wording")
    assert entry.account_id == world.actor("admin").account_id
    assert "GIẤY GIỚI THIỆU" in entry.detail
    assert TITLE in entry.detail


@pytest.mark.parametrize("who", ["overseer", "thanh", "kien", "loc", "mai"])
def test_nobody_but_the_administrator_words_papers(world, who):
    for act in (
        lambda: change_wording(world.actor(who), "letter", "title", ChangeWording(text=TITLE)),
        lambda: change_layout(world.actor(who), ChangeLayout(**asdict(Layout()))),
        lambda: restore_wording(world.actor(who), "letter.title", RestoreWording()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_of_two_at_once_the_second_is_told_what_the_first_wrote(world):
    write(world, "letter", "title", TITLE)

    with pytest.raises(Conflict) as conflict:
        write(world, "letter", "title", "GIẤY GIỚI THIỆU SINH HOẠT", version=0)
    assert conflict.value.theirs == TITLE
    with pytest.raises(Conflict):
        restore_wording(world.actor("admin"), "letter.title", RestoreWording(version=0))


def test_two_who_write_two_sentences_do_not_disturb_each_other(world):
    write(world, "letter", "title", TITLE)
    write(world, "letter", "to", "Kính gửi các đồng chí:", version=0)

    assert (wording().of("letter")["title"], wording().of("letter")["to"]) == (
        TITLE,
        "Kính gửi các đồng chí:",
    )


@pytest.mark.parametrize(("part", "key"), [("letter", "nothing"), ("nothing", "title"), ("layout", "top")])
def test_a_sentence_that_no_paper_has_is_not_there(world, part, key):
    with pytest.raises((NotFound, Refused)):
        write(world, part, key, "chữ")
    assert newest().number == 0


def test_what_could_not_be_printed_is_refused_and_nothing_is_written(world):
    with pytest.raises(Refused) as refused:
        write(world, "letter", "person", "Đồng chí {nobody} [x *")

    assert len(refused.value.reasons) == 4
    assert newest().number == 0


def test_the_original_is_restored_only_where_it_was_changed(world):
    with pytest.raises(Refused):
        restore_wording(world.actor("admin"), "letter.title", RestoreWording())


def test_the_same_words_again_are_no_change(world):
    write(world, "letter", "title", product()["letter"]["title"])
    assert newest().number == 0


def test_margins_hold_at_once_and_outside_their_bounds_all_are_refused_together(world):
    change_layout(world.actor("admin"), ChangeLayout(top=15, bottom=15, left=25, right=15, size=13))
    assert wording().layout == Layout(15, 15, 25, 15, 13)

    far = MARGINS[1] + 1
    with pytest.raises(Refused) as refused:
        change_layout(
            world.actor("admin"),
            ChangeLayout(top=far, bottom=0, left=far, right=-1, size=99, version=newest().number),
        )
    assert [one.field for one in refused.value.reasons] == ["top", "bottom", "left", "right", "size"]


def test_a_paper_that_was_handed_out_keeps_its_words_its_code_and_its_force(world):
    actor = world.actor("kien")
    before = proven(actor, [a_letter(world)])[0]
    write(world, "letter", "title", TITLE)
    again, on_screen = proven(actor, [a_letter(world)])[0], as_entered([a_letter(world)])[0]

    assert title_of(again) == title_of(on_screen) == product()["letter"]["title"]
    assert again.proof == before.proof
    assert [one.state for one in entered()] == [DocumentState.VALID]


def test_a_paper_that_was_handed_out_is_still_proved_line_by_line_after_a_change(world):
    before = proven(world.actor("kien"), [a_letter(world)])[0]
    write(world, "letter", "title", TITLE)

    assert before.proof is not None
    found = check_paper(
        Actor.nobody(), before.proof.code, "192.0.2.1", Compare(line=product()["letter"]["title"])
    )
    assert found.matched is True


def test_a_paper_to_come_says_it_in_the_new_words_and_names_their_version(world):
    write(world, "letter", "title", TITLE)
    made = proven(world.actor("kien"), [a_letter(world)])[0]

    assert title_of(made) == TITLE
    assert entered()[0].wording_id == newest().number


def test_a_record_that_says_otherwise_replaces_its_paper_and_takes_the_new_words(world):
    actor = world.actor("kien")
    proven(actor, [a_letter(world)])
    write(world, "letter", "title", TITLE)
    made = proven(actor, [a_letter(world, residence="14 Lê Lợi")])[0]

    assert title_of(made) == TITLE
    assert [one.state for one in entered()] == [DocumentState.REPLACED, DocumentState.VALID]


def test_each_paper_keeps_the_words_of_its_own_version_through_many_changes(world):
    actor = world.actor("kien")
    for number in range(3):
        write(world, "letter", "title", f"{TITLE} {number}", version=newest().number)
        proven(actor, [a_letter(world, residence=f"{number} Lê Lợi")])
    write(world, "letter", "title", TITLE, version=newest().number)

    assert title_of(proven(actor, [a_letter(world, residence="2 Lê Lợi")])[0]) == f"{TITLE} 2"
    assert len(entered()) == 3


def test_a_changed_margin_replaces_no_paper_and_holds_for_it_too(world):
    actor = world.actor("kien")
    before = proven(actor, [a_letter(world)])[0]
    change_layout(world.actor("admin"), ChangeLayout(top=15, bottom=15, left=25, right=15, size=13))
    again = proven(world.actor("kien"), [a_letter(world)])[0]

    assert again.layout.left == 25
    assert again.proof == before.proof


def test_a_new_version_of_the_product_keeps_what_the_office_wrote_and_what_was_handed_out(world):
    worker, actor = world.actor("admin"), world.actor("kien")
    load_wording(worker, product())
    before = proven(actor, [a_letter(world)])[0]
    write(world, "letter", "to", "Kính gửi các đồng chí:", version=newest().number)
    newer = {**product(), "letter": {**product()["letter"], "title": TITLE}}

    assert load_wording(worker, newer) is True
    assert load_wording(worker, newer) is False

    assert wording().of("letter")["title"] == TITLE
    assert wording().of("letter")["to"] == "Kính gửi các đồng chí:"
    again = proven(actor, [a_letter(world)])[0]
    assert (title_of(again), again.proof) == (title_of(before), before.proof)


def test_a_changed_symbol_is_that_of_numbers_to_come_save_where_an_office_wrote_its_own(world):
    describe_organisation(world.actor("hanh"), world.cell6.ref, DescribeOrganisation(symbol="CB6"))
    write(world, "symbols", "cell", "CHB")

    assert symbol_of(world.cell5) == "CHB"
    assert symbol_of(world.cell6) == "CB6"
    assert symbol_of(world.ward) == "ĐU"
    assert world.cell5.kind is OrganisationKind.RESIDENCE_CELL
