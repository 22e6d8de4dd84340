"""The living contact between a working member and the place where he or she lives."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class MeetingKind(Word):
    """Kinds of meeting of a residence cell; people's meetings are counted apart."""

    PERIODIC = "periodic", label("Half-yearly meeting")
    THEMATIC = "thematic", label("Thematic meeting")
    OTHER = "other", label("Other meeting")
    PEOPLE = "people", label("People's meeting")

    @property
    def fulfils(self) -> bool:
        """Whether a meeting of this kind counts as the meeting of its half-year (article 4, item 3)."""
        return self in (MeetingKind.PERIODIC, MeetingKind.THEMATIC)


class MeetingState(Word):
    """Life of a meeting."""

    PLANNED = "planned", label("Planned")
    CONVENED = "convened", label("Members convened")
    HELD = "held", label("Held")
    SIGNED = "signed", label("Minutes signed")
    CLOSED = "closed", label("File closed")
    CANCELLED = "cancelled", label("Cancelled")

    @property
    def is_held(self) -> bool:
        """Whether the meeting took place: its attendance was saved."""
        return self in (MeetingState.HELD, MeetingState.SIGNED, MeetingState.CLOSED)


class MeetingStage(Word):
    """What happened to a meeting, in order."""

    PLANNED = "planned", label("Planned")
    CONVENED = "convened", label("Members convened")
    MOVED = "moved", label("Time or place changed")
    ATTENDANCE = "attendance", label("Attendance saved")
    SIGNED = "signed", label("Minutes signed")
    AMENDED = "amended", label("Minutes amended by a new version")
    CLOSED = "closed", label("File closed")
    CANCELLED = "cancelled", label("Cancelled")


class AttendanceStatus(Word):
    """Where one member stands at one meeting; empty until somebody says."""

    PRESENT = "present", label("Present")
    ONLINE = "online", label("Present on line")
    ABSENT = "absent", label("Absent")
    EXCUSED = "excused", label("Absent with reason")
    UNEXCUSED = "unexcused", label("Absent without reason")
    NOT_COUNTED = "not_counted", label("Not counted")

    @property
    def is_present(self) -> bool:
        """Whether the member took part, in the room or on line."""
        return self in (AttendanceStatus.PRESENT, AttendanceStatus.ONLINE)

    @property
    def is_absent(self) -> bool:
        """Whether the member should have been there and was not."""
        return self in (AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED)


class AttendanceSource(Word):
    """How a status came to be known."""

    LIST = "list", label("Ticked on the list")
    NUMBERS = "numbers", label("By the numbers on paper")
    SCAN = "scan", label("By the member's own phone")


class ContactKind(Word):
    """Ways of keeping in contact; money is none of them."""

    VISIT = "visit", label("Met in person")
    CALL = "call", label("Phone call")
    MESSAGE = "message", label("Sent by Zalo")
    LETTER = "letter", label("In writing")
    HELP = "help", label("Help given")
    OPINION = "opinion", label("Opinion brought")


class ContactState(Word):
    """Life of a contact: the cell's own are confirmed at once, a member's wait for the cell."""

    PROPOSED = "proposed", label("Waiting for the cell")
    CONFIRMED = "confirmed", label("Confirmed")
    DECLINED = "declined", label("Not confirmed")
    WITHDRAWN = "withdrawn", label("Withdrawn")


class OpinionState(Word):
    """Life of an opinion."""

    RAISED = "raised", label("Raised")
    PASSED_ON = "passed_on", label("Passed on")
    ANSWERED = "answered", label("Answered")
    TOLD = "told", label("Answer told to the person")


class Competence(Word):
    """What a member may be asked for; a short list, with own words beside it."""

    HEALTH = "health", label("Health")
    EDUCATION = "education", label("Education, training")
    LAW = "law", label("Law, conciliation")
    BUILDING = "building", label("Building, roads, planning")
    ELECTRICITY = "electricity", label("Electricity, water, repairs")
    COMPUTING = "computing", label("Computers, telephones, digital services")
    FARMING = "farming", label("Farming, environment")
    BUSINESS = "business", label("Business, accounts")
    CULTURE = "culture", label("Culture, sport, information")
    OTHER = "other", label("Something else")


class NeedState(Word):
    """Life of a need of the cell."""

    OPEN = "open", label("Looking for members")
    MET = "met", label("Met")
    WITHDRAWN = "withdrawn", label("Withdrawn")


class MatchState(Word):
    """Life of one question to one member; who declines gives no reason."""

    ASKED = "asked", label("Asked")
    ACCEPTED = "accepted", label("Accepted")
    DECLINED = "declined", label("Declined")
    CERTIFIED = "certified", label("Certified")
    WITHDRAWN = "withdrawn", label("No longer needed")
