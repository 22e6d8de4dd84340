"""The trail: what goes into it, what never does, and that nobody changes it unnoticed."""

import json

import pytest
from sqlalchemy import Enum, String, Text, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from access import Actor
from models import AuditEntry, AuditHead, Base, Member, Organisation, Residence
from models import db as database
from services import audit
from services.unit import use_case
from tests.support.factories import a_member, a_residence

HARMLESS = {
    # Words of the house, keys and hashes: in no way about a person.
    "account.sign_in_name",
    "change.to_name",
    "correction.about_ref",
    "evaluation.batch",
    "evaluation_agreement.number_text",
    "import_batch.file_hash",
    "import_batch.rows_hash",
    "import_mapping.headings_hash",
    "introduction_letter.batch",
    "introduction_letter.number_text",
    "introduction_letter.term",
    "issued_document.code",
    "issued_document.fingerprint",
    "issued_document.number_text",
    "issued_document.subject_ref",
    "meeting.door_ref",
    "meeting.invitation_ref",
    "meeting_reminder.half",
    "minutes.number_text",
    "organisation.name",
    "organisation.path",
    "organisation.symbol",
    "organisation.term",
    "organisation_name.decision",
    "organisation_name.name",
    "residence.unit",
    "workplace.host",
    "change.new_unit",
}
"""Texts of audited tables whose values the trail may repeat: organisations, places, numbers, the group one lives in."""


@use_case
def rename(actor: Actor, organisation_id: int, name: str) -> Organisation:
    organisation = database.session.get_one(Organisation, organisation_id)
    organisation.name = name
    return organisation


@use_case
def move_in_and_out(actor: Actor, member_id: int) -> None:
    member = database.session.get_one(Member, member_id)
    member.phone, member.full_name = "0900123456", "Nguyễn Thị Kín"
    home = database.session.scalars(select(Residence).where(Residence.member_id == member_id)).one()
    database.session.delete(home)


def entries() -> list[AuditEntry]:
    return list(database.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def open_to_tampering() -> None:
    """Take away what the database itself refuses, as somebody with its administrator's rights could."""
    if database.engine.dialect.name == "sqlite":
        database.session.execute(text("DROP TRIGGER audit_entry_not_updated"))
        database.session.execute(text("DROP TRIGGER audit_entry_not_deleted"))
    else:
        database.session.execute(text("DROP TRIGGER audit_entry_not_changed ON audit_entry"))


@pytest.fixture
def whole(world):
    """A trail of a few entries, made by two people."""
    for number, who in enumerate(("hanh", "loc", "hanh", "kien")):
        rename(world.actor(who), world.cell5.id, f"Chi bộ Tổ dân phố 5 {'ABCD'[number]}")
    assert audit.verify() is None
    return entries()


def test_a_change_leaves_its_entry_with_old_and_new_values(world):
    actor, cell = world.actor("hanh"), world.cell6
    before = len(entries())

    rename(actor, cell.id, "Chi bộ Khối 6")

    (entry,) = entries()[before:]
    assert (entry.action, entry.subject, entry.subject_id) == ("rename", "organisation", cell.id)
    assert (entry.account_id, entry.organisation_id, entry.office) == (
        actor.account_id,
        actor.organisation_id,
        actor.office,
    )
    assert json.loads(entry.detail) == {"": "~", "name": ["Chi bộ Tổ dân phố 6", "Chi bộ Khối 6"]}


def test_what_is_personal_is_said_to_have_changed_and_not_repeated(world):
    before = len(entries())

    move_in_and_out(world.actor("hang"), world.mai.id)

    changed, taken_out = sorted(entries()[before:], key=lambda entry: entry.subject)
    assert json.loads(changed.detail)["phone"] == [audit.KEPT, audit.KEPT]
    assert json.loads(taken_out.detail) == {"": "-"}
    assert "Kín" not in changed.detail
    assert "0900" not in changed.detail


def test_no_entry_of_this_world_holds_a_name_a_number_or_a_birthday(world):
    people = database.session.execute(select(Member.full_name, Member.phone, Member.born)).all()

    told = "".join(entry.detail for entry in entries())

    assert told
    assert [value for row in people for value in row if value in told] == []


def test_every_text_that_is_kept_about_somebody_is_known_to_be_personal():
    texts = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name in AUDITED
        for column in table.columns
        if isinstance(column.type, String | Text) and not isinstance(column.type, Enum)
        if column.name not in audit._PERSONAL | audit._SILENT and not column.foreign_keys
    }

    assert texts - HARMLESS == set(), "Say in services/audit.py that it is personal, or here why it is not."
    assert HARMLESS - texts == set(), "These are no longer there."


