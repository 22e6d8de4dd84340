"""The blueprint of lists that an office brings in."""

from flask import Blueprint

bp = Blueprint("imports", __name__, url_prefix="/imports")
