"""The blueprint of opinions and proposals."""

from flask import Blueprint

bp = Blueprint("opinions", __name__, url_prefix="/opinions")
