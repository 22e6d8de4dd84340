"""Lists in bad luck: hostile files, strange cells, a full disk, a killed process, two at once, a right that is lost.

Each ends in a sentence, with nothing half written, and the next honest list goes in.
"""

import errno
import os
import shutil
import signal
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session
from werkzeug import formparser

from models import ImportBatch, Liaison, Mandate, Member, db
from models.vocabulary import ImportState
from services.imports.batches import WriteList, write_list
from services.imports.kept import folder
from tests.support import hostile
from tests.support.lists import HEADINGS, TODAY, a_row
from tests.support.races import one_behind_the_other
from tests.support.workbooks import a_workbook

INDEX, NEW = "/imports/", "/imports/new"
FIVE = "Chi bộ Tổ dân phố 5"


def a_line(name="Lê Văn Mới", **more):
    told = {"ADMITTED": "19/05/2015", "OFFICIAL": "19/05/2016", "CARD": None, "PHONE": None}
    return a_row(**{"FULL_NAME": name, "BORN": "02/03/1980", "RESIDENCE_CELL": FIVE, **told, **more})


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def kept_files():
    return [file for file in folder().rglob("*") if file.is_file()]


def batch():
    db.session.rollback()
    return db.session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()


def members(name="Lê Văn Mới"):
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Member.full_name == name))


def uploaded(office, *rows, headings=HEADINGS):
    answer = office.upload(NEW, a_workbook([headings, *rows]))
    assert answer.status_code == 303, answer.text
    return office.page(answer.location)


def written(office, *rows):
    return office.page(office.send(uploaded(office, *rows), form="/write").location)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(hostile.with_password, "Tệp có đặt mật khẩu|Tệp đang đặt mật khẩu", id="password"),
        pytest.param(hostile.laughing, "Tệp có những phần mà danh sách không cần đến", id="entities"),
        pytest.param(hostile.far_cell, "Tệp khi mở ra lớn hơn", id="a cell at the end of the sheet"),
        pytest.param(lambda: hostile.of_another_program("doc"), "Đây không phải tệp Excel", id="letter"),
    ],
)
def test_after_a_hostile_file_the_next_honest_one_goes_in(office, make, sentence):
    answer = office.upload(NEW, make())

    assert answer.status_code == 422
    assert any(one in answer.text for one in sentence.split("|"))
    assert batch() is None
    assert kept_files() == []
    assert "Đã ghi danh sách vào sổ." in written(office, a_line()).words
    assert members() == 1


