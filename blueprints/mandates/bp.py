"""The blueprint of offices given and ended."""

from flask import Blueprint

bp = Blueprint("mandates", __name__, url_prefix="/mandates")
