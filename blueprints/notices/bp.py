"""The blueprint of notices: what the residence was told, and what became of it."""

from flask import Blueprint

bp = Blueprint("notices", __name__, url_prefix="/notices")