@pytest.mark.parametrize(
    "strange",
    [
        "_x0000_",
        "Lê_x0000_ Văn",
        "\u202eiớM năV êL\u202c",
        "<script>alert(1)</script>",
        '=HYPERLINK("http://198.51.100.7";"x")',
        "=cmd|' /C calc'!A0",
        "x" * 32_000,
        1e308,
        -1e308,
        12345678901234567890,
        True,
        "9" * 400,
        "31/12/9999",
        "{{ 7 * 7 }} %(name)s %s",
        "'; DROP TABLE member; --",
        "🙂" * 300,
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_strange_value_in_any_cell_is_read_explained_marked_and_harms_nobody(office, strange):
    """One row for each column with the value in it, and the heading of one more; an honest row between them."""
    count = len(HEADINGS)
    rows = [[*a_line(f"Lê Văn {'abcdefghijklmnopqrstuvwxyz'[n]}")] for n in range(count)]
    for number, row in enumerate(rows):
        row[number] = strange
    page = uploaded(office, a_line(), *rows, headings=[*HEADINGS, strange])
    address = f"{INDEX}{batch().ref}"

    assert "<script>alert" not in office.get(address).text
    assert office.get(f"{address}/marked.xlsx").status_code == 200
    assert office.get(f"{address}/columns").status_code == 200
    office.send(page, form="/write")
    assert members() == 1
    assert office.get(address).status_code == 200
    assert office.get("/members/").status_code == 200


@pytest.mark.parametrize("call", [1, 2])
def test_a_disk_that_is_full_keeps_nothing_and_says_so(office, monkeypatch, call):
    calls = []

    def full(_descriptor):
        calls.append(1)
        if len(calls) >= call:
            raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        answer = office.upload(NEW, a_workbook([HEADINGS, a_line()]))

    assert answer.status_code == 422
    assert "Ổ đĩa máy chủ đã đầy" in answer.text
    assert batch() is None
    assert kept_files() == []
    written(office, a_line())
    assert members() == 1


@contextmanager
def full_database():
    """No room for one page more (SQLite), or the very error of a server that cannot extend its files (PostgreSQL)."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as link:
            pages = link.exec_driver_sql("PRAGMA page_count").scalar_one()

        def limit(link, *_):
            link.execute(f"PRAGMA max_page_count = {pages}")

        event.listen(db.engine, "checkout", limit)
        yield
        event.remove(db.engine, "checkout", limit)
        db.engine.dispose()
    else:
        _run(
            """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$""",
            "CREATE TRIGGER full_disk BEFORE INSERT ON liaison_step EXECUTE FUNCTION full_disk()",
        )
        yield
        _run("DROP TRIGGER full_disk ON liaison_step", "DROP FUNCTION full_disk")


def _run(*statements):
    db.session.remove()
    with db.engine.begin() as link:
        for one in statements:
            link.exec_driver_sql(one)


def test_a_database_whose_disk_fills_while_a_list_is_written_keeps_nothing_of_it(office):
    families, given = ("Lê Văn", "Hồ Đức", "Vũ Công", "Võ Hữu"), ("An", "Bình", "Châu", "Dũng", "Hải")
    names = [f"{family} {word} {last}" for family in families for word in given for last in given]
    page = uploaded(office, *(a_line(name, ADDRESS="Số 12 đường Hoa Sen " * 5) for name in names))
    before = db.session.scalar(select(func.count()).select_from(Member)) or 0

    with full_database():
        answer = office.send(page, form="/write")

    assert answer.status_code == 422
    assert "Ổ đĩa máy chủ đã đầy" in answer.text
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Member)) == before
    assert batch().state is ImportState.READ
    office.send(page, form="/write")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Member)) == before + len(names)


def test_a_large_file_on_its_way_lies_on_no_disk(office, monkeypatch):
    """Neither a full disk nor whoever looks into the temporary folder meets a list."""

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "no room")

    for kind in ("TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(formparser, kind, full, raising=False)

    answer = office.upload(NEW, b"x;y\n" * 300_000)

    assert answer.status_code == 422
    assert "dòng" in answer.text


def test_an_earlier_upload_of_the_same_file_survives_a_full_disk(office, monkeypatch):
    file = a_workbook([HEADINGS, a_line()])
    first = office.upload(NEW, file).location

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        office.upload(NEW, file)

    office.send(office.page(first), form="/write")
    assert members() == 1


def test_a_right_that_is_lost_between_the_check_and_the_writing_writes_nothing(world, office, sign_in_as):
    page = uploaded(office, a_line())
    ends = update(Mandate).where(Mandate.account_id == world.account("hanh").id)
    db.session.execute(ends.values(ends_on=TODAY))
    db.session.commit()

    answer = office.send(page, form="/write")

    assert answer.status_code in (303, 403, 404)
    assert members() == 0
    assert batch().state is ImportState.READ


def two_uploads(world, sign_in_as, *rows):
    """The same list uploaded by two people of the committee; gives what each would do to write it."""
    acts = []
    for name in ("hanh", "thanh"):
        uploaded(sign_in_as(name), *rows)
        acts.append(partial(write_list, world.actor(name), batch().ref, WriteList(version=batch().version)))
    return acts


def test_two_people_who_write_one_list_at_once_enter_each_member_once(world, app, office, sign_in_as):
    first, second = two_uploads(world, sign_in_as, a_line(), a_line("Lê Thị Hai"))
    before = db.session.scalar(select(func.count()).select_from(Liaison)) or 0
    db.session.rollback()

    answers = one_behind_the_other(app, first, second)

    assert not any(isinstance(one, Exception) for one in answers), answers
    assert (members(), members("Lê Thị Hai")) == (1, 1)
    assert db.session.scalar(select(func.count()).select_from(Liaison)) == before + 2
    told = db.session.execute(select(ImportBatch.members, ImportBatch.known).order_by(ImportBatch.id)).all()
    assert [tuple(one) for one in told] == [(2, 0), (0, 2)]


def test_one_person_who_presses_in_two_windows_writes_once(world, app, office):
    uploaded(office, a_line())
    act = partial(write_list, world.actor("hanh"), batch().ref, WriteList(version=batch().version))

    answers = one_behind_the_other(app, act, act)

    assert sum(isinstance(one, Exception) for one in answers) == 1
    assert members() == 1


def test_a_process_killed_in_the_middle_of_the_writing_leaves_nothing_and_the_list_can_be_written(
    world, office
):
    page = uploaded(office, a_line(), a_line("Lê Thị Hai"))
    actor, ref, version = world.actor("hanh"), batch().ref, batch().version
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if child == 0:  # the other process: it dies with all rows written and nothing committed
        try:
            event.listen(Session, "before_commit", lambda _session: os.kill(os.getpid(), signal.SIGKILL))
            write_list(actor, ref, WriteList(version=version))
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert (members(), members("Lê Thị Hai"), batch().state) == (0, 0, ImportState.READ)
    office.send(page, form="/write")
    assert (members(), members("Lê Thị Hai")) == (1, 1)
