"""The blueprint of the trail."""

from flask import Blueprint

bp = Blueprint("trail", __name__, url_prefix="/trail")
