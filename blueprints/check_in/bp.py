"""The blueprint of checking in: what the code at the door of a meeting opens."""

from flask import Blueprint

bp = Blueprint("check_in", __name__, url_prefix="/check-in")
