"""The blueprint of the organisations of both trees."""

from flask import Blueprint

bp = Blueprint("organisations", __name__, url_prefix="/organisations")
