"""The system log of one's own organisations, and the e-mails that could not be sent."""

import ast

import pytest
from sqlalchemy import select

from adapters import clock
from blueprints.trail.words import ACTIONS, SUBJECTS
from models import OutboxMessage
from models import db as database
from models.base import Base
from models.vocabulary import OutboxState
from services.dossiers import open_dossier
from services.organisations import RenameOrganisation, rename_organisation
from tests.support.catalogues import ROOT
from tests.support.pages import Page

QUIET = {
    "advance",
    "_mark_mailed",
    "_play",
    "begin_round",
    "begin_session",
    "choose_office",
    "claim",
    "count_try",
    "drop_draft",
    "end_all_sessions",
    "end_every_session",
    "end_own_session",
    "end_round",
    "end_session",
    "enter_demonstration",
    "fail",
    "finish",
    "forget_draft",
    "keep_draft",
    "keep_session",
    "look_up",
    "open_change",
    "plan_digests",
    "postpone",
    "remind_of_corrections",
    "renew_session",
    "see_all",
    "see_notification",
    "spend_on_password",
    "step_up",
    "step_up_by_code",
    "step_up_by_passkey",
    "sweep_batches",
    "take_draft",
    "tidy",
    "wait_for_room",
}
"""Use cases of the program itself: sessions, drafts, counters, checks of papers, the worker.

They touch no row that the trail follows.
"""


def test_every_subject_of_the_trail_has_its_words():
    audited = {one.class_.__tablename__ for one in Base.registry.mappers if one.class_.__audited__}
    noted = set()
    for path in (ROOT / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note":
                noted.add(ast.literal_eval(node.args[0]))

    assert "look" in noted
    assert audited | noted == SUBJECTS.keys()


def test_every_act_of_the_trail_has_its_words():
    acts = set()
    for path in (ROOT / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and "use_case" in map(ast.unparse, node.decorator_list):
                acts.add(node.name)

    assert acts - QUIET == ACTIONS.keys(), "Give the act words in blueprints/trail/words.py."


@pytest.mark.parametrize("name", ["loc", "tam", "hanh", "hang", "kien", "admin"])
def test_the_log_tells_who_did_what_and_when(sign_in_as, world, name):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")
    browser = sign_in_as(name)

    page = browser.page("/trail/")

    assert ("Nguyễn Văn Lộc, Bí thư" in page.words) == (name in ("loc", "tam", "hanh", "admin"))
    assert "Nguyễn Thị Mai" not in page.words


def test_a_look_says_which_page_was_opened(sign_in_as, world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    page = sign_in_as("loc").page("/trail/")

    assert "Mở hồ sơ" in page.sentences()


def test_what_was_done_and_what_was_opened_are_read_apart(sign_in_as, world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")
    browser = sign_in_as("hanh")
    rename_organisation(
        world.actor("hanh"),
        world.cell5.ref,
        RenameOrganisation(name="Chi bộ Khối Bắc", valid_from=clock.today()),
    )

    acts, looks = browser.page("/trail/?show=acts"), browser.page("/trail/?show=looks")

    assert ("Đổi tên tổ chức đảng" in acts.words, "Mở hồ sơ" in acts.sentences()) == (True, False)
    assert ("Đổi tên tổ chức đảng" in looks.words, "Mở hồ sơ" in looks.sentences()) == (False, True)


@pytest.mark.parametrize("name", ["overseer", "mai"])
def test_who_reads_no_trail_finds_the_door_shut(sign_in_as, world, name):
    assert sign_in_as(name).get("/trail/").status_code == 403


def test_a_long_log_goes_on_below_a_number(sign_in_as, world):
    for _ in range(105):
        open_dossier(world.actor("loc"), world.mai.id, "members.show")
    browser = sign_in_as("loc")

    first = browser.page("/trail/")
    second = browser.page(first.link("Xem thêm"))

    assert len(list(first.tree.iter("tr"))) == 101
    assert len(list(second.tree.iter("tr"))) > 1


@pytest.mark.parametrize("typed", ["abc", "-1", "0", "99999999999999999999"])
def test_a_strange_number_in_the_address_breaks_nothing(sign_in_as, world, typed):
    assert sign_in_as("loc").get(f"/trail/?before={typed}").status_code == 200


# --- E-mails that could not be sent -------------------------------------------------------------------------


@pytest.fixture
def lost(world, clock) -> OutboxMessage:
    message = OutboxMessage(
        topic="digest",
        key="digest-one",
        payload={"account_id": 1},
        state=OutboxState.GIVEN_UP,
        attempts=5,
        created_at=clock.now(),
        not_before=clock.now(),
        last_error="RCPT 550",
    )
    database.session.add(message)
    database.session.commit()
    return message


def test_the_administrator_is_told_what_could_not_be_sent_and_why(sign_in_as, world, lost):
    browser = sign_in_as("admin")

    page = browser.page(browser.page("/").link("Thư điện tử không gửi được"))

    assert "RCPT 550" in page.source


def test_one_button_puts_them_in_line_again(sign_in_as, world, lost):
    browser = sign_in_as("admin")

    answer = browser.fill("/trail/undelivered")

    page = Page(browser.get(answer.location).text)
    found = database.session.scalars(select(OutboxMessage)).one()
    assert (found.state, found.attempts) == (OutboxState.WAITING, 0)
    assert "Không có thư nào bị mất" in page.words
    assert "Thư điện tử không gửi được" not in [words for words, _ in browser.page("/").links()]


@pytest.mark.parametrize("name", ["hanh", "loc", "kien", "overseer", "mai"])
def test_nobody_else_sees_them(sign_in_as, world, lost, name):
    assert sign_in_as(name).get("/trail/undelivered").status_code == 403
