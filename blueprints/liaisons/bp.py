"""The blueprint of liaisons."""

from flask import Blueprint

bp = Blueprint("liaisons", __name__, url_prefix="/liaisons")
