"""The blueprint of what waits."""

from flask import Blueprint

bp = Blueprint("home", __name__)
