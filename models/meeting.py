"""Meetings of a residence cell with its working members, who was there, and the minutes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Audited, Numbered, Referenced, Table, Versioned, guard
from models.member import Member
from models.organisation import Organisation
from models.types import Ref, UtcTime, new_ref, one_of
from models.vocabulary import AttendanceSource, AttendanceStatus, MeetingKind, MeetingStage, MeetingState


class Meeting(Referenced, Versioned, Audited, Table):
    """One meeting of one cell (article 4, item 3). `on` is its day in Viet Nam, by which half-years are counted."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("place IS NOT NULL OR link IS NOT NULL", name="somewhere"),
        CheckConstraint(
            "(state = 'cancelled') = (cancelled_because IS NOT NULL)", name="cancelled_has_reason"
        ),
        CheckConstraint(
            "state IN ('planned', 'cancelled') OR convened_on IS NOT NULL", name="convened_has_day"
        ),
        Index("ix_meeting_cell_day", "cell_id", "on", "id"),
    )

    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[MeetingKind] = mapped_column(one_of(MeetingKind))
    state: Mapped[MeetingState] = mapped_column(one_of(MeetingState))
    starts_at: Mapped[datetime] = mapped_column(UtcTime)
    on: Mapped[date]
    place: Mapped[str | None] = mapped_column(String(200))
    link: Mapped[str | None] = mapped_column(String(500))
    """Where one takes part on line; such a meeting counts like any other."""
    agenda: Mapped[str | None] = mapped_column(String(2000))
    invitation_ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    """Opens the public invitation: kind, time and place, nobody's name."""
    door_ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    """What the code at the door says; not derived from the invitation, which anybody may pass on."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Counts the changes of time and place, so that calendars take over the newest."""
    convened_on: Mapped[date | None]
    """The day of the list: its FULL active members are convened."""
    savings: Mapped[int] = mapped_column(default=0)
    """How often attendance was saved; a page opened before another saving is answered with what differs."""
    attendance_at: Mapped[datetime | None] = mapped_column(UtcTime)
    attendance_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    cancelled_because: Mapped[str | None] = mapped_column(String(500))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    cell: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    attendance_by: Mapped[Account | None] = relationship(lazy="raise_on_sql")

    @property
    def is_online(self) -> bool:
        """Whether one may take part on line."""
        return self.link is not None


class MeetingStep(Numbered, Table):
    """What happened to a meeting, when and by whom; never changed afterwards."""

    __tablename__ = "meeting_step"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    stage: Mapped[MeetingStage] = mapped_column(one_of(MeetingStage))
    at: Mapped[datetime] = mapped_column(UtcTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str | None] = mapped_column(String(500))

    by: Mapped[Account | None] = relationship(lazy="raise_on_sql")


class Attendance(Numbered, Table):
    """One member on the list of one meeting, under the number that stands on the paper too."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id", name="uq_attendance_once"),
        UniqueConstraint("meeting_id", "number", name="uq_attendance_number"),
        CheckConstraint("number > 0", name="numbered_from_one"),
        CheckConstraint(
            "NOT is_guest OR status IS NULL OR status IN ('present', 'online', 'not_counted')",
            name="guest_never_absent",
        ),
        Index("ix_attendance_member_meeting", "member_id", "meeting_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    number: Mapped[int]
    is_guest: Mapped[bool] = mapped_column(default=False)
    """Not convened and never counted absent: exempt from activities (BR-08), or come after the list was made."""
    status: Mapped[AttendanceStatus | None] = mapped_column(one_of(AttendanceStatus))
    source: Mapped[AttendanceSource | None] = mapped_column(one_of(AttendanceSource))
    arrived_at: Mapped[datetime | None] = mapped_column(UtcTime)

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Minutes(Referenced, Versioned, Audited, Table):
    """One edition of the minutes; frozen once signed, amended by the next edition."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "edition", name="uq_minutes_edition"),
        CheckConstraint("(signed_at IS NULL) = (signed_by_id IS NULL)", name="signed_by_somebody"),
        CheckConstraint("(signed_at IS NULL) = (number_text IS NULL)", name="signed_has_number"),
        CheckConstraint("(edition = 1) = (amended_because IS NULL)", name="amended_has_reason"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    edition: Mapped[int]
    agenda: Mapped[str | None] = mapped_column(String(2000))
    information: Mapped[str | None] = mapped_column(String(4000))
    theme: Mapped[str | None] = mapped_column(String(4000))
    discussion: Mapped[str | None] = mapped_column(String(4000))
    conclusions: Mapped[str | None] = mapped_column(String(4000))
    chair: Mapped[str | None] = mapped_column(String(120))
    note_taker: Mapped[str | None] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    amended_because: Mapped[str | None] = mapped_column(String(500))
    number_text: Mapped[str | None] = mapped_column(String(40))
    """Given at the first signature, in the cell's term (BR-12); amended editions keep it."""
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    signed_by: Mapped[Account | None] = relationship(lazy="raise_on_sql")


guard(
    Minutes,
    {
        "sqlite": (
            "CREATE TRIGGER minutes_not_updated BEFORE UPDATE ON minutes WHEN OLD.signed_at IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'signed minutes stay as they are'); END",
            "CREATE TRIGGER minutes_not_deleted BEFORE DELETE ON minutes WHEN OLD.signed_at IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'signed minutes stay as they are'); END",
        ),
        "postgresql": (
            "CREATE FUNCTION minutes_stay() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'signed minutes stay as they are' USING ERRCODE = 'restrict_violation'; END$$",
            "CREATE TRIGGER minutes_not_changed BEFORE UPDATE OR DELETE ON minutes "
            "FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION minutes_stay()",
        ),
    },
)


class MeetingReminder(Numbered, Audited, Table):
    """A commune committee reminded one of its cells of the meeting of a half-year."""

    __tablename__ = "meeting_reminder"
    __table_args__ = (UniqueConstraint("cell_id", "half", "on", name="uq_meeting_reminder_day"),)

    cell_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    half: Mapped[str] = mapped_column(String(6))
    """Year and half: 2026-1."""
    on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    by: Mapped[Account] = relationship(lazy="raise_on_sql")
