"""The hours in which nobody's telephone should ring: they delay the message, never the fact."""

from datetime import datetime, time, timedelta

WAKING = time(7, 0)
RESTING = time(21, 0)


def waking(moment: datetime) -> datetime:
    """The moment itself between 7 and 21 o'clock of its own zone, else the next 7 o'clock."""
    if WAKING <= moment.time() < RESTING:
        return moment
    day = moment.date() if moment.time() < WAKING else moment.date() + timedelta(days=1)
    return datetime.combine(day, WAKING, moment.tzinfo)
