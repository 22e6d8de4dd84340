"""The blueprint of the own record."""

from flask import Blueprint

bp = Blueprint("me", __name__, url_prefix="/me")
