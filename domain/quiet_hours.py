"""The hours in which nobody's telephone should ring: they delay the message, never the fact."""

from datetime import datetime, time, timedelta

NIGHT = (time(21, 0), time(7, 0))
"""When the quiet hours begin and end where an installation decides nothing else."""


def waking(moment: datetime, begins: time, ends: time) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in; they are none where they begin as they end."""
    now = moment.time()
    is_quiet = begins <= now < ends if begins <= ends else now >= begins or now < ends
    if not is_quiet:
        return moment
    day = moment.date() if now < ends else moment.date() + timedelta(days=1)
    return datetime.combine(day, ends, moment.tzinfo)
