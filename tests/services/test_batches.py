"""Many papers as one file: made by the worker, whole or not at all, for whoever asked and while the right lasts."""

import errno
import io
import os
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from access import Actor
from adapters import clock as clocks
from adapters import files, papers
from adapters.tools import tools
from cli import worker
from domain.errors import NotFound, Refused
from models import EvaluationRound, IntroductionLetter, Mandate, OutboxMessage, PaperBatch, db
from models.vocabulary import BatchForm, BatchState, BatchTrouble, EvaluationState, OutboxState
from services import batches, outbox
from services.batches import AskForPapers, ask_for_letters, ask_for_sheets, file_of
from tests.support.factories import an_evaluation
from tests.support.papers import needs_poppler, pages_of_pdf, words_of_pdf

WORKER = Actor.worker()


@pytest.fixture
def act(world):
    """The letters of one act: two of them."""
    letters = db.session.scalars(select(IntroductionLetter).order_by(IntroductionLetter.id).limit(2)).all()
    ref = letters[0].batch
    db.session.execute(
        update(IntroductionLetter).where(IntroductionLetter.id == letters[1].id).values(batch=ref)
    )
    db.session.commit()
    return ref


def ask(world, act, kind=BatchForm.PDF, who="kien"):
    return ask_for_letters(world.actor(who), act, AskForPapers(kind=kind)).ref


def row(ref):
    found = db.session.scalars(select(PaperBatch).where(PaperBatch.ref == ref)).one()
    db.session.refresh(found)
    return found


def work():
    import threading

    worker.turn(threading.Event())


def left():
    folder = tools().instance / files.NAME
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


@pytest.fixture(autouse=True)
def empty_folder(app):
    with app.app_context():
        for file in (tools().instance / files.NAME).glob("*"):
            file.unlink()


@needs_poppler
def test_the_worker_makes_one_pdf_of_all_letters_of_an_act(world, act):
    ref = ask(world, act)
    assert row(ref).state is BatchState.WAITING
    work()

    found, path = file_of(world.actor("kien"), ref)
    assert (found.state, found.total, found.trouble) == (BatchState.READY, 2, None)
    assert path.stat().st_size == found.size
    assert words_of_pdf(path.read_bytes()).count("GIẤY GIỚI THIỆU") == 2


@needs_poppler
def test_a_zip_holds_a_pdf_for_each_paper_and_names_nobody(world, act):
    ref = ask(world, act, BatchForm.ZIP)
    work()

    with ZipFile(io.BytesIO(file_of(world.actor("kien"), ref)[1].read_bytes())) as archive:
        names = archive.namelist()
        assert len(names) == 2
        assert all(name.startswith(("0001-giay-gioi-thieu", "0002-giay-gioi-thieu")) for name in names)
        assert pages_of_pdf(archive.read(names[0])) == 1


def test_nobody_else_fetches_it_and_not_in_another_office(world, act):
    ref = ask(world, act)
    work()

    for other in (world.actor("thu"), world.actor("hanh"), world.actor("kien").alone):
        with pytest.raises(NotFound):
            file_of(other, ref)


def test_after_a_day_it_is_gone(world, act, clock):
    ref = ask(world, act)
    work()
    clock.move(hours=25)

    with pytest.raises(NotFound):
        file_of(world.actor("kien"), ref)
    for file in (tools().instance / files.NAME).iterdir():
        os.utime(file, (0, 0))
    batches.sweep_batches(WORKER, clocks.today())
    assert left() == []


def test_a_right_lost_before_the_worker_comes_leaves_no_file(world, act):
    ref = ask(world, act)
    db.session.execute(update(Mandate).values(ends_on=clocks.today()))
    db.session.commit()
    work()

    assert (row(ref).state, row(ref).trouble) == (BatchState.FAILED, BatchTrouble.RIGHT_LOST)
    assert left() == []


def test_a_right_lost_while_the_file_is_made_leaves_no_file(world, act, monkeypatch):
    ref = ask(world, act, BatchForm.ZIP)
    made = papers.pdf

    def lose_it(shown):
        db.session.execute(update(Mandate).values(ends_on=clocks.today()))
        db.session.commit()
        return made(shown)

    monkeypatch.setattr(papers, "pdf", lose_it)
    work()

    assert (row(ref).state, row(ref).trouble) == (BatchState.FAILED, BatchTrouble.RIGHT_LOST)
    assert left() == []


