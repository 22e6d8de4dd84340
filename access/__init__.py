"""Who may do what, to which rows. Other floors import from here."""

from access.actor import Actor
from access.offices import Reach, may, reach
from access.permissions import Permission
from access.prepared import Prepared, prepared
from access.scope import fetch, organisations_below, require, visible, within

__all__ = [
    "Actor",
    "Permission",
    "Prepared",
    "Reach",
    "fetch",
    "may",
    "organisations_below",
    "prepared",
    "reach",
    "require",
    "visible",
    "within",
]
