"""Makes an event ring: one line on the bell of each person who must hear it, in the transaction of its cause."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import insert, select

from adapters import clock
from domain.events import Event
from models import Notification, db
from services import digests
from services.audiences import AUDIENCES


def announce(event: Event) -> None:
    """Ring at each account of the event's audience, in the caller's transaction; what rang there before rings no more.

    The line holds the name of the event and a path: nothing personal.
    """
    audience = AUDIENCES[type(event)]
    told = asdict(event)
    words = [type(event).__name__, *(str(value) for value in told.values())]
    if audience.rings_again:
        words.append(clock.now().isoformat(timespec="seconds"))
    key = "-".join(words)
    ears = {ear.account_id: ear for ear in audience.who(event)}
    known = select(Notification.account_id).where(Notification.account_id.in_(ears), Notification.key == key)
    new = ears.keys() - set(db.session.scalars(known))
    line = {
        "event": type(event).__name__,
        "key": key,
        "link": audience.link.format_map(told),
        "at": clock.now(),
    }
    rows = [{"account_id": one, "organisation_id": ears[one].organisation_id, **line} for one in sorted(new)]
    if rows:  # in one statement: a ward that returns its sheets tells a thousand members
        db.session.execute(insert(Notification), rows)
    if audience.cannot_wait(event):
        digests.hurry(new)
