"""The blueprint of meetings of residence cells with their working members."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
