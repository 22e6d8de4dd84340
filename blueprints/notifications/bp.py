"""The blueprint of the personal bell."""

from flask import Blueprint

bp = Blueprint("notifications", __name__, url_prefix="/notifications")
