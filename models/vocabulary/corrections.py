"""What a member may ask to have put right in the own record, and what became of the request."""

from __future__ import annotations

from models.vocabulary.changes import ChangeWord
from models.vocabulary.contact import AttendanceStatus, ContactKind
from models.vocabulary.register import Category, Sex
from models.vocabulary.word import Word, label


class CorrectionLine(Word):
    """The lines of the own record."""

    FULL_NAME = "full_name", label("Full name")
    SEX = "sex", label("Sex")
    BORN = "born", label("Date of birth")
    ADMITTED = "admitted", label("Date of admission")
    OFFICIAL = "official", label("Date of full membership")
    CARD_NUMBER = "card_number", label("Party card number")
    POSITION = "position", label("Position")
    PHONE = "phone", label("Phone number")
    WORKPLACE = "workplace", label("Workplace Party cell")
    ADDRESS = "address", label("Home address")
    CATEGORY = "category", label("Category")
    CELL = "cell", label("Residence Party cell")
    CHANGE = "change", label("Change notice about me")
    CONTACT = "contact", label("Contact with the cell")
    MEETING = "meeting", label("Attendance at a meeting")

    @property
    def is_of_a_row(self) -> bool:
        """Whether it is about one thing of several: a change, a contact, a meeting."""
        return self in (CorrectionLine.CHANGE, CorrectionLine.CONTACT, CorrectionLine.MEETING)

    def word_of(self, value: str) -> str:
        """The label of a value of this line, where the line holds one of a few words."""
        return _WORDS[self](value).text


_WORDS: dict[CorrectionLine, type[Word]] = {
    CorrectionLine.SEX: Sex,
    CorrectionLine.CATEGORY: Category,
    CorrectionLine.CHANGE: ChangeWord,
    CorrectionLine.CONTACT: ContactKind,
    CorrectionLine.MEETING: AttendanceStatus,
}


class CorrectionState(Word):
    """What became of a request for correction."""

    ASKED = "asked", label("Sent")
    RECEIVED = "received", label("Request received")
    DONE = "done", label("Corrected")
    REFUSED = "refused", label("Not corrected")
    WITHDRAWN = "withdrawn", label("Taken back")

    @property
    def is_open(self) -> bool:
        """Whether an answer is still due."""
        return self in (CorrectionState.ASKED, CorrectionState.RECEIVED)
