"""The blueprint of requests for correction."""

from flask import Blueprint

bp = Blueprint("corrections", __name__, url_prefix="/corrections")
