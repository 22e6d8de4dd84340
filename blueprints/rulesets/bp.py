"""The blueprint of versions of the regulation."""

from flask import Blueprint

bp = Blueprint("rulesets", __name__, url_prefix="/rule-sets")
