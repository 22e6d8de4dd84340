"""The list of the meeting of cell 5: the numbers of its people, its page, where everybody stands."""

from sqlalchemy import select

from models import Attendance, db

ANH78, ANH85, MAI, TUAN = 1, 2, 3, 4


def at(meeting, more=""):
    return f"/meetings/{meeting.ref}/attendance{more}"


def told(meeting):
    found = select(Attendance.number, Attendance.status).where(Attendance.meeting_id == meeting.id)
    return dict(db.session.execute(found).all())