def test_a_paper_that_goes_out_of_sight_while_the_file_is_made_leaves_no_file(world, act, monkeypatch):
    ref = ask(world, act, BatchForm.ZIP)
    made = papers.pdf

    def cancel_one(shown):
        letter = select(IntroductionLetter.id).where(IntroductionLetter.batch == act).limit(1)
        number = db.session.scalar(letter)
        taken_back = update(IntroductionLetter).where(IntroductionLetter.id == number)
        db.session.execute(taken_back.values(cancelled_on=clocks.today()))
        db.session.commit()
        return made(shown)

    monkeypatch.setattr(papers, "pdf", cancel_one)
    work()

    assert (row(ref).state, row(ref).trouble) == (BatchState.FAILED, BatchTrouble.RIGHT_LOST)
    assert left() == []


def test_an_office_that_ended_afterwards_fetches_nothing(world, act):
    ref = ask(world, act)
    work()
    db.session.execute(update(Mandate).values(ends_on=clocks.today()))
    db.session.commit()

    with pytest.raises(NotFound):
        file_of(world.actor("kien"), ref)


def test_a_paper_that_went_out_of_sight_stops_the_download_of_all(world, act):
    ref = ask(world, act)
    work()
    letter = select(IntroductionLetter.id).where(IntroductionLetter.batch == act).limit(1)
    db.session.execute(
        update(IntroductionLetter)
        .where(IntroductionLetter.id == db.session.scalar(letter))
        .values(cancelled_on=clocks.today())
    )
    db.session.commit()

    with pytest.raises(Refused):
        file_of(world.actor("kien"), ref)


def test_a_full_disk_is_told_and_tried_again(world, act, monkeypatch, clock):
    ref = ask(world, act)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        work()
    assert (row(ref).state, row(ref).trouble) == (BatchState.WAITING, BatchTrouble.DISK_FULL)
    assert left() == []

    clock.move(minutes=2)
    work()
    assert (row(ref).state, row(ref).trouble) == (BatchState.READY, None)


def test_a_worker_killed_in_the_middle_leaves_no_half_file_and_another_begins_anew(
    world, act, monkeypatch, clock
):
    ref = ask(world, act, BatchForm.ZIP)
    claimed = outbox.claim(WORKER)
    assert claimed is not None
    with monkeypatch.context() as broken:
        broken.setattr(papers, "pdf", lambda _papers: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            batches.make_batch(WORKER, claimed.key, claimed.payload)
    db.session.rollback()
    assert row(ref).state is BatchState.MAKING
    assert left() == []

    clock.move(minutes=6)
    work()
    assert row(ref).state is BatchState.READY
    done = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic == batches.TOPIC)).one()
    db.session.refresh(done)
    assert done.state is OutboxState.DONE


def test_a_file_that_takes_long_stays_with_the_worker_that_makes_it(world, act, monkeypatch, clock):
    ref = ask(world, act, BatchForm.ZIP)
    claimed = outbox.claim(WORKER)
    assert claimed is not None
    made = papers.pdf

    def slowly(shown):
        clock.move(minutes=4)
        return made(shown)

    monkeypatch.setattr(papers, "pdf", slowly)
    monkeypatch.setattr(batches, "STEP", 1)
    batches.make_batch(WORKER, claimed.key, claimed.payload)

    assert row(ref).state is BatchState.READY
    assert outbox.claim(WORKER) is None


def test_papers_are_made_at_night_too(world, act, clock):
    ref = ask(world, act)
    clock.move(hours=14)
    work()

    assert row(ref).state is BatchState.READY


def test_letters_out_of_sight_are_not_gathered(world, act):
    for other in ("long", "nhan"):
        with pytest.raises(NotFound):
            ask(world, act, who=other)


def test_the_signed_sheets_of_a_round_are_one_file(world):
    sheets = [an_evaluation(one, state=EvaluationState.SEEN) for one in (world.mai, world.yen)]
    round_ref = db.session.get_one(EvaluationRound, sheets[0].round_id).ref
    ref = ask_for_sheets(world.actor("hanh"), round_ref, AskForPapers(kind=BatchForm.PDF)).ref
    work()

    assert row(ref).state is BatchState.READY
    assert row(ref).total >= 1
