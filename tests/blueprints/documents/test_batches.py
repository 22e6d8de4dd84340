"""Many papers as one file, on its pages: asked for, followed without scripts, fetched."""

import threading

import pytest
from sqlalchemy import select

from access import Actor
from adapters import papers
from cli import worker
from models import AccessEntry, EvaluationRound, IntroductionLetter, PaperBatch, db
from models.vocabulary import BatchForm, EvaluationState
from services import outbox
from services.batches import advance
from tests.support.factories import an_evaluation
from tests.support.pages import Page


@pytest.fixture
def act(world):
    """The act in which Hòa's letter was issued."""
    found = select(IntroductionLetter.batch).where(IntroductionLetter.liaison_id == world.liaison("hoa").id)
    return db.session.scalars(found).one()


def test_a_file_is_asked_for_followed_and_fetched(world, act, sign_in_as):
    browser = sign_in_as("kien")
    missing = browser.fill(f"/documents/letters/{act}", form="")
    asked = browser.fill(f"/documents/letters/{act}", form="", kind="zip")
    before = browser.get(asked.location)
    worker.turn(threading.Event())
    after = browser.get(asked.location)

    assert "Chọn một tệp PDF hoặc tệp ZIP." in Page(missing.text).words
    assert "Đang chờ đến lượt" in Page(before.text).words
    assert before.headers["Refresh"] == "5"
    assert "Đã xong" in Page(after.text).words
    assert "1 trên 1 văn bản" in Page(after.text).words
    assert "Refresh" not in after.headers
    file = browser.get(Page(after.text).link("Tải tệp"))
    assert file.data[:2] == b"PK"
    assert file.headers["Content-Disposition"] == "attachment; filename=van-ban.zip"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (BatchForm.PDF, "Đang dàn trang cả 40 văn bản trong một lượt"),
        (BatchForm.ZIP, "20 trên 40 văn bản"),
    ],
)
def test_whoever_waits_sees_how_far_it_is_or_that_all_are_made_in_one_go(act, sign_in_as, kind, told):
    browser = sign_in_as("kien")
    asked = browser.fill(f"/documents/letters/{act}", form="", kind=kind.value)
    ref = db.session.scalars(select(PaperBatch.ref)).one()
    advance(Actor.worker(), ref, 20 if kind is BatchForm.ZIP else 0, 40)

    assert told in Page(browser.get(asked.location).text).words


@pytest.mark.parametrize("address", ["file", "letters.pdf"])
def test_many_papers_leave_after_a_fresh_sign_in_and_everybody_on_them_is_told(
    world, act, sign_in_as, address
):
    asked = sign_in_as("kien").fill(f"/documents/letters/{act}", form="", kind="pdf")
    worker.turn(threading.Event())
    file = (
        f"{asked.location}/file" if address == "file" else f"/introduction-letters/batches/{act}/letters.pdf"
    )
    noted = select(AccessEntry.member_id).where(AccessEntry.member_id == world.hoa.id)

    before = sign_in_as("kien", fresh=False).get(file)
    assert (before.status_code, db.session.scalars(noted).all()) == (303, [])

    assert sign_in_as("kien").get(file).data[:4] == b"%PDF"
    assert db.session.scalars(noted).all() == [world.hoa.id]


def test_somebody_else_is_answered_as_if_it_never_was(world, act, sign_in_as):
    asked = sign_in_as("kien").fill(f"/documents/letters/{act}", form="", kind="pdf")
    worker.turn(threading.Event())

    for who in ("thu", "hanh", "mai"):
        browser = sign_in_as(who if who != "mai" else world.account("mai"))
        assert browser.get(asked.location).status_code == 404
        assert browser.get(f"{asked.location}/file").status_code == 404


def test_a_file_that_was_given_up_says_so_and_can_be_asked_for_again(act, sign_in_as, monkeypatch, clock):
    browser = sign_in_as("kien")
    asked = browser.fill(f"/documents/letters/{act}", form="", kind="zip")
    with monkeypatch.context() as broken:
        broken.setattr(papers, "pdf", lambda _papers: 1 / 0)
        for _try in range(5):
            clock.move(minutes=61)
            worker.turn(threading.Event())
    browser = sign_in_as("kien")
    page = browser.get(asked.location)
    listed = Page(browser.get(f"/documents/letters/{act}").text)
    again = browser.fill(f"/documents/letters/{act}", form="", kind="zip")
    worker.turn(threading.Event())

    assert "Refresh" not in page.headers
    assert "Không làm được" in Page(page.text).words
    assert "Đồng chí yêu cầu lại" in Page(page.text).words
    assert "Trang này tự" not in Page(page.text).words
    assert "Không làm được" in listed.words
    assert "Đã xong" in browser.page(again.location).words


def test_a_file_at_which_the_worker_died_each_time_is_given_up_on_its_page(world, act, sign_in_as, clock):
    browser = sign_in_as("kien")
    asked = browser.fill(f"/documents/letters/{act}", form="", kind="zip")
    for _try in range(6):
        outbox.claim(Actor.worker())
        clock.move(minutes=6)
    browser = sign_in_as("kien")
    given_up = browser.get(asked.location)
    outbox.repeat_given_up(world.actor("admin"))

    assert "Refresh" not in given_up.headers
    assert "Không làm được" in Page(given_up.text).words
    assert browser.get(asked.location).headers["Refresh"] == "5"


def test_what_was_asked_for_is_found_again_where_it_was_asked_for(act, sign_in_as):
    browser = sign_in_as("kien")
    asked = browser.fill(f"/documents/letters/{act}", form="", kind="zip")
    again = Page(browser.get(f"/documents/letters/{act}").text)

    assert "Đã yêu cầu" in again.words
    assert again.link("Tệp ZIP, mỗi văn bản một PDF") == asked.location


def test_a_round_without_a_signed_sheet_has_nothing_to_gather(world, sign_in_as):
    sheet = an_evaluation(world.mai, state=EvaluationState.DRAFTED)
    ref = db.session.get_one(EvaluationRound, sheet.round_id).ref
    browser = sign_in_as("hanh")

    assert "Không có văn bản nào" in Page(browser.get(f"/documents/sheets/{ref}").text).words
    assert sign_in_as("loc").get(f"/documents/sheets/{ref}").status_code == 404


def test_letters_of_others_are_not_asked_for(act, sign_in_as):
    assert sign_in_as("long").get(f"/documents/letters/{act}").status_code == 404
    assert sign_in_as("que").get(f"/documents/letters/{act}").status_code == 403
