"""The blueprint of changes: recorded at the workplace, told to the residence."""

from flask import Blueprint

bp = Blueprint("changes", __name__, url_prefix="/changes")
