"""One use case, one transaction: all of it or nothing, once, whoever comes at the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import joinedload

from access import Actor
from domain.errors import Conflict, Refused
from models import WRITING, AuditEntry, Base, FormKey, Liaison, Member, NumberSeries, Organisation
from models import db as database
from models.vocabulary import LiaisonState
from services.invariants import _SENTENCES
from services.numbers import take
from services.unit import once, use_case
from tests.support.factories import a_liaison

WRITERS, EACH = 8, 12
ON_SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize(
    "engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


@use_case
def rename(actor: Actor, organisation_id: int, name: str, work=lambda: None) -> Organisation:
    organisation = database.session.get_one(Organisation, organisation_id)
    organisation.name = name
    work()
    return organisation


def fail() -> None:
    raise Refused("No.")


def fail_after(actor: Actor, organisation_id: int) -> None:
    rename(actor, organisation_id, "Chi bộ B")
    fail()


def name_of(organisation_id: int) -> str:
    database.session.rollback()
    name: str = database.session.execute(
        select(Organisation.name).where(Organisation.id == organisation_id)
    ).scalar_one()
    return name


def count(table) -> int:
    return database.session.scalar(select(func.count()).select_from(table)) or 0


class Failing:
    """Work that loses the connection a few times before it succeeds."""

    def __init__(self, times: int) -> None:
        self.left, self.tried = times, 0

    def __call__(self) -> None:
        self.tried += 1
        database.session.flush()
        if self.left:
            self.left -= 1
            raise OperationalError("UPDATE", {}, Exception("server closed the connection unexpectedly"))


def test_what_a_use_case_does_is_done_when_it_returns(world):
    rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5")

    assert name_of(world.cell5.id) == "Chi bộ Khối 5"


def test_what_a_use_case_began_is_undone_when_it_is_refused(world):
    before, entries = world.cell5.name, count(AuditEntry)

    with pytest.raises(Refused):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", fail)

    assert name_of(world.cell5.id) == before
    assert count(AuditEntry) == entries


def test_a_page_can_show_its_rows_again_beside_a_refusal(world):
    member = database.session.scalars(
        select(Member).where(Member.id == world.mai.id).options(joinedload(Member.workplace))
    ).one()

    with pytest.raises(Refused):
        rename(world.actor("hang"), world.tax_cell.id, "Chi bộ Khối 5", fail)

    assert member.workplace.name == "Chi bộ Phòng Nghiệp vụ"


def test_a_use_case_inside_another_belongs_to_its_transaction(world):
    hanh, cell = world.actor("hanh"), world.cell5.id
    before = name_of(cell)

    with pytest.raises(Refused):
        rename(hanh, cell, "Chi bộ A", lambda: fail_after(hanh, world.cell6.id))

    assert name_of(cell) == before
    assert name_of(world.cell6.id) == "Chi bộ Tổ dân phố 6"


def test_the_trail_names_the_outer_of_two(world):
    @use_case
    def reorganise(actor: Actor) -> None:
        rename(actor, world.cell5.id, "Chi bộ A")

    reorganise(world.actor("hanh"))

    latest = database.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert latest.action == "reorganise"


@pytest.mark.parametrize("times", [1, 2])
def test_a_use_case_is_tried_again_when_the_connection_is_lost(world, times):
    work, entries = Failing(times), count(AuditEntry)

    rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", work)

    assert work.tried == times + 1
    assert name_of(world.cell5.id) == "Chi bộ Khối 5"
    assert count(AuditEntry) == entries + 1


def test_a_database_that_stays_away_is_said_to_be_away(world):
    work = Failing(9)

    with pytest.raises(OperationalError):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", work)

    assert work.tried == 3


@ON_POSTGRESQL
def test_a_connection_cut_by_the_server_is_replaced(world):
    cut = iter([True, False])

    def be_cut() -> None:
        if next(cut):
            own = database.session.scalar(text("SELECT pg_backend_pid()"))
            with database.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            database.session.execute(text("SELECT 1"))

    rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", be_cut)

    assert name_of(world.cell5.id) == "Chi bộ Khối 5"


def test_a_second_click_is_given_the_first_answer(world):
    tried: list[int] = []
    for _click in range(2):
        with once("k" * 20, "the same") as form:
            rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", lambda: tried.append(1))

    assert len(tried) == 1
    assert form.repeated
    assert form.result_ref == world.cell5.ref


def test_the_same_key_with_another_content_is_refused(world):
    with once("k" * 20, "one"):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5")

    with pytest.raises(Refused, match="already sent"), once("k" * 20, "another"):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 6")

    assert name_of(world.cell5.id) == "Chi bộ Khối 5"


def test_a_form_that_was_refused_may_be_sent_again(world):
    with pytest.raises(Refused), once("k" * 20, "one"):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5", fail)

    with once("k" * 20, "two") as form:
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5")

    assert not form.repeated
    assert count(FormKey) == 1


def test_an_answer_lost_after_the_commit_is_given_by_the_repeat(world):
    """The database has it, the application never heard: the repeat finds the key and does nothing twice."""
    lost = iter([True, False, False])

    def lose(connection) -> None:
        if next(lost):
            raw = connection.connection.dbapi_connection
            raw.execute("COMMIT")
            raise OperationalError("COMMIT", {}, Exception("connection reset"))

    event.listen(database.engine, "commit", lose)
    try:
        with once("k" * 20, "one") as form:
            rename(world.actor("hanh"), world.cell5.id, "Chi bộ Khối 5")
    finally:
        event.remove(database.engine, "commit", lose)

    assert form.repeated
    assert form.result_ref == world.cell5.ref
    assert count(FormKey) == 1


def test_two_clicks_at_the_same_moment_do_it_once(app, world):
    actor, cell = world.actor("hanh"), world.cell5.id
    ready = threading.Barrier(2)

    def click(_number: int) -> str:
        with app.app_context():
            ready.wait()
            with once("k" * 20, "the same") as form:
                rename(actor, cell, "Chi bộ Khối 5", lambda: time.sleep(0.05))
            return form.result_ref or ""

    database.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(click, range(2)))

    assert answers == [world.cell5.ref] * 2
    assert count(FormKey) == 1


def test_a_broken_invariant_is_told_in_words(world):
    @use_case
    def tie_again(actor: Actor) -> None:
        a_second = a_copy_of(world.liaison("mai"))
        database.session.add(a_second)

    with pytest.raises(Refused, match="already has a liaison") as refused:
        tie_again(world.actor("hang"))

    assert refused.value.field == "members"


def a_copy_of(liaison: Liaison) -> Liaison:
    left_out = {"id", "ref", "version"}
    columns = [one.key for one in Liaison.__mapper__.column_attrs if one.key not in left_out]
    return Liaison(**{name: getattr(liaison, name) for name in columns})


def test_an_invariant_that_no_person_can_break_is_an_error_of_ours(world):
    @use_case
    def end_without_a_reason(actor: Actor, liaison_id: int) -> None:
        database.session.get_one(Liaison, liaison_id).state = LiaisonState.ENDED

    with pytest.raises(IntegrityError):
        end_without_a_reason(world.actor("hanh"), a_liaison().id)


@pytest.mark.parametrize("name", _SENTENCES)
def test_every_invariant_with_a_sentence_exists(name):
    tables = Base.metadata.sorted_tables
    names = {str(one.name) for table in tables for one in table.constraints}
    names |= {str(one.name) for table in tables for one in table.indexes}

    assert name in names


def test_a_stale_row_is_a_conflict(world):
    @use_case
    def write_what_somebody_else_writes(actor: Actor) -> None:
        member = database.session.get_one(Member, world.mai.id)
        other = update(Member).where(Member.id == member.id).values(version=Member.version + 1)
        database.session.execute(other.execution_options(synchronize_session=False))
        member.position = "Phó Trưởng phòng"

    with pytest.raises(Conflict):
        write_what_somebody_else_writes(world.actor("hang"))


@use_case
def take_one(actor: Actor, organisation_id: int) -> int:
    number = take(database.session.get_one(Organisation, organisation_id), "GGT")
    time.sleep(0.001)
    return number


@pytest.mark.slow
def test_eight_who_write_at_once_lose_no_update(app, world):
    """No error, and every number from 1 on given once."""
    worker, organisation_id = Actor.worker(), world.tax.id
    database.session.rollback()

    def write(_writer: int) -> list[int]:
        with app.app_context():
            return [take_one(worker, organisation_id) for _ in range(EACH)]

    with ThreadPoolExecutor(WRITERS) as pool:
        taken = [number for numbers in pool.map(write, range(WRITERS)) for number in numbers]

    assert sorted(taken) == list(range(1, WRITERS * EACH + 1))


@ON_SQLITE
@pytest.mark.slow
def test_without_the_write_lock_at_the_beginning_they_fail(app, world):
    """The same work in transactions that begin as reads: proof that the test above can fail."""
    organisation_id = world.tax.id
    database.session.add(NumberSeries(organisation_id=organisation_id, term="t", document="GGT"))
    database.session.commit()
    ready = threading.Barrier(WRITERS)

    def write(_writer: int) -> int:
        ready.wait()
        failed = 0
        with app.app_context():
            for _ in range(EACH):
                try:
                    read_then_write()
                except OperationalError:
                    failed += 1
        return failed

    with ThreadPoolExecutor(WRITERS) as pool:
        failed = sum(pool.map(write, range(WRITERS)))

    written = database.session.scalar(select(NumberSeries.last))
    assert failed > 0 or written != WRITERS * EACH


def read_then_write() -> None:
    with database.engine.connect().execution_options(**{WRITING: False}) as connection, connection.begin():
        last = connection.execute(select(NumberSeries.last)).scalar_one()
        time.sleep(0.002)
        connection.execute(update(NumberSeries).values(last=last + 1))