AUDITED = {
    mapper.class_.__tablename__
    for mapper in Base.registry.mappers
    if getattr(mapper.class_, "__audited__", False)
}


def test_nothing_is_written_when_nothing_has_changed(world):
    before = len(entries())

    rename(world.actor("hanh"), world.cell5.id, world.cell5.name)

    assert len(entries()) == before


def test_an_entry_by_hand_belongs_to_a_use_case(db):
    with pytest.raises(RuntimeError):
        audit.note("look", 1)


def test_a_change_whose_entry_cannot_be_written_does_not_happen(world):
    name = world.cell5.name
    database.session.execute(text("ALTER TABLE audit_entry RENAME TO taken_away"))
    database.session.commit()

    with pytest.raises(DBAPIError):
        rename(world.actor("hanh"), world.cell5.id, "Chi bộ khác")

    assert world.cell5.name == name


@pytest.mark.parametrize(
    "statement",
    [update(AuditEntry).values(action="nothing"), delete(AuditEntry), text("DELETE FROM audit_entry")],
)
def test_the_database_refuses_to_change_or_take_out_an_entry(whole, statement):
    with pytest.raises(IntegrityError, match="only added to"):
        database.session.execute(statement)
    database.session.rollback()

    assert audit.verify() is None


@pytest.mark.parametrize(
    "column", ["detail", "action", "at", "account_id", "organisation_id", "office", "subject"]
)
def test_an_edited_entry_is_found(whole, column):
    open_to_tampering()
    edited, other = whole[-2], whole[-1]
    value = {"at": other.at.replace(year=2020), "detail": "{}", "action": "x", "subject": "x"}.get(column)
    database.session.execute(update(AuditEntry).where(AuditEntry.id == edited.id).values({column: value}))

    assert audit.verify() == edited.id


def test_an_entry_taken_out_of_the_middle_is_found(whole):
    open_to_tampering()
    database.session.execute(delete(AuditEntry).where(AuditEntry.id == whole[-3].id))

    assert audit.verify() == whole[-3].id


def test_a_trail_cut_at_its_end_is_found(whole):
    open_to_tampering()
    database.session.execute(delete(AuditEntry).where(AuditEntry.id >= whole[-2].id))

    assert audit.verify() == whole[-2].id


def test_a_trail_that_was_emptied_is_found(whole):
    open_to_tampering()
    database.session.execute(delete(AuditEntry))

    assert audit.verify() == 1


def test_a_head_set_back_to_hide_the_cut_is_found_by_the_next_entry_only_with_the_key(whole, world):
    """Whoever lacks the key cannot make a new end that fits: a forged hash is found."""
    open_to_tampering()
    database.session.execute(update(AuditEntry).where(AuditEntry.id == whole[-1].id).values(hash="0" * 64))
    database.session.execute(update(AuditHead).values(hash="0" * 64))

    assert audit.verify() == whole[-1].id


def test_the_chain_is_followed_over_more_entries_than_are_read_at_once(whole):
    assert audit.verify(chunk=1) is None


def test_rows_written_in_bulk_are_told_by_hand(db):
    @use_case
    def bring_in(actor: Actor) -> None:
        audit.note("member", None, rows=3)

    bring_in(Actor.worker())

    (entry,) = entries()
    assert (entry.subject, json.loads(entry.detail)) == ("member", {"rows": 3})
    assert database.session.scalar(select(func.count()).select_from(AuditHead)) == 1


def test_builders_write_no_entry_since_they_are_no_use_case(world):
    before = len(entries())

    a_residence(a_member())

    assert len(entries()) == before
