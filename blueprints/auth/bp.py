"""The blueprint of signing in and of one's own settings."""

from flask import Blueprint

bp = Blueprint("auth", __name__)
