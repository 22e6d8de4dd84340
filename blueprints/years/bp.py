"""The blueprint of the year at a glance."""

from flask import Blueprint

bp = Blueprint("years", __name__, url_prefix="/year")
