"""What is said of a meeting outside the pages: the text to be pasted into a message."""

from __future__ import annotations

from adapters import texts
from models import Meeting
from services.meetings import Arrangement
from ui import filters
from ui.i18n import language
from ui.pages import said

WORDS = "meetings/_words.html"


def to_copy(
    meeting: Meeting | Arrangement,
    cell: str,
    address: str | None = None,
    *,
    is_moved: bool = False,
    is_cancelled: bool = False,
) -> str:
    """The invitation as a text to be pasted: what, when, where and the way to more; nobody's name."""
    time = f"{filters.hour(meeting.starts_at)}, {filters.weekday(meeting.on)} {filters.day(meeting.on)}"
    return texts.message(
        language(),
        "invitation_to_copy",
        cell=cell,
        title=said(WORDS, "title_of", meeting),
        time=time,
        place=meeting.place,
        link=meeting.link,
        agenda=meeting.agenda,
        address=address,
        is_moved=is_moved,
        is_cancelled=is_cancelled,
    )[1]
