"""The blueprint of introduction letters."""

from flask import Blueprint

bp = Blueprint("letters", __name__, url_prefix="/introduction-letters")
