"""The blueprint of what papers say and how they are laid out."""

from flask import Blueprint

bp = Blueprint("wordings", __name__, url_prefix="/paper-texts")
