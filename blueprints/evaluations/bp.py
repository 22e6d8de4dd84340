"""The blueprint of evaluations: rounds, sheets beside their evidence, agreement, confirmation, return, replies."""

from flask import Blueprint

bp = Blueprint("evaluations", __name__, url_prefix="/evaluations")
